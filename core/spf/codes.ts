/**
 * Every code by which the engine speaks about an SPF record: findings, syntax problems, refusals, questions, changes.
 * Knows no sentences (they are in `core/messages`) and no rule: which code applies is decided in the judge and the planner.
 */

export const severities = ['error', 'warning', 'note'] as const
export type Severity = (typeof severities)[number]

/** What each finding has to say beyond its code. The order is the order in which people read about them. */
export interface FindingParams {
  // The domain and its answer
  'no-such-domain': { domain: string }
  'no-record': { domain: string }
  'type-99-only': { domain: string; text: string }
  'multiple-records': { count: number }
  'look-alike': { text: string }
  // The record as text (RFC 7208 §12)
  'syntax-error': { problem: SyntaxProblemCode; text: string }
  // The Mimecast rule
  'mimecast-not-first': { position: number }
  'mimecast-missing': { include: string }
  'mimecast-wrong-region': { found: string; region: string; include: string }
  'mimecast-global-include': { found: string; include: string }
  'mimecast-not-authorised': { qualifier: string; include: string }
  'mimecast-by-redirect': { include: string }
  'mimecast-nested': { via: string; include: string }
  'mimecast-after-all': { include: string }
  'mimecast-near-miss': { found: string; meant: string }
  'mimecast-include-without-record': { include: string }
  'mimecast-extra-include': { found: string; include: string }
  'mimecast-spelling': { found: string; include: string }
  'modifier-first': { modifier: string }
  // What the record leads to (RFC 7208 §4.6.4, §5.2, §6.1)
  'too-many-lookups': { lookups: number; limit: number }
  'near-lookup-limit': { lookups: number; limit: number }
  'too-many-void-lookups': { voidLookups: number; limit: number }
  'too-many-void-lookups-ipv6': { voidLookups: number; limit: number }
  'void-lookup': { term: string; name: string }
  'too-many-mx': { name: string; limit: number }
  'include-without-record': { target: string }
  'include-dead': { target: string; vendor: string }
  'include-multiple-records': { target: string }
  'include-syntax-error': { target: string }
  'include-loop': { target: string }
  'include-unavailable': { target: string; reason: string }
  'lookup-unavailable': { name: string }
  'macro-uncounted': { term: string }
  'tree-too-large': Record<string, never>
  // Legal, but not what anybody wants
  'all-pass': { term: string }
  'all-neutral': { term: string }
  'no-ending': Record<string, never>
  'terms-after-all': { term: string }
  'redirect-ignored': { term: string }
  'ptr-used': { term: string }
  'duplicate-term': { term: string }
  'record-too-long': { octets: number; limit: number }
  'record-in-strings': { octets: number; limit: number }
  'answer-too-large': { octets: number; limit: number }
}
export type FindingCode = keyof FindingParams

/** The severity a code has unless staff allowed or accepted what it speaks of. */
export const findingSeverity = {
  'no-such-domain': 'error',
  'no-record': 'error',
  'type-99-only': 'error',
  'multiple-records': 'error',
  'look-alike': 'warning',
  'syntax-error': 'error',
  'mimecast-not-first': 'error',
  'mimecast-missing': 'error',
  'mimecast-wrong-region': 'error',
  'mimecast-global-include': 'error',
  'mimecast-not-authorised': 'error',
  'mimecast-by-redirect': 'error',
  'mimecast-nested': 'error',
  'mimecast-after-all': 'error',
  'mimecast-near-miss': 'error',
  'mimecast-include-without-record': 'error',
  'mimecast-extra-include': 'warning',
  'mimecast-spelling': 'note',
  'modifier-first': 'note',
  'too-many-lookups': 'error',
  'near-lookup-limit': 'note',
  'too-many-void-lookups': 'error',
  'too-many-void-lookups-ipv6': 'warning',
  'void-lookup': 'warning',
  'too-many-mx': 'error',
  'include-without-record': 'error',
  'include-dead': 'error',
  'include-multiple-records': 'error',
  'include-syntax-error': 'error',
  'include-loop': 'error',
  'include-unavailable': 'warning',
  'lookup-unavailable': 'warning',
  'macro-uncounted': 'warning',
  'tree-too-large': 'warning',
  'all-pass': 'warning',
  'all-neutral': 'warning',
  'no-ending': 'warning',
  'terms-after-all': 'warning',
  'redirect-ignored': 'warning',
  'ptr-used': 'warning',
  'duplicate-term': 'warning',
  'record-too-long': 'warning',
  'record-in-strings': 'note',
  'answer-too-large': 'note',
} as const satisfies Record<FindingCode, Severity>

