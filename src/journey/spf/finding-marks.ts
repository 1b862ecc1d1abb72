import type { SpfFinding, SpfReport } from '#core/contract/spf.ts'
import { markWords } from '#core/messages/en/record-view.ts'
import type { RecordMark } from '../../components/record-marks.ts'

/** Where the findings about one of the report's records stand in it. Errors first, so that they give a shared term its colour. */
export function toFindingMarks(findings: readonly SpfFinding[], record: number): RecordMark[] {
  return bySeverity(findings).flatMap((finding) =>
    finding.record === record && finding.span !== undefined
      ? [{ span: finding.span, word: markWords[finding.code], tone: finding.severity === 'error' ? ('wrong' as const) : ('note' as const) }]
      : [],
  )
}

const ranks = { error: 0, warning: 1, note: 2 } as const

/** One cause first (U-21); within a severity the order of the report, which is that of the decision table. */
export function bySeverity(findings: readonly SpfFinding[]): SpfFinding[] {
  return [...findings].sort((a, b) => ranks[a.severity] - ranks[b.severity])
}

/** The finding that decides; null where nothing is to say beyond the outcome. */
export function mainFinding(report: SpfReport): SpfFinding | null {
  const [first] = bySeverity(report.findings)
  return first !== undefined && (report.outcome === 'valid' ? first.severity !== 'note' : true) ? first : null
}
