/** What a check said, in the sentences of its own kind: for the page that explains it and for the file to send on. */
import type { ExplainedEvidence, ZoneFound } from '../../contract/explain.ts'
import type { ProofEvidence, SpfEvidence } from '../../contract/evidence.ts'
import type { ZoneDiffers } from '../../contract/source.ts'
import type { SpfFinding } from '../../contract/spf.ts'
import type { Whereabouts } from '../../contract/whereabouts.ts'
import { byAxis, bySeverity, hasAnswers, toSpfAnswers } from '../../spf/answers.ts'
import { findingAxis } from '../../spf/codes.ts'
import { toVisibleText } from '../visible-text.ts'
import { checkMeanings, noOneAnswer, type CheckMeaning } from './common.ts'
import { proofText, proofWord } from './domains-step.ts'
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
  const word = proofWord(finding) ?? checkMeanings[mark]
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
    answers: hasAnswers(report) ? spfAnswerLines(toSpfAnswers(report)) : [],
    remarks: [
      ...(isDisagreement ? [{ plain: spfDisagreement.why, fix: spfDisagreement.next }] : []),
      ...(reason === '' ? [] : [{ plain: reason, fix: '' }]),
      ...ofWhereabouts(whereabouts),
      ...bySeverity(byAxis(findings).flatMap(({ findings: about }) => about)).map(ofFinding),
      ...ofDiffers(source?.differs),
    ],
  }
}

/** Marked by the question of which it speaks. */
function ofFinding(finding: SpfFinding): VerdictWords['remarks'][number] {
  const { plain, fix } = spfFindingText(finding)
  return { plain: `${severityLabels[finding.severity]}, ${spfAxisTitles[findingAxis[finding.code]]}: ${plain}`, fix }
}

function ofWhereabouts(whereabouts: Whereabouts | null): VerdictWords['remarks'] {
  if (whereabouts === null) return []
  const { repair, name, params } = whereabouts
  const zone = params['zone'] ?? params['domain'] ?? name
  // The fix speaks of what is shown: here it stands right below.
  const toEnter = repair === null ? [] : [{ plain: `To enter in the zone ${zone}: type ${repair.type}, host ${repair.host}, value “${repair.value}”`, fix: '' }]
  return [whereaboutsText(whereabouts, null), ...toEnter]
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
