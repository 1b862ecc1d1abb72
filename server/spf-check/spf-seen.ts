/** What a look at a domain's record says to whoever watches it: text to compare, and whether there is anything left to wait for. */
import type { SpfCheckOutcome } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { Settled } from '#core/dns/settle.ts'
import { toDigest } from '../watch/digest.ts'
import type { CheckSeen } from '../watch/tick.ts'
import { spfValueOf, type OwnRecord } from './own-record.ts'

/** Where no resolver could be asked, nobody knows when they all have it: they are asked again after a while. */
const askCachesAgainMs = 10 * 60_000
/** The record was read, but not all that it leads to: that may pass although the record stays as it is. */
const askRestAgainMs = 60_000

export function toSpfSeen(own: OwnRecord, outcome: SpfCheckOutcome, now: Date): CheckSeen {
  const isOver = outcome === 'valid' && own.propagation.state === 'everywhere'
  return { digest: toSpfDigest(own.settled), recheckAtMs: toRecheckAtMs(own, outcome, now.getTime()), isOver }
}

/** When the same record may be judged otherwise; null where only another record could. */
function toRecheckAtMs({ settled, propagation: { state, cachesUntilMs } }: OwnRecord, outcome: SpfCheckOutcome, nowMs: number): number | null {
  if (outcome === 'unavailable' && settled.kind === 'said') return nowMs + askRestAgainMs
  return state === 'at-source' ? (cachesUntilMs ?? nowMs + askCachesAgainMs) : null
}

/** Null when nobody could be asked: that is no news of the record. */
export function toSpfDigest(settled: Settled<'TXT'>): string | null {
  const valueOf = (one: DnsOutcome<'TXT'>): string => spfValueOf(one) ?? `none: ${one.kind}`
  switch (settled.kind) {
    case 'said':
      return toDigest(valueOf(settled.outcome))
    case 'disagree':
      return toDigest(settled.outcomes.map(valueOf).sort().join('\n\n'))
    case 'unasked':
      return null
  }
}
