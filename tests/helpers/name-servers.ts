/**
 * Name servers of their own on several loopback addresses, all at one port as real ones are at 53: a small internet with
 * root, top level and zones apart, each of which can lie, refuse or say nothing.
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { answerAsAuthority } from '../../server/demo/dns-answer.ts'
import type { WorldAnswer, WorldQuestion } from '../../server/demo/dns-answer.ts'
import { buildReply, readRequest } from '../../server/demo/dns-wire.ts'
import { createZone } from '../../server/demo/dns-zones.ts'
import type { Zone, ZoneData } from '../../server/demo/dns-zones.ts'
import { framed } from './faulty-dns.ts'

/** Elsewhere than on Linux only 127.0.0.1 is there to bind. */
export const hasManyLoopbacks = process.platform === 'linux'

/** What the server would say, and what it says instead; null for nothing. */
export type Behaviour = (right: WorldAnswer, turn: WorldQuestion & { count: number; transport: 'udp' | 'tcp' }) => WorldAnswer | null

export interface NameServerData {
  zones: readonly ZoneData[]
  behave?: Behaviour
}

export interface AskedHere extends WorldQuestion {
  transport: 'udp' | 'tcp'
  atMs: number
  /** RD, the header's bit. */
  recursion: boolean
}

export interface NameServers {
  port: number
  /** What each address was asked. */
  asked(address: string): readonly AskedHere[]
  /** How many questions all of them had. */
  readonly total: number
  zone(address: string, origin: string): Zone
}

interface Running {
  zones: readonly Zone[]
  asked: AskedHere[]
  reply: (octets: Buffer, transport: 'udp' | 'tcp') => Buffer | null
}

/** Closed when the test is finished. */
export async function startNameServers(servers: Readonly<Record<string, NameServerData>>): Promise<NameServers> {
  const running = new Map(Object.entries(servers).map(([address, data]) => [address, toRunning(data)]))
  const need = (address: string): Running => {
    const found = running.get(address)
    if (found === undefined) throw new Error(`no server at ${address}`)
    return found
  }
  const port = await bindAll(running)
  return {
    port,
    asked: (address) => need(address).asked,
    get total() {
      return [...running.values()].reduce((sum, { asked }) => sum + asked.length, 0)
    },
    zone(address, origin) {
      const zone = need(address).zones.find((one) => one.origin === origin)
      if (zone === undefined) throw new Error(`${address} has no zone ${origin}`)
      return zone
    },
  }
}

function toRunning({ zones: data, behave }: NameServerData): Running {
  const zones = data.map(createZone)
  const asked: AskedHere[] = []
  return {
    zones,
    asked,
    reply(octets, transport) {
      const request = readRequest(octets)
      if (request === null || 'rcode' in request) return null
      const { question, packet, maxUdpOctets } = request
      asked.push({ ...question, transport, atMs: performance.now(), recursion: packet.header.rd === 1 })
      const right = answerAsAuthority(zones, question)
      const answer = behave === undefined ? right : behave(right, { ...question, count: asked.length, transport })
      return answer === null ? null : buildReply(packet, answer, { recursion: false, maxOctets: transport === 'udp' ? maxUdpOctets : 65_535 })
    },
  }
}

/** Another program may have the port at one of the addresses: then all of them try another. */
async function bindAll(running: ReadonlyMap<string, Running>): Promise<number> {
  for (let tries = 0; tries < 20; tries++) {
    const closers: Array<() => void> = []
    try {
      let port = 0
      for (const [address, server] of running) port = await bindOne(address, port, server, closers)
      onTestFinished(() => closers.forEach((close) => close()))
      return port
    } catch (error) {
      closers.forEach((close) => close())
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    }
  }
  throw new Error('no port is free at all addresses')
}

async function bindOne(address: string, wanted: number, { reply }: Running, closers: Array<() => void>): Promise<number> {
  const clients = new Set<Socket>()
  const stream = createServer((socket) => {
    clients.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', (octets: Buffer) => {
      const answer = reply(octets.subarray(2), 'tcp')
      if (answer !== null) socket.write(framed(answer))
    })
  })
  closers.push(() => {
    stream.close()
    clients.forEach((socket) => socket.destroy())
  })
  stream.listen(wanted, address)
  await once(stream, 'listening')
  const { port } = stream.address() as AddressInfo
  const datagrams = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  closers.push(() => datagrams.close())
  datagrams.bind(port, address)
  await once(datagrams, 'listening')
  datagrams.on('message', (request, { port: from, address: client }) => {
    const answer = reply(request, 'udp')
    if (answer !== null) datagrams.send(answer, from, client)
  })
  return port
}
