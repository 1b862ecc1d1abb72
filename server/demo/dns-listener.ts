/**
 * One port of the DNS world, the same number over UDP and TCP, on loopback only. What is answered is the giver's
 * affair: a reply, or nothing.
 */
import { createSocket } from 'node:dgram'
import type { Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'

export type AnswerOctets = (request: Buffer, transport: 'udp' | 'tcp') => Promise<Buffer | null>

export interface DnsListener {
  address: string
  close(): Promise<void>
}

const loopback = '127.0.0.1'
const idleMs = 10_000
/** A free TCP port may be taken over UDP: then another one is tried. */
const maxTries = 20

export async function createDnsListener(port: number, answer: AnswerOctets): Promise<DnsListener> {
  for (let tries = 1; ; tries++) {
    const sockets = new Set<Socket>()
    const tcp = createServer((socket) => serveStream(socket, sockets, answer))
    await listenTcp(tcp, port)
    const bound = tcp.address()
    if (bound === null || typeof bound === 'string') throw new TypeError('a TCP port has no number')
    const udp = await bindUdp(bound.port, answer)
    if (udp !== null) return { address: `${loopback}:${bound.port}`, close: () => closeAll(udp, tcp, sockets) }
    await closeTcp(tcp)
    if (port !== 0 || tries === maxTries) throw new Error(`port ${bound.port} is taken over UDP`)
  }
}

async function listenTcp(tcp: Server, port: number): Promise<void> {
  tcp.listen(port, loopback)
  // Rejects with the server's error, when the port is taken.
  await once(tcp, 'listening')
}

/** Null when somebody else has the port. */
async function bindUdp(port: number, answer: AnswerOctets): Promise<UdpSocket | null> {
  const udp = createSocket('udp4')
  udp.on('message', (request, { address, port: from }) => {
    void answer(request, 'udp').then((reply) => {
      if (reply !== null && isOpen) udp.send(reply, from, address)
    })
  })
  let isOpen = true
  udp.on('close', () => {
    isOpen = false
  })
  try {
    const listening = once(udp, 'listening')
    udp.bind(port, loopback)
    await listening
    return udp
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      udp.close()
      return null
    }
    throw error
  }
}

function serveStream(socket: Socket, sockets: Set<Socket>, answer: AnswerOctets): void {
  sockets.add(socket)
  let pending = Buffer.alloc(0)
  socket.setTimeout(idleMs, () => socket.destroy())
  // The peer may go as it likes; there is nothing to save on this side.
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0)
      const request = Buffer.from(pending.subarray(2, end))
      pending = pending.subarray(end)
      void answer(request, 'tcp').then((reply) => {
        if (reply !== null && socket.writable) socket.write(Buffer.concat([lengthOf(reply), reply]))
      })
    }
  })
}

function lengthOf(message: Buffer): Buffer {
  const prefix = Buffer.alloc(2)
  prefix.writeUInt16BE(message.length)
  return prefix
}

async function closeAll(udp: UdpSocket, tcp: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const udpClosed = once(udp, 'close')
  udp.close()
  for (const socket of sockets) socket.destroy()
  await Promise.all([udpClosed, closeTcp(tcp)])
}

function closeTcp(tcp: Server): Promise<void> {
  return new Promise((resolve) => {
    tcp.close(() => resolve())
  })
}
