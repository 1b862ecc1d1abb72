import type { SpfEvidence } from '#core/contract/evidence.ts'
import type { DomainView } from '#core/contract/journey.ts'
import { whereaboutsWords } from '#core/messages/en/source.ts'
import { spfCheckStep as words } from '#core/messages/en/spf-check-step.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'
import { toSourceSentence } from '../../components/source-sentence.ts'
import type { Standing } from '../use-news.ts'
import { mainFinding } from './finding-marks.ts'
import { toSpfCause } from './spf-cause.ts'

/** They were asked and did not say the same: neither "could not ask" nor a result. */
export const isDisagreement = ({ report }: SpfEvidence): boolean => report.unavailable?.reason === 'servers-disagree'

/** What the verdict says itself. Of a record that went astray, "has no such record" would only confuse. */
export function isSpreadSaid(evidence: SpfEvidence): boolean {
  const isOtherForm = evidence.report.findings.some(({ code }) => code === 'look-alike' || code === 'type-99-only')
  return isDisagreement(evidence) || evidence.source?.state === 'could-not-ask' || isOtherForm || toSpfCause(evidence) !== null
}

/** What the record of a domain has come to, for people who listen; null before anybody looked. */
export function toSpfStanding(domain: DomainView): Standing | null {
  const { evidence } = domain.spf
  if (evidence === null) return null
  const { report, source } = evidence
  const whereabouts = toSpfCause(evidence)
  const result = words.announce[isDisagreement(evidence) ? 'disagree' : report.outcome](toVisibleText(domain.display))
  // Only what is on its way is worth a second sentence.
  const spread = source?.state === 'at-source' ? [toSourceSentence(source)] : []
  const cause = whereabouts === null ? [] : [whereaboutsWords.title]
  return {
    key: [report.outcome, report.unavailable?.reason, mainFinding(report)?.code, whereabouts?.cause, source?.state].join(' '),
    sentence: [result, ...cause, ...spread].join(' '),
  }
}
