import type { SharedView } from '#core/contract/shares.ts'
import type { CheckMeaning } from '#core/messages/en/common.ts'
import { proofText } from '#core/messages/en/domains-step.ts'

/** Right by the last look, or by a plan that changes nothing. */
export function isSpfRight({ evidence, plan }: NonNullable<SharedView['spf']>): boolean {
  if (evidence?.report.outcome === 'valid') return true
  return plan?.record != null && plan.changes.length === 0
}

export interface SharedState {
  mark: CheckMeaning
  askedAt: string
}

const spfMarks = { valid: 'right', invalid: 'wrong', unavailable: 'unknown' } as const

/** What the last look came to, for the first lines of the page; null while nobody has looked, and for the connector. */
export function toSharedState({ proof, spf }: SharedView): SharedState | null {
  if (proof?.evidence) return { mark: proofText(proof.evidence.finding).mark, askedAt: proof.evidence.askedAt }
  if (spf?.evidence) return { mark: spfMarks[spf.evidence.report.outcome], askedAt: spf.evidence.askedAt }
  return null
}
