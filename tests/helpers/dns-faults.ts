/**
 * What can go wrong between a question and its answer, each fault around a truth that the server would tell. Knows no
 * expectations: the tables of tests say what a look-up has to make of it.
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { cnameType, framed, nsType, replyTo, soaOf, startFaultyDns, truthTo } from './faulty-dns.ts'
import type { FaultyDns, TcpTurn, UdpTurn } from './faulty-dns.ts'

/** The right reply to a request. */
export type Tell = (request: Buffer) => Buffer

/** What a server would say if nothing went wrong: data, and both ways of having none (RFC 2308 §2). */
export const truths = {
  data: truthTo,
  'no such record': (request) => replyTo(request, { authorities: [soaOf('example', 60, 60)] }),
  'no such name': (request) => replyTo(request, { header: { rcode: 3 }, authorities: [soaOf('example', 60, 60)] }),
} as const satisfies Record<string, Tell>

type OverUdp = (turn: UdpTurn) => void
type OverTcp = (turn: TcpTurn) => void

export const good = (tell: Tell, host: '127.0.0.1' | '::1' = '127.0.0.1') => startFaultyDns({ host, udp: answering(tell), tcp: ({ request, socket }) => socket.end(framed(tell(request))) })
export const overUdp = (udp: OverUdp): Promise<FaultyDns> => startFaultyDns({ udp })
export const silent = (): Promise<FaultyDns> => startFaultyDns({})
/** Truncated over UDP, with half of what would be the answer. */
export const overTcp = (tcp?: OverTcp): Promise<FaultyDns> =>
  startFaultyDns({
    udp: ({ request, send }) => send(replyTo(request, { header: { tc: 1 }, answers: [{ data: ['half'] }] })),
    ...(tcp === undefined ? {} : { tcp }),
  })

/** Nobody listens there any more. */
export async function gone(): Promise<Pick<FaultyDns, 'address'>> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return { address: `127.0.0.1:${port}` }
}

export const answering = (tell: Tell): OverUdp => ({ request, send }) => send(tell(request))
export const after = (ms: number, tell: Tell): OverUdp => (turn) => {
  const timer = setTimeout(() => answering(tell)(turn), ms)
  onTestFinished(() => clearTimeout(timer))
}

export const code = (rcode: number): Tell => (request) => replyTo(request, { header: { rcode } })

export const withOtherId = (tell: Tell): Tell => (request) => {
  const reply = Buffer.from(tell(request))
  reply.writeUInt16BE((reply.readUInt16BE(0) + 1) & 0xffff, 0)
  return reply
}

export const otherQuestion: Tell = (request) =>
  replyTo(request, { question: { name: 'other.example' }, answers: [{ name: 'other.example', data: ['no'] }] })

export const otherType: Tell = (request) => replyTo(request, { question: { name: 'asked.name.example', type: 1 } })

export const withoutQuestion: Tell = (request) => replyTo(request, { question: null, answers: [{ data: ['v=spf1 +all'] }] })

/** As boxes do that keep names in small letters. */
export const inSmallLetters = (tell: Tell): Tell => (request) => tell(lowered(request))

function lowered(request: Buffer): Buffer {
  const end = request.indexOf(0, 12)
  return Buffer.concat([request.subarray(0, 12), Buffer.from(request.toString('latin1', 12, end).toLowerCase(), 'latin1'), request.subarray(end)])
}

/** Cut within the last record. */
export const cutShort = (tell: Tell): Tell => (request) => tell(request).subarray(0, -3)

/** The string claims one octet more than its record holds. */
export const corruptTxt: Tell = (request) => {
  const reply = replyTo(request, { answers: [{ data: ['x'] }] })
  reply.writeUInt8(2, reply.length - 2)
  return reply
}

/** The first pointers make a chain, and every record behind has the end of it for its owner: quadratic for the trusting. */
export const pointerBomb: Tell = (request) => {
  const head = replyTo(request, {})
  const start = head.length
  const chain = Buffer.alloc(2 * 7000)
  for (let i = 0; i < 7000; i++) chain.writeUInt16BE(0xc000 | (i === 0 ? 12 : start + 12 + 2 * (i - 1)), 2 * i)
  const records = [txtOwnedBy(12, chain), ...Array.from({ length: 900 }, () => txtOwnedBy(start + 12 + 2 * 6999, Buffer.from([1, 0x78])))]
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, ...records, Buffer.alloc(65_000)]).subarray(0, 65_000)
}

function txtOwnedBy(target: number, rdata: Buffer): Buffer {
  const head = Buffer.from([0xc0, 0, 0, 16, 0, 1, 0, 0, 1, 44, 0, 0])
  head.writeUInt16BE(0xc000 | (target & 0x3fff), 0)
  head.writeUInt16BE(rdata.length, 10)
  return Buffer.concat([head, rdata])
}

export const cnameLoop: Tell = (request) =>
  replyTo(request, {
    answers: [
      { type: cnameType, domain: 'second.example' },
      { name: 'second.example', type: cnameType, domain: 'asked.name.example' },
    ],
  })

/** A loop of which each reply shows one step only. */
export const cnameLoopInSteps: Tell = (request) => {
  const isFirst = request.toString('latin1', 12).toLowerCase().startsWith('\x05asked')
  return replyTo(request, { answers: [{ type: cnameType, domain: isFirst ? 'second.example' : 'asked.name.example' }] })
}

export const pointingElsewhere: Tell = (request) =>
  replyTo(request, { header: { ra: 0, aa: 0 }, authorities: [{ name: 'example', type: nsType, ns: 'ns.example' }] })

export const recordsOfNoName: Tell = (request) => replyTo(request, { header: { rcode: 3 }, answers: [{ data: ['v=spf1 +all'] }] })

/** As old servers answer to EDNS (RFC 6891 §7); in plain DNS they tell. */
export const withoutEdns = (tell: Tell, rcode: number): Tell => (request) => (hasOpt(request) ? code(rcode)(request) : tell(request))

function hasOpt(request: Buffer): boolean {
  return request.readUInt16BE(10) > 0
}

export const stranger = (count: number, tell: Tell): OverUdp => ({ request, send }) => {
  for (let i = 0; i < count; i++) send(withOtherId(tell)(request))
}

/** From a socket that was not asked. */
export async function fromElsewhere(tell: Tell): Promise<FaultyDns> {
  const elsewhere = createSocket('udp4').bind(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  onTestFinished(() => void elsewhere.close())
  return overUdp(({ request, from }) => elsewhere.send(tell(request), from, '127.0.0.1'))
}

/** One octet at a time. */
export function drip(socket: Socket, octets: Buffer, stepMs: number): void {
  let at = 0
  const timer = setInterval(() => {
    if (at < octets.length && socket.writable) socket.write(octets.subarray(at, ++at))
    else clearInterval(timer)
  }, stepMs)
  onTestFinished(() => clearInterval(timer))
}
