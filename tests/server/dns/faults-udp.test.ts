import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { eager, lookupAgainst as lookup, resultsOf as results, short, textsOf } from '../../helpers/fault-lookup.ts'
import { framed, hasIpv6, replyTo, startFaultyDns, truth, truthTo } from '../../helpers/faulty-dns.ts'

describe('over UDP', () => {
  test('a lost datagram is sent again', async () => {
    const server = await startFaultyDns({ udp: ({ request, count, send }) => count > 1 && send(truthTo(request)) })
    const outcome = await lookup([server], eager)
    expect(textsOf(outcome)).toEqual([truth])
    expect(new Set(results(outcome))).toEqual(new Set(['udp no-answer', 'udp noerror']))
  })

  test('silence ends at the deadline as a time-out, with every try told', async () => {
    const server = await startFaultyDns({})
    const outcome = await lookup([server], short)
    expect(outcome).toMatchObject({ kind: 'timeout', detail: 'no-answer', server: null, raw: null })
    expect(outcome.attempts.length).toBeGreaterThan(1)
    expect(new Set(results(outcome))).toEqual(new Set(['udp no-answer']))
  })

  test('a reply with another id is passed over', async () => {
    const server = await startFaultyDns({
      udp: ({ request, send }) => {
        const forged = replyTo(request, { answers: [{ data: ['v=spf1 +all'] }] })
        forged.writeUInt16BE((forged.readUInt16BE(0) + 1) & 0xffff, 0)
        send(forged)
        send(truthTo(request))
      },
    })
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(outcome.attempts).toMatchObject([{ dropped: 1 }])
  })

  test('a right reply from another address is never seen', async () => {
    const elsewhere = createSocket('udp4')
    elsewhere.bind(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    onTestFinished(() => {
      elsewhere.close()
    })
    const server = await startFaultyDns({
      udp: ({ request, from }) => elsewhere.send(truthTo(request), from, '127.0.0.1'),
    })
    const outcome = await lookup([server], short)
    expect(outcome).toMatchObject({ kind: 'timeout' })
    expect(outcome.attempts.every(({ dropped }) => dropped === 0)).toBe(true)
  })

  test('a box that changes the case of names is asked again over TCP', async () => {
    const lower = (request: Buffer): Buffer =>
      replyTo(request, { question: { name: 'asked.name.example' }, answers: [{ data: [truth] }] })
    const server = await startFaultyDns({
      udp: ({ request, send }) => send(lower(request)),
      tcp: ({ request, socket }) => socket.end(framed(lower(request))),
    })
    const outcome = await lookup([server], { mixedCase: true })
    expect(textsOf(outcome)).toEqual([truth])
    expect(results(outcome)).toEqual(['udp case-changed', 'tcp noerror'])
    expect(textsOf(await lookup([server], { mixedCase: false }))).toEqual([truth])
  })

  test('a box that changes the case of names and knows no TCP is asked in plain letters', async () => {
    const server = await startFaultyDns({
      udp: ({ request, send }) =>
        send(replyTo(request, { question: { name: 'asked.name.example' }, answers: [{ data: [truth] }] })),
    })
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(results(outcome)).toEqual(['udp case-changed', 'tcp econnrefused', 'udp noerror'])
  })

  test('the name goes out in mixed case and comes back in lower case', async () => {
    const names = new Set<string>()
    const server = await startFaultyDns({
      udp: ({ request, send }) => {
        names.add(request.subarray(12, request.indexOf(0, 12)).toString('latin1'))
        if (names.size > 3) send(truthTo(request))
      },
    })
    expect(await lookup([server], { firstTryMs: 20 })).toMatchObject({ kind: 'answer', name: 'asked.name.example' })
    expect(names.size).toBeGreaterThan(3)
  })

  test('a flood of strangers drives the question to TCP', async () => {
    const server = await startFaultyDns({
      udp: ({ request, send }) => {
        for (let i = 1; i <= 20; i++) {
          const forged = truthTo(request)
          forged.writeUInt16BE((forged.readUInt16BE(0) + i) & 0xffff, 0)
          send(forged)
        }
      },
      tcp: ({ request, socket }) => socket.end(framed(truthTo(request))),
    })
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(results(outcome)).toEqual(['udp flooded', 'tcp noerror'])
  })

  test('a server that does not know EDNS is asked without it', async () => {
    const hasOpt = (request: Buffer): boolean => request.readUInt16BE(10) > 0
    for (const [rcode, question] of [[1, null], [4, undefined]] as const) {
      const server = await startFaultyDns({
        udp: ({ request, send }) => {
          const refusal = replyTo(request, { header: { rcode }, ...(question === null ? { question } : {}) })
          send(hasOpt(request) ? refusal : truthTo(request))
        },
      })
      const outcome = await lookup([server])
      expect(textsOf(outcome)).toEqual([truth])
      expect(results(outcome)).toEqual([rcode === 1 ? 'udp formerr' : 'udp notimp', 'udp noerror'])
    }
  })

  test('a server that does not know EDNS is asked without it over TCP too', async () => {
    const hasOpt = (request: Buffer): boolean => request.readUInt16BE(10) > 0
    const reply = (request: Buffer, header: Record<string, number>): Buffer =>
      hasOpt(request) ? replyTo(request, { header: { rcode: 1 } }) : replyTo(request, { header, answers: [{ data: [truth] }] })
    const server = await startFaultyDns({
      udp: ({ request, send }) => send(reply(request, { tc: 1 })),
      tcp: ({ request, socket }) => socket.end(framed(reply(request, {}))),
    })
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(results(outcome)).toEqual(['udp formerr', 'udp truncated', 'tcp noerror'])
  })

  test('a record that cannot be read makes the reply malformed, never "no record"', async () => {
    const server = await startFaultyDns({
      udp: ({ request, send }) => {
        const reply = truthTo(request)
        // The string claims one octet more than its record holds.
        reply.writeUInt8(truth.length + 1, reply.length - truth.length - 1)
        send(reply)
      },
    })
    const outcome = await lookup([server])
    expect(outcome).toMatchObject({ kind: 'malformed', detail: 'undecodable-record', transport: 'udp' })
    expect(outcome.raw?.length).toBeGreaterThan(12)
    expect(results(outcome)).toEqual(['udp undecodable-record', 'tcp econnrefused'])
  })

  test.each([
    ['a client subnet of IPv6', [0, 8, 0, 11, 0, 2, 56, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 0]],
    ['a client subnet of no known family', [0, 8, 0, 4, 0, 9, 0, 0]],
    ['an option that ends early', [0, 10, 0, 24, 1]],
  ])('options of EDNS are none of ours: a reply with %s is read', async (_, option) => {
    const opt = Buffer.from([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, option.length, ...option])
    const server = await startFaultyDns({
      udp: ({ request, send }) => {
        const reply = Buffer.concat([truthTo(request), opt])
        reply.writeUInt16BE(1, 10)
        send(reply)
      },
    })
    expect(textsOf(await lookup([server]))).toEqual([truth])
  })

  test('an unreadable reply is asked for once more over TCP', async () => {
    const server = await startFaultyDns({
      udp: ({ request, send }) => send(truthTo(request).subarray(0, -3)),
      tcp: ({ request, socket }) => socket.end(framed(truthTo(request))),
    })
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(results(outcome)).toEqual(['udp record-cut-short', 'tcp noerror'])
  })

  test.runIf(hasIpv6)('an upstream on IPv6 answers like any other', async () => {
    const server = await startFaultyDns({ host: '::1', udp: ({ request, send }) => send(truthTo(request)) })
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(outcome.server).toBe(server.address)
  })
})
