import { describe, expect, test } from 'vitest'
import { lookupAgainst as lookup, resultsOf as results, textsOf } from '../../helpers/fault-lookup.ts'
import { framed, replyTo, startFaultyDns, truth, truthTo } from '../../helpers/faulty-dns.ts'
import type { FaultyDns, TcpTurn, UdpTurn } from '../../helpers/faulty-dns.ts'

const truncated = ({ request, send }: UdpTurn): void => send(replyTo(request, { header: { tc: 1 } }))
const withTcp = (tcp?: (turn: TcpTurn) => void): Promise<FaultyDns> =>
  startFaultyDns({ udp: truncated, ...(tcp === undefined ? {} : { tcp }) })

describe('after a truncated reply', () => {
  test('the whole one is taken over TCP', async () => {
    const server = await withTcp(({ request, socket }) => socket.end(framed(truthTo(request))))
    const outcome = await lookup([server])
    expect(textsOf(outcome)).toEqual([truth])
    expect(outcome).toMatchObject({ transport: 'tcp' })
    expect(results(outcome)).toEqual(['udp truncated', 'tcp noerror'])
  })

  test('records in the truncated reply itself are not believed', async () => {
    const server = await startFaultyDns({
      udp: ({ request, send }) => send(replyTo(request, { header: { tc: 1 }, answers: [{ data: ['half'] }] })),
      tcp: ({ request, socket }) => socket.end(framed(truthTo(request))),
    })
    expect(textsOf(await lookup([server]))).toEqual([truth])
  })

  test('a server that keeps the connection open is left by us', async () => {
    const server = await withTcp(({ request, socket }) => socket.write(framed(truthTo(request))))
    expect(textsOf(await lookup([server]))).toEqual([truth])
  })

  test('half a message and then the end is a network failure', async () => {
    const server = await withTcp(({ request, socket }) => socket.end(framed(truthTo(request)).subarray(0, 20)))
    expect(await lookup([server])).toMatchObject({ kind: 'network', detail: 'closed-early' })
  })

  test('a reset connection is a network failure', async () => {
    const server = await withTcp(({ socket }) => socket.resetAndDestroy())
    expect(await lookup([server])).toMatchObject({ kind: 'network', detail: 'econnreset' })
  })

  test('a port that is closed over TCP is a network failure, not a missing record', async () => {
    expect(await lookup([await withTcp()])).toMatchObject({ kind: 'network', detail: 'econnrefused' })
  })

  test('a reply with another id is a malformed one', async () => {
    const server = await withTcp(({ request, socket }) => {
      const reply = truthTo(request)
      reply.writeUInt16BE((reply.readUInt16BE(0) + 1) & 0xffff, 0)
      socket.end(framed(reply))
    })
    expect(await lookup([server])).toMatchObject({ kind: 'malformed', detail: 'other-reply' })
  })

  test('a reply that claims to be truncated over TCP too is a malformed one', async () => {
    const server = await withTcp(({ request, socket }) => socket.end(framed(replyTo(request, { header: { tc: 1 } }))))
    expect(await lookup([server])).toMatchObject({ kind: 'malformed', detail: 'truncated-over-tcp' })
  })

  test('sixty thousand octets come whole', async () => {
    const texts = Array.from({ length: 240 }, (_, i) => String(i % 10).repeat(250))
    const server = await withTcp(({ request, socket }) =>
      socket.end(framed(replyTo(request, { answers: texts.map((text) => ({ data: [text] })) }))),
    )
    expect(textsOf(await lookup([server]))).toEqual(texts)
  })
})
