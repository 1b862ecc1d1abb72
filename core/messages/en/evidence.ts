/** The page that explains one check, and the file that can be sent to a DNS host. */
import type { ComparedQuestion } from '../../evidence/compare.ts'
import type { ProofEvidence } from '../../contract/evidence.ts'
import type { SpfCheckOutcome } from '../../contract/spf.ts'
import type { EvidenceKind, ExplainedQuestion } from '../../contract/explain.ts'
import { dnsOutcomeText } from './dns-outcomes.ts'
import { regionLabels } from './labels.ts'
import { toVisibleText } from '../visible-text.ts'
import { noZoneTexts, serverStateTexts } from './source.ts'

/** What was checked, before the name of the domain. */
export const evidenceKinds = {
  proof: 'Verification code',
  spf: 'SPF record',
  zone: 'Name servers',
} as const satisfies Record<EvidenceKind, string>

/** An outcome of any kind in a word, for lists. */
const outcomeWords = {
  proven: 'validated',
  'not-proven': 'not validated',
  valid: 'valid',
  invalid: 'not valid',
  unavailable: 'could not be asked',
  found: 'found',
} as const satisfies Record<ProofEvidence['outcome'] | SpfCheckOutcome | 'found', string>

export function outcomeWord(outcome: string): string {
  const known: Readonly<Record<string, string>> = outcomeWords
  return known[outcome] ?? outcome
}

/** By which rules a check was judged; a name of another day stands as it is. */
export function rulesText(version: string): string {
  const [, engine = '', region = '', include = ''] = /^spf (\S+) (\S+) (\S+)/u.exec(version) ?? []
  if (engine !== '') {
    const labels: Readonly<Record<string, string>> = regionLabels
    const wanted = include === 'no-include' ? 'no entry was known' : `the entry wanted was include:${include}`
    return `Judged by version ${engine} of our rules. For ${labels[region] ?? region} ${wanted}.`
  }
  const own = /^(?:proof|zone)-(\S+)$/u.exec(version)?.[1]
  return own === undefined ? `Judged by the rules ${version}.` : `Judged by version ${own} of our rules.`
}

export const explainPage = {
  title: (kind: EvidenceKind, domain: string) => `${evidenceKinds[kind]} of ${domain}: one check explained`,
  titleWaiting: 'One check explained',
  titleCompared: (kind: EvidenceKind, domain: string) => `${evidenceKinds[kind]} of ${domain}: two checks compared`,
  loading: 'We are reading this check.',
  asked: 'Asked',
  back: { proof: 'Back to your domains', spf: 'Back to the validation', zone: 'Back to your domains' } satisfies Record<EvidenceKind, string>,
  backToAccount: 'Back to the account',
  kept: 'It is shown as it was then. Opening this page asks DNS nothing.',
  download: 'Download as a file',
  downloaded: (name: string) => `Saved as ${name}`,
  downloadHint: 'One text file with everything about this check. Send it to whoever runs your DNS.',
  copyLabel: 'the whole explanation',
  saidTitle: 'What it said',
  recordFound: 'Record found',
  recordsFound: (count: number) => `${String(count)} records found`,
  askedTitle: 'Who was asked, and what each said',
  nobodyAsked: 'No question was kept with this check.',
  choose: 'Compare with another check',
  chooseHint: (shown: number, total: number) =>
    total > shown ? `The last ${String(shown)} of ${String(total)} checks of this domain.` : 'Every check of this domain, newest first.',
  chooseNone: 'No comparison',
  onlyOne: 'This is the only check of this domain, so there is nothing to compare it with.',
  listFailed: 'The other checks of this domain could not be read.',
} as const

/** How one exchange ended, where its own word says little; codes of DNS and of the system stand as they are. */
const attemptEnds: Readonly<Record<string, string>> = {
  'no-answer': 'no answer',
  aborted: 'no answer, we stopped waiting',
  truncated: 'the reply was too long for UDP',
  'case-changed': 'the reply spelled the name differently',
  flooded: 'too many replies that did not belong to the question',
  'closed-early': 'the connection was closed before the reply was whole',
}

