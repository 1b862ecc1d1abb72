/** One question over UDP, on a port that is its own until the promise settles. */
import { readReply } from './message.ts'
import type { Query, ReplyReading } from './message.ts'
import type { Ports } from './ports.ts'
import type { MessageLimits } from './preflight.ts'
import type { StopSignal } from './stop.ts'
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
  signal: StopSignal
  limits: MessageLimits
  ports: Ports
}

export interface ExchangeEnd {
  result: ExchangeResult
  dropped: number
}

export function exchangeUdp({ server, query, signal, limits, ports }: ExchangeRequest): Promise<ExchangeEnd> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ result: { kind: 'aborted' }, dropped: 0 })
    let dropped = 0
    let isSettled = false
    const settle = (result: ExchangeResult): void => {
      if (isSettled) return
      isSettled = true
      signal.removeEventListener('abort', onAbort)
      port.giveBack(result.kind === 'reply' && dropped === 0)
      resolve({ result, dropped })
    }
    const onAbort = (): void => settle({ kind: 'aborted' })
    const port = ports.lend(server, {
      fail: (error) => settle({ kind: 'network', detail: networkDetail(error) }),
      hear(octets) {
        const reading = readReply(octets, query, 'udp', limits)
        if (reading.kind !== 'stray') settle(reading)
        else if (++dropped >= maxDropped) settle({ kind: 'flooded' })
      },
    })
    signal.addEventListener('abort', onAbort)
    port.send(query.octets)
  })
}

/** The system's word for it (`econnrefused`), else the kind of error. */
export function networkDetail(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return code.toLowerCase()
}
