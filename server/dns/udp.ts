/**
 * One question over UDP: a socket of its own, connected, so that the kernel picks a random port, drops what other
 * addresses send, and tells at once when nobody listens. The socket is closed before the promise settles.
 */
import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'
import { readReply } from './message.ts'
import type { Query, ReplyReading } from './message.ts'
import type { MessageLimits } from './preflight.ts'
import type { DnsServer } from './upstreams.ts'

/** So many strangers' datagrams at one port are no accident: TCP cannot be guessed at. */
const maxDropped = 16

export type ExchangeResult =
  | Exclude<ReplyReading, { kind: 'stray' }>
  | { kind: 'flooded' | 'aborted' }
  | { kind: 'network'; detail: string }

export interface ExchangeRequest {
  server: DnsServer
  query: Query
  signal: AbortSignal
  limits: MessageLimits
}

export interface ExchangeEnd {
  result: ExchangeResult
  dropped: number
}

export function exchangeUdp({ server, query, signal, limits }: ExchangeRequest): Promise<ExchangeEnd> {
  return new Promise((resolve) => {
    const family = isIP(server.address) === 6 ? 6 : 4
    const socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      // The address is one already: the system's own resolver has no part in this.
      lookup: (address, _options, callback) => callback(null, address, family),
    })
    let dropped = 0
    let isSettled = false

    const settle = (result: ExchangeResult): void => {
      if (isSettled) return
      isSettled = true
      signal.removeEventListener('abort', onAbort)
      socket.close()
      resolve({ result, dropped })
    }
    const fail = (error: Error): void => settle({ kind: 'network', detail: networkDetail(error) })
    const onAbort = (): void => settle({ kind: 'aborted' })
    const onMessage = (octets: Buffer): void => {
      if (isSettled) return
      const reading = readReply(octets, query, 'udp', limits)
      if (reading.kind !== 'stray') settle(reading)
      else if (++dropped >= maxDropped) settle({ kind: 'flooded' })
    }

    socket.on('error', fail)
    socket.on('message', onMessage)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()
    socket.connect(server.port, server.address, () => {
      if (!isSettled) socket.send(query.octets, (error) => error && fail(error))
    })
  })
}

/** The system's word for it (`econnrefused`), else the kind of error. */
export function networkDetail(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return code.toLowerCase()
}
