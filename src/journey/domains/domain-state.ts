import type { DomainView } from '#core/contract/journey.ts'
import type { CheckMeaning } from '#core/messages/en/common.ts'
import { domainsStep as words, proofText, proofWord } from '#core/messages/en/domains-step.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'

export interface DomainState {
  mark: CheckMeaning | 'not-started'
  word: string
  isProven: boolean
}

export const isProven = ({ proof }: DomainView): boolean => proof.provenAt !== null || proof.provenBy !== null

/** How far one domain is, in a mark and a word for the list. */
export function toDomainState(domain: DomainView): DomainState {
  const { proof } = domain
  if (proof.provenBy !== null) return { mark: 'right', word: words.states.parent(toVisibleText(proof.provenBy)), isProven: true }
  if (proof.provenAt !== null) return { mark: 'right', word: words.states.proven, isProven: true }
  if (proof.evidence === null) return { mark: 'not-started', word: words.states.open, isProven: false }
  if (proof.evidence.whereabouts !== null) return { mark: 'wrong', word: words.states.slip, isProven: false }
  if (proof.evidence.finding === 'servers-disagree') return { mark: 'unknown', word: words.states.disagree, isProven: false }
  const { mark } = proofText(proof.evidence.finding)
  const word = { right: words.states.proven, wrong: words.states.slip, waiting: words.states.notSeen, unknown: proofWord(proof.evidence.finding) ?? words.states.unknown }[mark]
  return { mark, word, isProven: false }
}
