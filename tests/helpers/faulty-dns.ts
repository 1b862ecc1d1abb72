/** DNS servers on loopback that do wrong what a test tells them to, on raw sockets, and the replies they send. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Packet } from 'dns2'
import type { Resource } from 'dns2'
import { expect, onTestFinished, vi } from 'vitest'

export interface UdpTurn {
  request: Buffer
  /** 1 for the first datagram. */
  count: number
  send: (octets: Buffer) => void
  /** The client's own port, for who wants to meddle from elsewhere. */
  from: number
}

export interface TcpTurn {
  /** Without the length in front. */
  request: Buffer
  count: number
  socket: Socket
}

export interface FaultyDns {
  address: string
  readonly udpCount: number
  readonly tcpCount: number
}

interface Behaviour {
  udp?: (turn: UdpTurn) => void
  /** Without it nobody listens on TCP. */
  tcp?: (turn: TcpTurn) => void
  host?: '127.0.0.1' | '::1'
}

/** Closed when the test is finished. */
export async function startFaultyDns({ udp, tcp, host = '127.0.0.1' }: Behaviour): Promise<FaultyDns> {
  const counts = { udp: 0, tcp: 0 }
  const clients = new Set<Socket>()
  const stream = createServer((socket) => {
    clients.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', (octets: Buffer) => tcp?.({ request: octets.subarray(2), count: ++counts.tcp, socket }))
  })
  const datagrams = await bindBoth(stream, host)
  const { port } = datagrams.address()
  datagrams.on('message', (request, { port: from, address }) => {
    const send = (octets: Buffer): void => datagrams.send(octets, from, address)
    udp?.({ request, count: ++counts.udp, send, from })
  })
  // Binding it kept the port ours until UDP had it too.
  if (tcp === undefined) await closeStream(stream)
  onTestFinished(async () => {
    datagrams.close()
    clients.forEach((socket) => socket.destroy())
    if (stream.listening) await closeStream(stream)
  })
  return {
    address: host === '::1' ? `[::1]:${port}` : `${host}:${port}`,
    get udpCount() {
      return counts.udp
    },
    get tcpCount() {
      return counts.tcp
    },
  }
}

/** The same port for both. One that is free over TCP may be in use over UDP, by a question that is on its way. */
async function bindBoth(stream: ReturnType<typeof createServer>, host: string): Promise<ReturnType<typeof createSocket>> {
  for (;;) {
    stream.listen(0, host)
    await once(stream, 'listening')
    const { port } = stream.address() as AddressInfo
    const datagrams = createSocket(host === '::1' ? 'udp6' : 'udp4')
    const isBound = await new Promise<boolean>((resolve, reject) => {
      datagrams.once('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
      datagrams.bind(port, host, () => resolve(true))
    })
    if (isBound) return datagrams
    datagrams.close()
    await closeStream(stream)
  }
}

function closeStream(stream: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    stream.close(() => resolve())
  })
}

export interface ReplyParts {
  answers?: readonly Partial<Resource>[]
  authorities?: readonly Partial<Resource>[]
  header?: Readonly<Record<string, number>>
  /** Another question than the one asked; null leaves it out. */
  question?: { name: string; type?: number } | null
}

/** A reply to the request; what is not said is as it should be. Records are the asked name's unless they say so. */
export function replyTo(request: Buffer, parts: ReplyParts = {}): Buffer {
  const asked = Packet.parse(request)
  const [question] = asked.questions
  if (question === undefined) throw new Error('a request has a question')
  const reply = Packet.createResponseFromRequest(asked)
  Object.assign(reply.header, { ra: 1, ...parts.header })
  if (parts.question === null) reply.questions = []
  else if (parts.question !== undefined) {
    reply.questions = [new Packet.Question(parts.question.name, parts.question.type ?? question.type, 1)]
  }
  const base = { name: question.name, type: question.type, class: 1, ttl: 300 }
  reply.answers = (parts.answers ?? []).map((record) => new Packet.Resource({ ...base, ...record }))
  reply.authorities = (parts.authorities ?? []).map((record) => new Packet.Resource({ ...base, ...record }))
  return reply.toBuffer()
}

/** The text that a right answer carries in these tests. */
export const truth = 'v=spf1 -all'

export function truthTo(request: Buffer): Buffer {
  return replyTo(request, { answers: [{ data: [truth] }] })
}

export const cnameType = Packet.TYPE.CNAME
export const nsType = Packet.TYPE.NS
export const soaType = Packet.TYPE.SOA

export function soaOf(name: string, ttl: number, minimum: number): Partial<Resource> {
  const times = { serial: 1, refresh: 3600, retry: 600, expiration: 86_400, minimum }
  return { name, type: soaType, ttl, primary: `ns.${name}`, admin: `hostmaster.${name}`, ...times }
}

export function framed(message: Buffer): Buffer {
  const prefix = Buffer.alloc(2)
  prefix.writeUInt16BE(message.length)
  return Buffer.concat([prefix, message])
}

export const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
)

const canCount = process.platform === 'linux'

/** How many sockets this process has open; not known outside of Linux. */
export function countSockets(): number {
  if (!canCount) return 0
  return readdirSync('/proc/self/fd').filter((fd) => isSocket(fd)).length
}

function isSocket(fd: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:')
  } catch (error) {
    // The descriptor through which the list was read is closed by now.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

/** Runs the work and then sees every socket closed again that it opened. */
export async function leavingNoSocket<T>(work: () => Promise<T>): Promise<T> {
  const before = countSockets()
  const result = await work()
  await vi.waitFor(() => expect(countSockets()).toBeLessThanOrEqual(before), { timeout: 2000, interval: 5 })
  return result
}