/** The three questions that a check answers apart: is it legal (RFC 7208), is it as Mimecast wants it, will it hold. */
export const spfAxes = ['legal', 'mimecast', 'survives'] as const
export type SpfAxis = (typeof spfAxes)[number]

/** Of which question a finding speaks. An include that breaks the record leaves the record's own text legal. */
export const findingAxis = {
  'no-such-domain': 'legal',
  'no-record': 'legal',
  'type-99-only': 'legal',
  'multiple-records': 'legal',
  'look-alike': 'legal',
  'syntax-error': 'legal',
  'mimecast-not-first': 'mimecast',
  'mimecast-missing': 'mimecast',
  'mimecast-wrong-region': 'mimecast',
  'mimecast-global-include': 'mimecast',
  'mimecast-not-authorised': 'mimecast',
  'mimecast-by-redirect': 'mimecast',
  'mimecast-nested': 'mimecast',
  'mimecast-after-all': 'mimecast',
  'mimecast-near-miss': 'mimecast',
  // Named as the rule wants it: what is missing is what the name leads to.
  'mimecast-include-without-record': 'survives',
  'mimecast-extra-include': 'mimecast',
  'mimecast-spelling': 'mimecast',
  'modifier-first': 'mimecast',
  'too-many-lookups': 'survives',
  'near-lookup-limit': 'survives',
  'too-many-void-lookups': 'survives',
  'too-many-void-lookups-ipv6': 'survives',
  'void-lookup': 'survives',
  'too-many-mx': 'survives',
  'include-without-record': 'survives',
  'include-dead': 'survives',
  'include-multiple-records': 'survives',
  'include-syntax-error': 'survives',
  'include-loop': 'survives',
  'include-unavailable': 'survives',
  'lookup-unavailable': 'survives',
  'macro-uncounted': 'survives',
  'tree-too-large': 'survives',
  'all-pass': 'survives',
  'all-neutral': 'survives',
  'no-ending': 'survives',
  'terms-after-all': 'survives',
  'redirect-ignored': 'survives',
  'ptr-used': 'survives',
  'duplicate-term': 'survives',
  'record-too-long': 'survives',
  'record-in-strings': 'survives',
  'answer-too-large': 'survives',
} as const satisfies Record<FindingCode, SpfAxis>

export const findingCodes = Object.keys(findingSeverity) as FindingCode[]

/** Findings that staff may accept for an account, with a reason (architecture D1, D2): they then warn and no longer fail. */
export const acceptableCodes = [
  'mimecast-not-first',
  'mimecast-nested',
  'mimecast-by-redirect',
  'mimecast-global-include',
] as const satisfies readonly FindingCode[]
export type AcceptableCode = (typeof acceptableCodes)[number]

/** Why a term is not legal. Each names the rule of RFC 7208 §12 that it breaks, in the sentence for experts. */
export const syntaxProblemCodes = [
  'not-ascii',
  'unknown-mechanism',
  'missing-value',
  'unexpected-value',
  'bad-domain',
  'bad-ip4',
  'bad-ip6',
  'bad-prefix-length',
  'bad-macro',
  'modifier-twice',
  'bad-modifier',
] as const
export type SyntaxProblemCode = (typeof syntaxProblemCodes)[number]

/** Why no record is proposed. */
export interface RefusalParams {
  'no-such-domain': { domain: string }
  'syntax-error': { text: string }
  'too-many-lookups': { lookups: number; limit: number }
  'too-many-void-lookups': { voidLookups: number; limit: number }
  'include-broken': { target: string }
  'include-loop': { target: string }
  'include-unavailable': { target: string }
  'macro-uncounted': { term: string }
  'redirect-cancelled': { redirect: string }
  'two-redirects': { first: string; second: string }
}
export type RefusalCode = keyof RefusalParams
export const refusalCodes = [
  'no-such-domain',
  'syntax-error',
  'too-many-lookups',
  'too-many-void-lookups',
  'include-broken',
  'include-loop',
  'include-unavailable',
  'macro-uncounted',
  'redirect-cancelled',
  'two-redirects',
] as const satisfies readonly RefusalCode[]

/** What the customer has to decide before a record can be proposed. */
export const questionCodes = ['contradictory-endings'] as const
export type QuestionCode = (typeof questionCodes)[number]

export const changeKinds = ['move', 'insert', 'replace', 'drop', 'join', 'keep-ending'] as const
export type ChangeKind = (typeof changeKinds)[number]
