/**
 * The three answers of a check, each by itself: is the record legal SPF, does it meet the Mimecast rule, will it hold up
 * in practice. Derived from what a report says already, so that evidence of any age has them; judges nothing anew.
 */
import type { SpfFinding, SpfReport } from '../contract/spf.ts'
import { findingAxis, spfAxes, type FindingCode, type SpfAxis } from './codes.ts'
import { parseSpf } from './parse.ts'
import { isDirective } from './record.ts'

/**
 * `unknown`: nobody could say. `not-judged`: there is no one record of which it could be asked, and another answer says why.
 */
export const axisAnswers = ['yes', 'with-warnings', 'no', 'unknown', 'not-judged'] as const
export type AxisAnswer = (typeof axisAnswers)[number]
export type SpfAnswers = Readonly<Record<SpfAxis, AxisAnswer>>

type Judged = Pick<SpfReport, 'outcome' | 'findings' | 'records'>

export function toSpfAnswers(report: Judged): SpfAnswers {
  if (report.outcome === 'unavailable') return { legal: 'unknown', mimecast: 'unknown', survives: 'unknown' }
  const legal = answerOf(report, 'legal')
  return { legal, mimecast: toMimecastAnswer(report), survives: toSurvivalAnswer(report, legal) }
}

/** Where nothing could be asked there is nothing to answer; of servers that disagree each answered something. */
export const hasAnswers = ({ outcome, unavailable }: Pick<SpfReport, 'outcome' | 'unavailable'>): boolean =>
  outcome !== 'unavailable' || unavailable?.reason === 'servers-disagree'

/** What a report says about one question, in the report's order. */
export function findingsOf<F extends Pick<SpfFinding, 'code'>>(findings: readonly F[], axis: SpfAxis): F[] {
  return findings.filter(({ code }) => findingAxis[code] === axis)
}

/** The questions about which there is something to say, in the order in which they are answered. */
export function byAxis<F extends Pick<SpfFinding, 'code'>>(findings: readonly F[]): Array<{ axis: SpfAxis; findings: F[] }> {
  return spfAxes.map((axis) => ({ axis, findings: findingsOf(findings, axis) })).filter((one) => one.findings.length > 0)
}

const ranks = { error: 0, warning: 1, note: 2 } as const

/** One cause first (U-21); within a severity the order stays. */
export function bySeverity<F extends Pick<SpfFinding, 'severity'>>(findings: readonly F[]): F[] {
  return [...findings].sort((a, b) => ranks[a.severity] - ranks[b.severity])
}

function answerOf({ findings }: Judged, axis: SpfAxis): AxisAnswer {
  const severities = new Set(findingsOf(findings, axis).map(({ severity }) => severity))
  if (severities.has('error')) return 'no'
  return severities.has('warning') ? 'with-warnings' : 'yes'
}

function toMimecastAnswer(report: Judged): AxisAnswer {
  // RFC 7208 §4.5: of several records none is used, so none of their mechanisms is the first.
  if (report.records.length > 1) return 'not-judged'
  const [record] = report.records
  if (record === undefined) return 'no'
  const answer = answerOf(report, 'mimecast')
  return answer !== 'no' && isBehindUnread(record) ? 'no' : answer
}

/** Only terms that can be read have a place; one that cannot, and was meant as a mechanism, stands in front all the same. */
function isBehindUnread(record: string): boolean {
  const parsed = parseSpf(record)
  if (parsed.ok) return false
  const first = parsed.terms.find(isDirective)?.span[0] ?? record.length
  return parsed.problems.some(({ span, text }) => span[0] < first && !/^[^:/]*=/.test(text))
}

/** Warnings that say nothing about the record: a part of what it leads to is not known. */
const uncounted: ReadonlySet<FindingCode> = new Set<FindingCode>(['include-unavailable', 'lookup-unavailable', 'macro-uncounted', 'tree-too-large'])

/** A proven fault comes before what is not known (architecture D13). Nothing is counted in what receivers cannot read. */
function toSurvivalAnswer(report: Judged, legal: AxisAnswer): AxisAnswer {
  const answer = answerOf(report, 'survives')
  if (answer === 'no') return 'no'
  if (legal === 'no') return 'not-judged'
  return report.findings.some(({ code }) => uncounted.has(code)) ? 'unknown' : answer
}
