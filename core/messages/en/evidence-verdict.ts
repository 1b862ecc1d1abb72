/** What a check said, in the sentences of its own kind: for the page that explains it and for the file to send on. */
import type { ExplainedEvidence, ZoneFound } from '../../contract/explain.ts'
import type { ProofEvidence, SpfEvidence } from '../../contract/evidence.ts'
import type { ZoneDiffers } from '../../contract/source.ts'
import type { SpfFinding } from '../../contract/spf.ts'
import type { Whereabouts } from '../../contract/whereabouts.ts'
import { byAxis, toSpfAnswers } from '../../spf/answers.ts'
import { toVisibleText } from '../visible-text.ts'
import { checkMeanings, noOneAnswer, type CheckMeaning } from './common.ts'
import { proofText } from './domains-step.ts'
import { dnsReasons, severityLabels, spfDisagreement, spfFindingText, spfOutcomes } from './spf.ts'
import { spfAnswerLines, spfAxisTitles } from './spf-answers.ts'
import { whereaboutsText } from './whereabouts.ts'

export interface VerdictWords {
  mark: CheckMeaning
  /** The mark in a word. */
  word: string
  title: string
  /** Of an SPF record: the three answers, each in words. */
  answers: readonly { title: string; sentence: string }[]
  /** What was found, one after another, each with what to do. */
  remarks: readonly { plain: string; fix: string }[]
}

/** Everything that came from DNS is made visible here: it can be shown as it is. */
export function toVerdictWords({ verdict, domain }: Pick<ExplainedEvidence, 'verdict' | 'domain'>): VerdictWords {
  const words = wordsOf(verdict, domain)
  const visible = ({ plain, fix }: { plain: string; fix: string }) => ({ plain: toVisibleText(plain), fix: toVisibleText(fix) })
  return { ...words, title: toVisibleText(words.title), remarks: words.remarks.map(visible) }
}

function wordsOf(verdict: ExplainedEvidence['verdict'], domain: string): VerdictWords {
  switch (verdict.kind) {
    case 'proof':
      return ofProof(verdict.evidence)
    case 'spf':
      return ofSpf(verdict.evidence)
    case 'zone':
      return ofZone(verdict.found, domain)
  }
}

function ofProof({ finding, params, whereabouts, sources }: ProofEvidence): VerdictWords {
  const { mark, title, fix } = proofText(finding)
  const word = finding === 'servers-disagree' ? noOneAnswer : checkMeanings[mark]
  return { mark, word, title: title(params), answers: [], remarks: [...ofWhereabouts(whereabouts), { plain: '', fix: fix(params) }, ...ofDiffers(sources.find(({ differs }) => differs !== undefined)?.differs)] }
}

const spfMarks = { valid: 'right', invalid: 'wrong', unavailable: 'unknown' } as const

function ofSpf({ report, whereabouts, source }: SpfEvidence): VerdictWords {
  const { outcome, domain, findings, unavailable } = report
  const mark = spfMarks[outcome]
  const isDisagreement = unavailable?.reason === 'servers-disagree'
  const reason = unavailable === null || isDisagreement ? '' : (dnsReasons[unavailable.reason] ?? unavailable.reason)
  return {
    mark,
    word: isDisagreement ? noOneAnswer : checkMeanings[mark],
    title: (isDisagreement ? spfDisagreement.title : spfOutcomes[outcome])({ domain }),
    answers: spfAnswerLines(toSpfAnswers(report)),
    remarks: [
      ...(isDisagreement ? [{ plain: spfDisagreement.why, fix: spfDisagreement.next }] : []),
      ...(reason === '' ? [] : [{ plain: reason, fix: '' }]),
      ...ofWhereabouts(whereabouts),
      ...byAxis(findings).flatMap(({ axis, findings: about }) => about.map((finding) => ofFinding(finding, spfAxisTitles[axis]))),
      ...ofDiffers(source?.differs),
    ],
  }
}

/** Marked by the question of which it speaks, and in the order of the answers. */
function ofFinding(finding: SpfFinding, about: string): VerdictWords['remarks'][number] {
  const { plain, fix } = spfFindingText(finding)
  return { plain: `${severityLabels[finding.severity]}, ${about}: ${plain}`, fix }
}

function ofWhereabouts(whereabouts: Whereabouts | null): VerdictWords['remarks'] {
  return whereabouts === null ? [] : [whereaboutsText(whereabouts, null)]
}

/** RFC 2181 §5.4.1: receivers may ask either, so a record that only one of them has is found by some and not by others. */
function ofDiffers(differs: ZoneDiffers | undefined): VerdictWords['remarks'] {
  if (differs === undefined) return []
  const only = (who: string, hosts: readonly string[]): string => (hosts.length === 0 ? '' : ` Only ${who} names ${hosts.join(', ')}.`)
  const plain = `The zone and its parent do not name the same servers.${only('the parent', differs.onlyAtParent)}${only('the zone', differs.onlyAtChild)}`
  return [{ plain, fix: 'Name the same servers at the registrar and in the NS records of the zone.' }]
}

function ofZone({ zone, nameServers, mx, differs }: ZoneFound, domain: string): VerdictWords {
  const hosts = mx?.map(({ preference, exchange }) => `${preference} ${exchange}`) ?? []
  return {
    mark: 'right',
    word: 'Found',
    title: `${domain} lies in the zone ${zone}.`,
    answers: [],
    remarks: [
      { plain: nameServers.length === 0 ? 'No name servers are known.' : `Its name servers are ${nameServers.join(', ')}.`, fix: '' },
      { plain: mx === null ? 'We could not ask where its mail goes.' : hosts.length === 0 ? 'It has no MX record.' : `Its MX records are ${hosts.join(', ')}.`, fix: '' },
      ...ofDiffers(differs),
    ],
  }
}
