import type { SpfPlan } from '#core/contract/spf.ts'
import { spfQuestions, spfRefusalText } from '#core/messages/en/spf.ts'
import { spfPlan, spfQuestion } from '#core/messages/en/spf-record-step.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'

/** What an answer has brought, for people who listen: not always a record to publish. */
export function toPlanSentence(plan: SpfPlan | null): string {
  if (plan === null) return ''
  if (plan.record !== null) return plan.changes.length > 0 ? spfQuestion.changed : spfPlan.alreadyRight
  return 'question' in plan ? spfQuestions[plan.question.code] : `${spfPlan.refusedTitle} ${toVisibleText(spfRefusalText(plan.refusal))}`
}
