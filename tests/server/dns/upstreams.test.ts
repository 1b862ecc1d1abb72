import { describe, expect, test } from 'vitest'
import { createUpstreams, formatDnsServer, parseDnsServer, parseDnsServers } from '../../../server/dns/upstreams.ts'
import { eager, lookupAgainst as lookup, resultsOf as results, short, textsOf } from '../../helpers/fault-lookup.ts'
import { nsType, replyTo, startFaultyDns, truth, truthTo } from '../../helpers/faulty-dns.ts'

const good = () => startFaultyDns({ udp: ({ request, send }) => send(truthTo(request)) })
const failing = (rcode: number) =>
  startFaultyDns({ udp: ({ request, send }) => send(replyTo(request, { header: { rcode } })) })

describe('with several servers', () => {
  test('a failure of the first is made good by the second at once', async () => {
    for (const [rcode, word] of [[2, 'servfail'], [5, 'refused'], [9, 'rcode-9']] as const) {
      const outcome = await lookup([await failing(rcode), await good()])
      expect(textsOf(outcome)).toEqual([truth])
      expect(results(outcome)).toEqual([`udp ${word}`, 'udp noerror'])
    }
  })

  test('a dead port costs no waiting', async () => {
    const outcome = await lookup([{ address: '127.0.0.1:1', udpCount: 0, tcpCount: 0 }, await good()])
    expect(textsOf(outcome)).toEqual([truth])
    expect(results(outcome)).toEqual(['udp econnrefused', 'udp noerror'])
  })

  test('a silent first server costs one step', async () => {
    const outcome = await lookup([await startFaultyDns({}), await good()], eager)
    expect(textsOf(outcome)).toEqual([truth])
    expect(new Set(results(outcome))).toEqual(new Set(['udp no-answer', 'udp noerror']))
  })

  test('a server that only points elsewhere has not said that there is nothing', async () => {
    const pointing = await startFaultyDns({
      udp: ({ request, send }) =>
        send(replyTo(request, { header: { ra: 0 }, authorities: [{ name: 'example', type: nsType, ns: 'ns.example' }] })),
    })
    expect(textsOf(await lookup([pointing, await good()]))).toEqual([truth])
    expect(await lookup([pointing])).toMatchObject({ kind: 'malformed', detail: 'referral' })
  })

  test('when all fail, a reply code is told rather than a dead port', async () => {
    const dead = { address: '127.0.0.1:1', udpCount: 0, tcpCount: 0 }
    expect(await lookup([dead, await failing(5)])).toMatchObject({ kind: 'refused', rcode: 5 })
    expect(await lookup([await failing(2), await failing(5)])).toMatchObject({ kind: 'servfail' })
    expect(await lookup([dead])).toMatchObject({ kind: 'network', detail: 'econnrefused' })
  })

  test('a reply code is told rather than the silence of another server', async () => {
    expect(await lookup([await startFaultyDns({}), await failing(2)], short)).toMatchObject({ kind: 'servfail' })
  })
})

describe('the order of servers', () => {
  test('who lately failed comes last, and who answers faster comes first', () => {
    let at = 0
    const servers = [{ address: '127.0.0.1', port: 1 }, { address: '127.0.0.1', port: 2 }]
    const [one, two] = servers as [(typeof servers)[0], (typeof servers)[0]]
    const upstreams = createUpstreams(servers, () => at)
    expect(upstreams.toOrder()).toEqual([one, two])
    upstreams.noteFailure(one)
    expect(upstreams.toOrder()).toEqual([two, one])
    at = 20_000
    upstreams.noteReply(two, 30)
    upstreams.noteReply(one, 10)
    expect(upstreams.toOrder()).toEqual([one, two])
    expect(upstreams.toStates()).toEqual([
      { server: '127.0.0.1:1', srttMs: 10, failures: 1 },
      { server: '127.0.0.1:2', srttMs: 30, failures: 0 },
    ])
  })
})

describe('the list of servers', () => {
  test('addresses are read with and without a port', () => {
    expect(parseDnsServers('192.0.2.1, 192.0.2.2:5353,[2001:db8::1]:54 , [::1], ::1')).toEqual({
      servers: [
        { address: '192.0.2.1', port: 53 },
        { address: '192.0.2.2', port: 5353 },
        { address: '2001:db8::1', port: 54 },
        { address: '::1', port: 53 },
        { address: '::1', port: 53 },
      ],
    })
  })

  test('the first item that is no address is named', () => {
    for (const wrong of ['dns.example', '192.0.2.1:0', '192.0.2.1:70000', '[192.0.2.1]:53', '', '192.0.2.256', '1:2:3']) {
      expect(parseDnsServers(`192.0.2.1,${wrong}`)).toEqual({ wrong })
    }
  })

  test('what is written is read back', () => {
    for (const text of ['192.0.2.1:53', '[2001:db8::1]:5353']) {
      const server = parseDnsServer(text)
      expect(server && formatDnsServer(server)).toBe(text)
    }
  })
})
