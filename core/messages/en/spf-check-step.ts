/** The sentences around a live check of the SPF record. What was found is said in `spf.ts`. */
import type { SpfTreeNode } from '../../contract/spf.ts'

export const spfCheckStep = {
  title: 'Validate your SPF record',
  lead: 'We look up the TXT record of your domain and check that Mimecast is the first mechanism.',
  optional: 'You can go on without it, but mail that leaves on a wrong record may be rejected.',
  select: 'Record to validate',
  validate: 'Validate',
  validating: (domain: string) => `We are asking the DNS about ${domain}. This takes at most five seconds.`,
  never: 'This domain has not been validated yet.',
  askedAt: 'Asked',
  announce: {
    valid: (domain: string) => `${domain}: the SPF record is valid.`,
    invalid: (domain: string) => `${domain}: the SPF record is not valid yet.`,
    unavailable: (domain: string) => `${domain}: we could not ask.`,
    disagree: (domain: string) => `${domain}: the name servers do not agree.`,
  },
  toRecord: 'See the record to publish',
  toQuestion: 'Say whether others send for it too',
  validBefore: 'An earlier check found it valid. One different answer does not undo that. Validate again to be sure.',
  progress: (valid: number, all: number) => `${valid} of ${all} domains are validated.`,
} as const

export const spfVerdict = {
  tryAgain: 'Try again in a few minutes.',
  tryLater: 'Asking again will hardly help. Whoever runs the DNS of this domain can tell more.',
  others: (count: number) => (count === 1 ? 'One more remark' : `${count} more remarks`),
} as const

export const spfDetails = {
  recordTitle: 'The record as it was found',
  recordTitleOf: (index: number, count: number) => `Record ${index} of ${count} as it was found`,
  noRecord: 'No SPF record was found.',
  noRecordKnown: 'We received no record.',
  expertTitle: 'For experts',
  countsTitle: 'Limits',
  lookups: 'DNS look-ups',
  lookupsOf: (count: number) => `${count} of 10`,
  voidLookups: 'Empty answers',
  voidLookupsOf: (count: number) => `${count} of 2`,
  notCounted: 'could not be counted',
  ttl: 'Caches keep it for',
  ttlUnknown: 'unknown',
  checkedAt: 'Checked',
  rules: 'Rules',
  treeTitle: 'What the record leads to',
  treeCaption: 'Each record that receivers read, with the look-ups it costs',
  treeDomain: 'Record of',
  treeCost: 'Look-ups',
  treeState: 'Answer',
} as const

/** States of a node of the include tree. */
export const treeStates = {
  found: 'read',
  'no-record': 'has no SPF record',
  'multiple-records': 'has several SPF records',
  'syntax-error': 'cannot be read',
  unavailable: 'could not be asked',
  loop: 'leads back to itself',
  macro: 'depends on the message',
  'not-a-name': 'is not a name',
} satisfies Record<SpfTreeNode['state'], string>

export const ttlText = (seconds: number): string => {
  if (seconds < 120) return `${seconds} seconds`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} hours`
  return `${Math.round(seconds / 86_400)} days`
}

export const skipSpf = {
  title: 'Go on without validating',
  why: 'Validating is recommended, not compulsory. Your implementation team sees the reason that you give.',
  label: 'Why do you go on without it?',
  hint: 'For example: the DNS is changed on Thursday.',
  required: 'Say in a few words why. Your implementation team reads it.',
  submit: 'Skip for now',
  skipped: (by: string) => `${by} skipped this step`,
  because: 'Reason given:',
  stillPossible: 'You can validate at any time. Once it is valid, the reason no longer counts.',
  announced: 'The step is skipped. The reason is kept.',
} as const
