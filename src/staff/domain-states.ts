import type { DomainView } from '#core/contract/journey.ts'
import type { CheckMeaning } from '#core/messages/en/common.ts'
import { accountDomains as words } from '#core/messages/en/staff-account.ts'

export interface DomainState {
  mark: CheckMeaning | 'not-started'
  text: string
}

export function toProofState({ proof }: DomainView): DomainState {
  if (proof.provenAt !== null) return { mark: 'right', text: words.proven }
  if (proof.provenBy !== null) return { mark: 'right', text: words.provenBy(proof.provenBy) }
  if (proof.evidence === null) return { mark: 'not-started', text: words.notProven }
  return proof.evidence.outcome === 'unavailable' ? { mark: 'unknown', text: words.spfUnavailable } : { mark: 'waiting', text: words.notProven }
}

export function toSpfState({ spf }: DomainView): DomainState {
  if (spf.validAt !== null) return { mark: 'right', text: words.spfValid }
  if (spf.evidence === null) return { mark: 'not-started', text: words.spfUnchecked }
  const { outcome } = spf.evidence.report
  if (outcome === 'unavailable') return { mark: 'unknown', text: words.spfUnavailable }
  return outcome === 'valid' ? { mark: 'right', text: words.spfValid } : { mark: 'wrong', text: words.spfNotYet }
}
