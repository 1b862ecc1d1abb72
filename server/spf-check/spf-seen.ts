/** What a look at a domain's record says to whoever watches it: text to compare, and whether there is anything left to wait for. */
import type { SpfReport } from '#core/contract/spf.ts'
import type { Propagation, SourceLook } from '#core/dns/source.ts'
import { toDigest } from '../watch/digest.ts'
import type { CheckSeen } from '../watch/tick.ts'
import { spfValueOf, type OwnRecord } from './own-record.ts'

/** Resolvers count in whole seconds: the old answer goes up to one after the second in which they said it would. */
const afterForetoldMs = 2_000
/** A moment as near as that is tried for anyway, and is no news. */
const nearMs = 60_000
/** Where no resolver could be asked, nobody knows when they all have it: they are asked again after a while. */
const askCachesAgainMs = 10 * 60_000
/** The record was read, but not all that it leads to: that may pass although the record stays as it is. */
const askRestAgainMs = 60_000
/** What others publish changes seldom, and not because we ask. */
const askOthersAgainMs = 30 * 60_000

type Judged = Pick<SpfReport, 'outcome' | 'findings'>

export function toSpfSeen(own: OwnRecord, report: Judged, { now, rule }: { now: Date; rule: string }): CheckSeen {
  const isOver = report.outcome === 'valid' && own.propagation.state === 'everywhere' && !report.findings.some(isUnasked)
  const again = toRecheck(own, report, now.getTime())
  return { digest: toSpfDigest(own.look, own.propagation, rule), recheckAtMs: again?.atMs ?? null, verdict: toVerdict(own, report, toFarForetold(again, now)), isOver }
}

/** `isForetold`: the resolvers have said so themselves; else it is when to try again. */
interface Recheck {
  atMs: number
  isForetold: boolean
}

/** When the same record may be judged otherwise; null where only another record could. */
function toRecheck({ settled, propagation: { state, cachesUntilMs } }: OwnRecord, { outcome, findings }: Judged, nowMs: number): Recheck | null {
  const isPartly = outcome === 'unavailable' || findings.some(isUnasked)
  const after = (ms: number): Recheck => ({ atMs: nowMs + ms, isForetold: false })
  if (isPartly && settled.kind === 'said') return after(askRestAgainMs)
  if (outcome === 'invalid' && findings.some(isOfOthers)) return after(askOthersAgainMs)
  if (state !== 'at-source') return null
  return cachesUntilMs === null ? after(askCachesAgainMs) : { atMs: cachesUntilMs + afterForetoldMs, isForetold: true }
}

const toFarForetold = (again: Recheck | null, now: Date): number | null => (again?.isForetold === true && again.atMs - now.getTime() > nearMs ? again.atMs : null)

/** All that a page would say differently, but for the times at which the same was said. */
function toVerdict({ propagation: { state } }: OwnRecord, { outcome, findings }: Judged, foretoldMs: number | null): string {
  const said = toDigest(JSON.stringify([outcome, findings.map(({ code, params }) => [code, params]), state]))
  return foretoldMs === null ? said : `${said} until ${String(foretoldMs)}`
}

/** Right or wrong as far as could be seen: what could not be asked may still say otherwise. */
const isUnasked = ({ code }: Judged['findings'][number]): boolean => code === 'include-unavailable' || code === 'lookup-unavailable'

/** A fault of what the record leads to, or one to which that contributes. */
function isOfOthers({ code, severity }: Judged['findings'][number]): boolean {
  return severity === 'error' && (code.startsWith('include-') || code.startsWith('too-many-') || code === 'mimecast-include-without-record')
}

/**
 * Everything that those who count have said, whoever said it and in whatever order, held against the rule of the moment.
 * Null when nobody could be asked: that is no news of the record.
 */
export function toSpfDigest({ servers }: SourceLook<'TXT'>, { by }: Pick<Propagation<'TXT'>, 'by'>, rule: string): string | null {
  const answered = servers.filter(({ role, state }) => role === by && state === 'answered').flatMap(({ outcome }) => outcome ?? [])
  if (answered.length === 0) return null
  const isNowhere = answered.every(({ kind }) => kind === 'nxdomain')
  const values = new Set(answered.map((outcome) => spfValueOf(outcome) ?? 'no record'))
  return toDigest(JSON.stringify([rule, isNowhere, [...values].sort()]))
}
