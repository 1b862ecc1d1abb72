import type { ProofEvidence, SpfEvidence } from '#core/contract/evidence.ts'
import type { SharedView } from '#core/contract/shares.ts'
import type { SpfRecordPlan } from '#core/contract/spf.ts'
import type { CheckMeaning } from '#core/messages/en/common.ts'
import { noOneAnswer } from '#core/messages/en/common.ts'
import { proofText, proofWord } from '#core/messages/en/domains-step.ts'
import { spfDisagreement, spfOutcomes } from '#core/messages/en/spf.ts'
import { whereaboutsWords } from '#core/messages/en/source.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'
import { isDisagreement } from '../journey/spf/spf-standing.ts'

/** Right by the last look, or by a plan that changes nothing. */
export function isSpfRight({ evidence, plan }: NonNullable<SharedView['spf']>): boolean {
  if (evidence?.report.outcome === 'valid') return true
  return plan?.record != null && plan.changes.length === 0
}

/** The record to publish; null where there is none, or nothing left to do. */
export function toSpfPlan(spf: NonNullable<SharedView['spf']>): SpfRecordPlan | null {
  return spf.plan?.record != null && !isSpfRight(spf) ? spf.plan : null
}

/** Nothing is left to ask of the reader. */
export function isSharedDone({ proof, spf }: SharedView): boolean {
  return proof?.evidence?.outcome === 'proven' || (spf !== null && isSpfRight(spf))
}

export interface SharedState {
  mark: CheckMeaning
  /** In place of the mark's own. */
  word: string | undefined
  /** For people who listen. */
  sentence: string
  askedAt: string
}

const spfMarks = { valid: 'right', invalid: 'wrong', unavailable: 'unknown' } as const

/** What the last look came to, for the first lines of the page; null while nobody has looked, and for the connector. */
export function toSharedState({ proof, spf }: SharedView): SharedState | null {
  if (proof?.evidence) return toProofState(proof.evidence)
  return spf?.evidence ? toSpfState(spf.evidence, toVisibleText(spf.domain)) : null
}

function toProofState({ finding, params, whereabouts, askedAt }: ProofEvidence): SharedState {
  const { mark, title } = proofText(finding)
  const word = proofWord(finding)
  if (whereabouts !== null) return { mark: 'wrong', word, sentence: whereaboutsWords.title, askedAt }
  return { mark, word, sentence: toVisibleText(title(params)), askedAt }
}

function toSpfState(evidence: SpfEvidence, domain: string): SharedState {
  const { outcome } = evidence.report
  const disagree = isDisagreement(evidence)
  const sentence = (disagree ? spfDisagreement.title : spfOutcomes[outcome])({ domain })
  return { mark: spfMarks[outcome], word: disagree ? noOneAnswer : undefined, sentence, askedAt: evidence.askedAt }
}

/** What a look leaves behind in any case: times, who answered, how long an answer may be kept. */
const passing = new Set(['id', 'askedAt', 'checkedAt', 'at', 'watch', 'asked', 'servers', 'ttlSeconds', 'cachesUntil'])

/** Whether two readings show the same, so that nobody is told of a change that is none (U-25). */
export function isSameState(before: SharedView, after: SharedView): boolean {
  const toText = (view: SharedView) => JSON.stringify(view, (key, value: unknown) => (passing.has(key) ? undefined : value))
  return toText(before) === toText(after)
}
