import type { DomainView } from '#core/contract/journey.ts'
import { toAbsoluteTime } from '#core/messages/en/common.ts'
import { domainsStep as words, proofText } from '#core/messages/en/domains-step.ts'
import { whereaboutsWords } from '#core/messages/en/source.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'
import { leadingSource } from '../../components/leading-source.ts'
import type { Standing } from '../use-news.ts'
import { isProven } from './domain-state.ts'

/** What the proof of a domain has come to, for people who listen; null before anybody looked. */
export function toProofStanding(domain: DomainView): Standing | null {
  const { evidence } = domain.proof
  if (evidence === null) return null
  const { finding, params, whereabouts, sources, askedAt } = evidence
  const result = whereabouts === null ? toVisibleText(proofText(finding).title(params)) : whereaboutsWords.title
  return {
    key: [isProven(domain), finding, whereabouts?.cause, leadingSource(sources)?.state].join(' '),
    sentence: words.announce(toVisibleText(domain.display), result, toAbsoluteTime(new Date(askedAt))),
  }
}
