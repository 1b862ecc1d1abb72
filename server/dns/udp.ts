/** One question over UDP, on a port that is its own until the promise settles. */
import { readReply } from './message.ts'
import type { Query, ReplyReading } from './message.ts'
import type { Port, Ports, PortUser } from './ports.ts'
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

/** `settle` is told once. By callback: a promise between here and the asker cost as much as reading the reply. */
export function exchangeUdp(request: ExchangeRequest, settle: (end: ExchangeEnd) => void): void {
  if (request.signal.aborted) settle({ result: { kind: 'aborted' }, dropped: 0 })
  else new UdpExchange(request, settle).start()
}

class UdpExchange implements PortUser {
  readonly #request: ExchangeRequest
  readonly #settle: (end: ExchangeEnd) => void
  readonly #port: Port
  #dropped = 0
  #isSettled = false

  constructor(request: ExchangeRequest, settle: (end: ExchangeEnd) => void) {
    this.#request = request
    this.#settle = settle
    this.#port = request.ports.lend(request.server, this)
  }

  start(): void {
    this.#request.signal.addEventListener('abort', this)
    this.#port.send(this.#request.query.octets)
  }

  hear(octets: Buffer): void {
    const reading = readReply(octets, this.#request.query, 'udp', this.#request.limits)
    if (reading.kind !== 'stray') this.#end(reading)
    else if (++this.#dropped >= maxDropped) this.#end({ kind: 'flooded' })
  }

  fail(error: Error): void {
    this.#end({ kind: 'network', detail: networkDetail(error) })
  }

  /** The signal's call. */
  handleEvent(): void {
    this.#end({ kind: 'aborted' })
  }

  #end(result: ExchangeResult): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.#request.signal.removeEventListener('abort', this)
    this.#port.giveBack(result.kind === 'reply' && this.#dropped === 0)
    this.#settle({ result, dropped: this.#dropped })
  }
}

/** The system's word for it (`econnrefused`), else the kind of error. */
export function networkDetail(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return code.toLowerCase()
}
