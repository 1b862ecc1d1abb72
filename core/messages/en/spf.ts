/** Every sentence about SPF: findings, outcomes, proposals. The page, the command line and the mails all speak from here. */
import type { SpfChange, SpfCheckOutcome, SpfFinding, SpfPlan } from '../../contract/spf.ts'
import type { ChangeKind, FindingCode, QuestionCode, RefusalCode, RefusalParams, Severity } from '../../spf/codes.ts'
import { toLetters } from '../../dns/utf8.ts'
import { noZoneTexts } from './source.ts'
import { mimecastFindings } from './spf-mimecast.ts'
import { recordFindings } from './spf-record.ts'
import type { FindingText, FindingTexts } from './spf-texts.ts'
import { treeFindings } from './spf-tree.ts'

export const spfFindings = { ...recordFindings, ...mimecastFindings, ...treeFindings } satisfies FindingTexts<FindingCode>

export interface FindingSentences {
  plain: string
  expert: string
  fix: string
}

export function spfFindingText({ code, params }: Pick<SpfFinding, 'code' | 'params'>): FindingSentences {
  // The judge builds a code only with its own parameters (`toFinding`), and the contract carries both unchanged.
  const text = spfFindings[code] as FindingText<SpfFinding['params']>
  const shown = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? toLetters(value) : value])) as typeof params
  return { plain: text.plain(shown), expert: text.expert(shown), fix: text.fix(shown) }
}

/** One sentence for the whole check. */
export const spfOutcomes = {
  valid: ({ domain }) => `The SPF record of ${domain} is right: Mimecast comes first.`,
  invalid: ({ domain }) => `The SPF record of ${domain} is not right yet.`,
  unavailable: ({ domain }) => `We have no answer about ${domain} yet. This says nothing about your record.`,
} as const satisfies Record<SpfCheckOutcome, (params: { domain: string }) => string>

/** No result, although there were answers: the zone's servers give different ones, which would lead to different results. */
export const spfDisagreement = {
  title: ({ domain }) => `The name servers of ${domain} do not agree, so there is no result yet.`,
  why: 'Some of them have not copied the newest zone yet. This usually passes within minutes.',
  next: 'If it stays, tell your DNS host. The list below shows who said what.',
} as const satisfies { title: (params: { domain: string }) => string; why: string; next: string }

export const severityLabels = { error: 'Error', warning: 'Warning', note: 'Note' } as const satisfies Record<Severity, string>

/** Why DNS could not be asked; keyed by the reasons of `settle`: what an answer was, or the state of the zone's servers. */
export const dnsReasons: Readonly<Record<string, string>> = {
  timeout: 'No server answered in time.',
  network: 'The servers could not be reached.',
  servfail: 'The server reported a failure of its own.',
  refused: 'The server refused to answer.',
  'other-rcode': 'The server answered with an unusual error.',
  malformed: 'The server’s answer could not be read.',
  aborted: 'The check ran out of time.',
  'bad-name': 'The name cannot be asked for.',
  'servers-disagree': 'The name servers of the zone give different answers.',
  lame: 'The name servers do not speak for this zone, although the zone above names them.',
  blocked: 'The addresses of the zone’s name servers are not public ones.',
  'no-address': 'The name servers of the zone have no address, so nobody can reach them.',
  'no-servers': noZoneTexts['no-servers'],
  'referral-loop': noZoneTexts['referral-loop'],
  busy: noZoneTexts.busy,
}

export const spfChanges = {
  move: ({ term }) => `Move “${term}” to the first place.`,
  insert: ({ term }) => `Add “${term}”.`,
  replace: ({ term, with: by }) => `Replace “${term}” by “${by ?? ''}”.`,
  drop: ({ term }) => `Remove “${term}”.`,
  join: ({ term }) => `Join the record “${term}” into this one, and remove it.`,
  'keep-ending': ({ term }) => `Keep the ending “${term}”.`,
} as const satisfies Record<ChangeKind, (change: SpfChange) => string>

type RefusalTexts = { readonly [C in RefusalCode]: (params: RefusalParams[C]) => string }

export const spfRefusals = {
  'no-such-domain': ({ domain }) => `There is nothing to change yet, because ${domain} does not exist in DNS.`,
  'syntax-error': ({ text }) => `Please correct “${text}” first. We do not guess what was meant.`,
  'too-many-lookups': ({ lookups, limit }) =>
    `With this change your record would take ${lookups} look-ups, and ${limit} are allowed. Remove a sender first, or give it a subdomain of its own.`,
  'too-many-void-lookups': ({ voidLookups, limit }) =>
    `${voidLookups} names in your record lead nowhere, and ${limit} are allowed. Please remove some of them first.`,
  'include-broken': ({ target }) => `${target} has no usable SPF record, which makes yours fail as well. It must be repaired or removed first.`,
  'include-loop': ({ target }) => `Your record leads back to ${target} and never ends. The loop must be removed first.`,
  'include-unavailable': ({ target }) => `We could not ask for the record of ${target}. Please try again before you change anything.`,
  'macro-uncounted': ({ term }) => `“${term}” cannot be counted, so we cannot say that a change is safe. Ask your implementation team.`,
  'redirect-cancelled': ({ redirect }) => `Joining your records would switch off “${redirect}”. Ask whoever set it up which record is meant.`,
  'two-redirects': ({ first, second }) => `Your records hand over to two different places, “${first}” and “${second}”. Please decide for one.`,
} as const satisfies RefusalTexts

export const spfQuestions = {
  'contradictory-endings': 'Your records end differently. Which ending do you want to keep?',
} as const satisfies Record<QuestionCode, string>

/** What an ending means, where the customer has to choose. */
export const spfEndings: Readonly<Record<string, string>> = {
  '~all': 'Mail from other senders is marked as doubtful. This is the careful choice.',
  '-all': 'Mail from other senders is to be rejected. Choose this once every sender is listed.',
}

export function spfRefusalText({ code, params }: Extract<SpfPlan, { refusal: unknown }>['refusal']): string {
  // As with findings: a refusal is built with the parameters of its own code alone.
  const text = spfRefusals[code] as (params: SpfFinding['params']) => string
  return text(params)
}
