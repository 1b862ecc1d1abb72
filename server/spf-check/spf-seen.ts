/** What a look at a domain's record says to whoever watches it: text to compare, and whether there is anything left to wait for. */
import type { SpfCheckOutcome } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { Settled } from '#core/dns/settle.ts'
import { toDigest } from '../watch/digest.ts'
import type { CheckSeen } from '../watch/tick.ts'
import { spfValueOf, type OwnRecord } from './own-record.ts'

/** Where no resolver could be asked, nobody knows when they all have it: they are asked again after a while. */
const askCachesAgainMs = 10 * 60_000

export function toSpfSeen({ settled, propagation: { state, cachesUntilMs } }: OwnRecord, outcome: SpfCheckOutcome, now: Date): CheckSeen {
  const recheckAtMs = state === 'at-source' ? (cachesUntilMs ?? now.getTime() + askCachesAgainMs) : null
  return { digest: toSpfDigest(settled), recheckAtMs, isOver: outcome === 'valid' && state === 'everywhere' }
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
