/** The words that stand under a term of a shown record, and those around records side by side. */
import type { FindingCode } from '../../spf/codes.ts'

/** At most four words: the sentence itself is in the finding. */
export const markWords = {
  'no-such-domain': 'no such domain',
  'no-record': 'no record',
  'type-99-only': 'wrong record type',
  'multiple-records': 'one record too many',
  'look-alike': 'not read as SPF',
  'syntax-error': 'cannot be read',
  'mimecast-not-first': 'must come first',
  'mimecast-missing': 'Mimecast is missing',
  'mimecast-wrong-region': 'another region',
  'mimecast-global-include': 'not your region’s include',
  'mimecast-not-authorised': 'does not allow Mimecast',
  'mimecast-by-redirect': 'only by redirect',
  'mimecast-nested': 'Mimecast is inside here',
  'mimecast-after-all': 'never reached',
  'mimecast-near-miss': 'misspelt',
  'mimecast-include-without-record': 'has no SPF record',
  'mimecast-extra-include': 'not needed',
  'mimecast-spelling': 'unusual spelling',
  'modifier-first': 'not a mechanism',
  'too-many-lookups': 'too many look-ups',
  'near-lookup-limit': 'near the limit',
  'too-many-void-lookups': 'too many empty answers',
  'void-lookup': 'empty answer',
  'too-many-mx': 'too many mail hosts',
  'include-without-record': 'has no SPF record',
  'include-multiple-records': 'has several records',
  'include-syntax-error': 'its record cannot be read',
  'include-loop': 'leads back to itself',
  'include-unavailable': 'could not ask',
  'lookup-unavailable': 'could not ask',
  'macro-uncounted': 'could not be counted',
  'tree-too-large': 'too many records',
  'all-pass': 'allows everybody',
  'all-neutral': 'decides nothing',
  'no-ending': 'no ending',
  'terms-after-all': 'never reached',
  'redirect-ignored': 'has no effect',
  'ptr-used': 'outdated',
  'duplicate-term': 'said twice',
  'record-too-long': 'too long',
} satisfies Record<FindingCode, string>

export const diffWords = { moved: 'moves', movedHere: 'moved here', removed: 'goes', added: 'new' } as const

export const recordView = {
  label: (name: string) => `SPF record of ${name}`,
  labelOf: (name: string, index: number, count: number) => `SPF record ${index} of ${count} of ${name}`,
  empty: 'no text',
  before: 'Published now',
  beforeOf: (index: number, count: number) => `Published now, record ${index} of ${count}`,
  after: 'To publish',
} as const
