import { describe, expect, onTestFinished, test } from 'vitest'
import { eager, lookupAgainst as lookup, resultsOf as results, short, textsOf } from '../../helpers/fault-lookup.ts'
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

  test('a silent TCP side ends at the deadline', async () => {
    expect(await lookup([await withTcp(() => undefined)], short)).toMatchObject({ kind: 'timeout' })
  })

  test('half a message and then the end is a network failure', async () => {
    const server = await withTcp(({ request, socket }) => socket.end(framed(truthTo(request)).subarray(0, 20)))
    expect(await lookup([server])).toMatchObject({ kind: 'network', detail: 'closed-early' })
  })

  test('half a message and then nothing ends at the deadline', async () => {
    const server = await withTcp(({ request, socket }) => socket.write(framed(truthTo(request)).subarray(0, 20)))
    expect(await lookup([server], short)).toMatchObject({ kind: 'timeout' })
  })

  test('a message that drips in is read when it comes in time', async () => {
    const server = await withTcp(({ request, socket }) => drip(socket, framed(truthTo(request)), 1))
    expect(textsOf(await lookup([server]))).toEqual([truth])
  })

  test('a message that drips too slowly ends at the deadline', async () => {
    const server = await withTcp(({ request, socket }) => drip(socket, framed(truthTo(request)), 50))
    expect(await lookup([server], short)).toMatchObject({ kind: 'timeout' })
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

  test('another server is asked when TCP fails', async () => {
    const good = await startFaultyDns({ udp: ({ request, send }) => send(truthTo(request)) })
    for (const broken of [await withTcp(() => undefined), await withTcp(({ socket }) => socket.resetAndDestroy())]) {
      expect(textsOf(await lookup([broken, good], eager))).toEqual([truth])
    }
  })

  test('sixty thousand octets come whole', async () => {
    const texts = Array.from({ length: 240 }, (_, i) => String(i % 10).repeat(250))
    const server = await withTcp(({ request, socket }) =>
      socket.end(framed(replyTo(request, { answers: texts.map((text) => ({ data: [text] })) }))),
    )
    expect(textsOf(await lookup([server]))).toEqual(texts)
  })
})

function drip(socket: TcpTurn['socket'], octets: Buffer, stepMs: number): void {
  let at = 0
  const timer = setInterval(() => {
    if (at < octets.length && socket.writable) socket.write(octets.subarray(at, ++at))
    else clearInterval(timer)
  }, stepMs)
  onTestFinished(() => clearInterval(timer))
}
