import type { SpfFinding, SpfReport } from '#core/contract/spf.ts'
import { markWords } from '#core/messages/en/record-view.ts'
import { bySeverity } from '#core/spf/answers.ts'
import type { RecordMark } from '../../components/record-marks.ts'

/** Where the findings about one of the report's records stand in it. Errors first, so that they give a shared term its colour. */
export function toFindingMarks(findings: readonly SpfFinding[], record: number): RecordMark[] {
  return bySeverity(findings).flatMap((finding) =>
    finding.record === record && finding.span !== undefined
      ? [{ span: finding.span, word: markWords[finding.code], tone: finding.severity === 'error' ? ('wrong' as const) : ('note' as const) }]
      : [],
  )
}

/** The finding that decides, the first of the decision table within its severity; null where nothing is to say beyond the outcome. */
export function mainFinding(report: SpfReport): SpfFinding | null {
  const [first] = bySeverity(report.findings)
  return first !== undefined && (report.outcome === 'valid' ? first.severity !== 'note' : true) ? first : null
}
