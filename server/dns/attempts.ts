/** What one look-up did on the wire, as it goes: those still open can be told too, when the patience ends first. */
import type { DnsAttempt } from '#core/dns/outcome.ts'

export interface AttemptLog {
  /** Notes the start; the function given back notes the end and tells how long it took. */
  begin(server: string, transport: 'udp' | 'tcp'): (result: string, dropped: number) => number
  toList(): readonly DnsAttempt[]
}

export function createAttemptLog(now: () => number): AttemptLog {
  return new Log(now)
}

class Log implements AttemptLog {
  readonly #now: () => number
  readonly #startedAt: number
  readonly #attempts: DnsAttempt[] = []
  /** Seldom more than one. */
  readonly #open: DnsAttempt[] = []

  constructor(now: () => number) {
    this.#now = now
    this.#startedAt = now()
  }

  begin(server: string, transport: 'udp' | 'tcp'): (result: string, dropped: number) => number {
    const startedAt = this.#attempts.length === 0 ? this.#startedAt : this.#now()
    const attempt = { server, transport, startedMs: toTenths(startedAt - this.#startedAt), ms: 0, result: 'no-answer', dropped: 0 }
    this.#attempts.push(attempt)
    this.#open.push(attempt)
    return (result, dropped) => {
      this.#open.splice(this.#open.indexOf(attempt), 1)
      attempt.result = result
      attempt.dropped = dropped
      attempt.ms = toTenths(this.#now() - startedAt)
      return attempt.ms
    }
  }

  toList(): readonly DnsAttempt[] {
    // What has ended changes no more.
    if (this.#open.length === 0) return this.#attempts.slice()
    const elapsedMs = this.#now() - this.#startedAt
    return this.#attempts.map((attempt) =>
      this.#open.includes(attempt) ? { ...attempt, ms: toTenths(elapsedMs - attempt.startedMs) } : attempt,
    )
  }
}

/** Finer than a tenth of a millisecond nobody can measure here, nor wants to read. */
function toTenths(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10)
}
