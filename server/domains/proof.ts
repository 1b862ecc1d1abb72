/** The three places where a domain's code may stand (architecture D4), and what was found there. Pure: asks nobody. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { ProofFindingCode } from '#core/contract/evidence.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { ProofVerdict } from '../evidence/evidence.store.ts'
import { toQuestionAsked } from '../evidence/dns-record.ts'

export interface ProofAnswers {
  atDomain: DnsOutcome<'TXT'>
  atChallenge: DnsOutcome<'TXT'>
  byCname: DnsOutcome<'CNAME'>
}

export const toChallengeName = (domain: string): string => `_connect-challenge.${domain}`
export const toCnameName = (domain: string, code: string): string => `${code}.${domain}`

type Found = Pick<ProofVerdict, 'outcome' | 'finding' | 'params'>
type Judged = Found & Pick<ProofVerdict, 'asked'>
const found = (outcome: ProofVerdict['outcome'], finding: ProofFindingCode, params: Record<string, string> = {}): Found =>
  ({ outcome, finding, params })

/** One place that has the code is enough; "not proven" is only said when every place has answered. */
export function toProofVerdict(wanted: { code: string; target: string }, answers: ProofAnswers): Judged {
  const all = [answers.atDomain, answers.atChallenge, answers.byCname]
  const verdict = toProven(wanted, answers) ?? toUnasked(all) ?? toMissing(wanted, answers)
  return { ...verdict, asked: all.map(toQuestionAsked) }
}

function toProven({ code, target }: { code: string; target: string }, { atDomain, atChallenge, byCname }: ProofAnswers): Found | null {
  if (toTexts(atDomain).some((text) => isSame(text, code))) return found('proven', 'code-at-domain', { name: atDomain.name })
  if (toTexts(atChallenge).some((text) => isSame(text, code))) return found('proven', 'code-at-challenge', { name: atChallenge.name })
  if (toTargets(byCname).some((host) => isSame(host, toHost(target)))) return found('proven', 'code-by-cname', { name: byCname.name })
  return null
}

function toUnasked(all: readonly DnsOutcome[]): Found | null {
  const silent = all.find((outcome) => !hasAnswered(outcome))
  return silent ? found('unavailable', 'could-not-ask', { name: silent.name, reason: silent.kind }) : null
}

/** The closest thing to the code that is there, so that a slip can be seen. */
function toMissing({ code }: { code: string }, { atDomain, atChallenge, byCname }: ProofAnswers): Found {
  if (atDomain.kind === 'nxdomain') return found('not-proven', 'no-such-domain', { name: atDomain.name })
  const [elsewhere] = toTargets(byCname)
  if (elsewhere !== undefined) return found('not-proven', 'cname-elsewhere', { name: byCname.name, found: elsewhere })
  const [other] = toTexts(atChallenge)
  if (other !== undefined) return found('not-proven', 'another-code', { name: atChallenge.name, found: other })
  const alike = toTexts(atDomain).find((text) => isLikeCode(text, code))
  if (alike !== undefined) return found('not-proven', 'another-code', { name: atDomain.name, found: alike })
  return found('not-proven', 'code-missing')
}

/** A name too long to be asked can hold no record either, so it has answered: nothing is there. */
const hasAnswered = ({ kind }: DnsOutcome): boolean => kind === 'answer' || kind === 'nodata' || kind === 'nxdomain' || kind === 'bad-name'

const toTexts = (outcome: DnsOutcome<'TXT'>): string[] => (outcome.kind === 'answer' ? outcome.records.map(({ text }) => text.trim()) : [])
const toTargets = (outcome: DnsOutcome<'CNAME'>): string[] => (outcome.kind === 'answer' ? outcome.records.map(({ target }) => toHost(target)) : [])
const toHost = (name: string): string => name.toLowerCase().replace(/\.$/u, '')

/** Takes the same time whatever differs (S-8): the digests are equally long. */
function isSame(text: string, wanted: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value, 'latin1').digest()
  return timingSafeEqual(digest(text), digest(wanted))
}

/** Of the form in which Connect makes codes, or the wanted one in other letters, quotes or company. */
function isLikeCode(text: string, code: string): boolean {
  return /^[a-z2-7]{32}$/u.test(text) || text.toLowerCase().includes(code)
}
