/** What one look-up did on the wire, as it goes: those still open can be told too, when the patience ends first. */
import type { DnsAttempt } from '#core/dns/outcome.ts'

export interface AttemptLog {
  /** Notes the start; the function given back notes the end and tells how long it took. */
  begin(server: string, transport: 'udp' | 'tcp'): (result: string, dropped: number) => number
  toList(): readonly DnsAttempt[]
}

export function createAttemptLog(now: () => number): AttemptLog {
  const startedAt = now()
  const attempts: DnsAttempt[] = []
  const open = new Set<DnsAttempt>()
  return {
    begin(server, transport) {
      const attempt = { server, transport, startedMs: toTenths(now() - startedAt), ms: 0, result: 'no-answer', dropped: 0 }
      attempts.push(attempt)
      open.add(attempt)
      return (result, dropped) => {
        open.delete(attempt)
        return Object.assign(attempt, { result, dropped, ms: toTenths(now() - startedAt - attempt.startedMs) }).ms
      }
    },
    toList() {
      const elapsedMs = now() - startedAt
      return attempts.map((attempt) =>
        open.has(attempt) ? { ...attempt, ms: toTenths(elapsedMs - attempt.startedMs) } : { ...attempt },
      )
    },
  }
}

/** Finer than a tenth of a millisecond nobody can measure here, nor wants to read. */
function toTenths(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10)
}
