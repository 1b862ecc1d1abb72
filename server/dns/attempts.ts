/** What one look-up did on the wire, as it goes: those still open can be told too, when the patience ends first. */
import type { DnsAttempt } from '#core/dns/outcome.ts'

export interface AttemptLog {
  /** The time before counts for nobody: it was spent waiting for a turn. */
  restart(): void
  /** Notes the start of one, for `end` to know it by. */
  begin(server: string, transport: 'udp' | 'tcp'): Attempt
  /** Notes its end, and tells how long it took. */
  end(attempt: Attempt, result: string, dropped: number): number
  /** It never came to it. */
  withdraw(attempt: Attempt): void
  /** Since the last one began; infinite before the first. */
  sinceLastMs(): number
  toList(): readonly DnsAttempt[]
}

export interface Attempt {
  readonly shown: DnsAttempt
  readonly startedAt: number
  isOpen: boolean
}

export function createAttemptLog(now: () => number): AttemptLog {
  return new Log(now)
}

class Log implements AttemptLog {
  readonly #now: () => number
  #startedAt: number
  /** Seldom more than one. */
  #attempts: readonly Attempt[] = []

  constructor(now: () => number) {
    this.#now = now
    this.#startedAt = now()
  }

  restart(): void {
    this.#startedAt = this.#now()
  }

  begin(server: string, transport: 'udp' | 'tcp'): Attempt {
    const startedAt = this.#now()
    const shown = { server, transport, startedMs: toTenths(startedAt - this.#startedAt), ms: 0, result: 'no-answer', dropped: 0 }
    const attempt = { shown, startedAt, isOpen: true }
    this.#attempts = [...this.#attempts, attempt]
    return attempt
  }

  end(attempt: Attempt, result: string, dropped: number): number {
    const { shown, startedAt } = attempt
    attempt.isOpen = false
    shown.result = result
    shown.dropped = dropped
    shown.ms = toTenths(this.#now() - startedAt)
    return shown.ms
  }

  withdraw(attempt: Attempt): void {
    this.#attempts = this.#attempts.filter((one) => one !== attempt)
  }

  sinceLastMs(): number {
    const last = this.#attempts.at(-1)
    return last === undefined ? Infinity : this.#now() - last.startedAt
  }

  toList(): readonly DnsAttempt[] {
    // What has ended changes no more.
    return this.#attempts.map(({ shown, startedAt, isOpen }) => (isOpen ? { ...shown, ms: toTenths(this.#now() - startedAt) } : shown))
  }
}

/** Finer than a tenth of a millisecond nobody can measure here, nor wants to read. */
function toTenths(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10)
}