export const questionWords = {
  source: (host: string | null) => (host === null ? 'Name server of the zone' : `Name server ${host}`),
  sourceLabel: 'Name server',
  cache: 'Resolver',
  over: { udp: 'over UDP', tcp: 'over TCP' } as const,
  took: (ms: number) => `${ms < 10 ? ms.toFixed(1) : String(Math.round(ms))} ms`,
  cached: 'from our short memory, not asked anew',
  authoritative: 'speaks for the zone',
  emptyAnswer: 'The reply holds no record for this question.',
  nothingSaid: 'How it ended was not kept in checks as old as this one.',
  raw: (octets: number) => `Raw reply, ${String(octets)} octets`,
  header: 'Header',
  question: 'Question',
  answers: 'Answers',
  authorities: 'Authority',
  additionals: 'Additional',
  base64: 'The reply as it came, in base64',
  unreadable: (fault: string) => `This reply cannot be read: ${fault}. Its octets are below.`,
  leftOut: (octets: number) => `A reply of ${String(octets)} octets came. It was too much to keep with this check.`,
  attempts: 'Attempts',
  attempt: ({ server, transport, startedMs, ms, result }: ExplainedQuestion['attempts'][number]) =>
    `${server} over ${transport.toUpperCase()}, from ${String(Math.round(startedMs))} ms to ${String(Math.round(startedMs + ms))} ms: ${attemptEnds[result] ?? result}`,
} as const

/** How a question ended, in a sentence. A server's state says more than the kind of its reply. */
export function questionEnd({ state, noZone, outcome }: Pick<ExplainedQuestion, 'state' | 'noZone' | 'outcome'>): string {
  if (noZone !== null) return noZoneTexts[noZone]
  const ofState = state === null ? null : serverStateTexts[state]
  const ofOutcome = outcome === null ? null : dnsOutcomeText(outcome)
  if (ofState === null) return ofOutcome ?? questionWords.nothingSaid
  return state === 'failed' && ofOutcome !== null ? `${ofState}: ${ofOutcome}` : ofState
}

/** Who it was, at which address, over what, and how long it took. */
export function whoText({ role, host, server, transport, ms, cached }: ExplainedQuestion): string {
  const who = role === 'source' ? questionWords.source(host === null ? null : toVisibleText(host)) : questionWords.cache
  const parts = [who, server, transport && questionWords.over[transport], ms === null ? null : questionWords.took(ms), cached ? questionWords.cached : null]
  return parts.filter((part) => part !== null).join(', ')
}

function answersCompared(same: number, differs: number): string {
  const both = same + differs
  if (both === 0) return 'No question was asked in both checks.'
  if (differs > 0) return `${String(differs)} of ${String(both)} ${both === 1 ? 'answer' : 'answers'} ${differs === 1 ? 'differs' : 'differ'}.`
  return both === 1 ? 'The one answer to both is the same.' : `All ${String(both)} answers are the same.`
}

function askedByOne(went: number, came: number): string {
  if (went === 0 && came === 0) return ''
  const earlier = `${String(went)} ${went === 1 ? 'was' : 'were'} asked only earlier`
  if (came === 0) return `${earlier}.`
  return went === 0 ? `${String(came)} ${came === 1 ? 'was' : 'were'} asked only later.` : `${earlier}, ${String(came)} only later.`
}

export const compareWords = {
  title: 'Two checks side by side',
  earlier: 'Earlier check',
  later: 'Later check',
  thisOne: 'the one of this page',
  openOther: 'Open the other check alone',
  states: {
    same: 'Same',
    differs: 'Differs',
    came: 'Asked only later',
    went: 'Asked only earlier',
  } satisfies Record<ComparedQuestion['state'], string>,
  /** Only what both of them asked can differ. */
  summary: ({ same, differs, went, came }: Record<ComparedQuestion['state'], number>) =>
    [answersCompared(same, differs), askedByOne(went, came)].filter((sentence) => sentence !== '').join(' '),
  sameAnswers: (count: number) => (count === 1 ? 'One answer is the same' : `${String(count)} answers are the same`),
  notAsked: 'Not asked in this check.',
  onlyHere: 'only here',
  verdict: 'Verdict',
  rules: 'Rule set',
  rulesDiffer: 'The two were judged by different rules, so the verdicts can differ although the answers are the same.',
  otherKind: 'The two checks asked different questions, since they are of different kinds.',
  ttlNote: 'How long an answer may be kept is left out of the comparison: it runs down by itself.',
} as const

export const explainFile = {
  title: (domain: string) => `What DNS said about ${domain}`,
  check: 'Check',
  asked: 'Asked',
  result: 'Result',
  rules: 'Rule set',
  id: 'Check number',
  remarks: 'What was found',
  toDo: 'To do',
  records: 'SPF records found',
  questions: 'Who was asked, and what each said',
  legend: 'Records stand as in a zone file: name, seconds, class, type, data. All times are in UTC.',
  raw: 'Raw replies',
  rawLegend: 'Each reply exactly as it came over the wire, in base64. The numbers are those from above.',
  rawLine: (number: string, octets: number) => `[${number}] ${String(octets)} octets`,
} as const
