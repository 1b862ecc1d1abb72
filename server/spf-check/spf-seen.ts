/** What a look at a domain's record says to whoever watches it: text to compare, and whether there is anything left to wait for. */
import type { SpfReport } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { Settled } from '#core/dns/settle.ts'
import { toDigest } from '../watch/digest.ts'
import type { CheckSeen } from '../watch/tick.ts'
import { spfValueOf, type OwnRecord } from './own-record.ts'

/** Where no resolver could be asked, nobody knows when they all have it: they are asked again after a while. */
const askCachesAgainMs = 10 * 60_000
/** The record was read, but not all that it leads to: that may pass although the record stays as it is. */
const askRestAgainMs = 60_000
/** What others publish changes seldom, and not because we ask. */
const askOthersAgainMs = 30 * 60_000

type Judged = Pick<SpfReport, 'outcome' | 'findings'>

export function toSpfSeen(own: OwnRecord, report: Judged, now: Date): CheckSeen {
  const isOver = report.outcome === 'valid' && own.propagation.state === 'everywhere'
  return { digest: toSpfDigest(own.settled), recheckAtMs: toRecheckAtMs(own, report, now.getTime()), isOver }
}

/** When the same record may be judged otherwise; null where only another record could. */
function toRecheckAtMs({ settled, propagation: { state, cachesUntilMs } }: OwnRecord, { outcome, findings }: Judged, nowMs: number): number | null {
  if (outcome === 'unavailable' && settled.kind === 'said') return nowMs + askRestAgainMs
  if (outcome === 'invalid' && findings.some(isOfOthers)) return nowMs + askOthersAgainMs
  return state === 'at-source' ? (cachesUntilMs ?? nowMs + askCachesAgainMs) : null
}

/** A fault of what the record leads to, or one to which that contributes. */
function isOfOthers({ code, severity }: Judged['findings'][number]): boolean {
  return severity === 'error' && (code.startsWith('include-') || code.startsWith('too-many-') || code === 'mimecast-include-without-record')
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
