/**
 * One question over TCP, on a connection of its own, which is destroyed before the promise settles.
 */
import { connect } from 'node:net'
import { readFramed, readReply, toFramed } from './message.ts'
import { networkDetail } from './udp.ts'
import type { ExchangeEnd, ExchangeRequest, ExchangeResult } from './udp.ts'

export async function exchangeTcp(request: ExchangeRequest): Promise<ExchangeEnd> {
  const { server, query, signal, limits } = request
  if (signal.aborted) return { result: { kind: 'aborted' }, dropped: 0 }
  const socket = connect({ host: server.address, port: server.port, noDelay: true })
  // Errors reach the promise below; this listener is for those that come when nobody waits any more.
  socket.on('error', () => undefined)
  let stopWaiting = (): void => undefined
  const aborted = new Promise<ExchangeResult>((resolve) => {
    stopWaiting = () => resolve({ kind: 'aborted' })
    signal.addEventListener('abort', stopWaiting)
  })
  socket.write(toFramed(query.octets))
  const read = readFramed(socket).then(
    (octets): ExchangeResult => {
      const reading = readReply(octets, query, 'tcp', limits)
      // On a connection of our own there are no strangers: another reply is a broken server.
      if (reading.kind === 'stray') return { kind: 'corrupt', detail: 'other-reply', raw: Uint8Array.from(octets) }
      return reading
    },
    (error: unknown): ExchangeResult => {
      if (!(error instanceof Error)) throw error
      return { kind: 'network', detail: error.name === 'DecodeError' ? 'closed-early' : networkDetail(error) }
    },
  )
  try {
    return { result: await Promise.race([read, aborted]), dropped: 0 }
  } finally {
    signal.removeEventListener('abort', stopWaiting)
    socket.destroy()
  }
}
