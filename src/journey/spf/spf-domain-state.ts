import type { DomainView } from '#core/contract/journey.ts'
import type { SpfDomainState } from '#core/messages/en/spf-record-step.ts'

/** How far one domain has come on its way to a valid record. */
export function toSpfDomainState({ spf }: DomainView): SpfDomainState {
  // One different look does not undo it, but the page shows that look.
  if (spf.validAt !== null) return spf.evidence?.report.outcome === 'invalid' ? 'valid-before' : 'valid'
  if (spf.published !== null) return 'published'
  // While DNS cannot be asked there is no plan for a while: what was handed over stays handed over.
  if (spf.shared !== null && spf.answer !== null && (spf.plan === null || spf.plan.record !== null)) return 'shared'
  if (spf.plan !== null) return spf.plan.record === null ? 'refused' : 'planned'
  return spf.evidence === null ? 'not-looked' : 'looked'
}

/** What counts as done in this step (architecture D12). */
export function isSpfRecordDone(domain: DomainView): boolean {
  return ['valid', 'valid-before', 'published', 'shared'].includes(toSpfDomainState(domain))
}
