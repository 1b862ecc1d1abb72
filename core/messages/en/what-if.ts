/** The sentences of the table that tries a record before it is published: who sends, and what receivers would say. */
import type { SpfResult } from '../../spf/result.ts'

/** What stands in a cell: a result, or that there was no address to try it with. */
export type WhatIfWord = SpfResult | 'not-tried'

export const whatIf = {
  title: 'Will our other mail still work?',
  lead: 'We try the record above before you publish it, with everyone your present record allows. Trying changes nothing.',
  /** What the order changes, and what it does not. */
  order: 'Coming first settles Mimecast’s mail sooner; other senders need only be in the record, wherever they stand in it.',
  addresses: 'Other addresses that send for you',
  addressesHint: 'Such as a web shop, a printer or a ticket system. One address a line; you may leave this empty.',
  run: 'Try the record',
  runAgain: 'Try it again',
  running: 'We are asking the DNS. This can take ten seconds.',
  done: (count: number) => `The record was tried for ${count === 1 ? 'one sender' : `${count} senders`}. The table is on the page.`,

  caption: (domain: string) => `What receivers say to mail from ${domain}`,
  who: 'Who sends',
  now: 'Now',
  afterChange: 'After the change',
  afterMove: 'After the connector moves',
  throughMimecast: 'through Mimecast',
  triedWith: (ip: string) => `tried with ${ip}`,
  leftOut: (count: number) => `${count} more entries of the record are not in the table. It holds too many to work.`,

  ownServer: 'Your mail server',
  typedIn: 'The address you entered',
  unknownService: 'A service we do not know',

  copy: 'Copy all as text',
  copyLabel: 'the table as text',
  askedAt: (time: string) => `Asked: ${time}`,
  record: (record: string) => `Record tried: ${record}`,
  wordsTitle: 'What the words mean',
} as const

export const whatIfFilter = {
  title: 'Narrow the table',
  result: 'Show senders with',
  all: 'Any result',
  changes: 'A result that changes',
  text: 'Whose name contains',
  shown: (shown: number, all: number) => (shown === all ? `All ${all} senders are shown.` : `${shown} of ${all} senders ${shown === 1 ? 'is' : 'are'} shown.`),
  none: 'No sender of the table is like that.',
} as const

export const whatIfSummary = {
  kept: 'Every sender we tried that passes today still passes.',
  keptNext: 'Senders that you did not enter, and that are not in the record, were not tried.',
  lost: (count: number) => (count === 1 ? 'One sender passes today and will not any more.' : `${count} senders pass today and will not any more.`),
  lostNext: 'Receivers may reject their mail. If they still send for you, answer above that others send too.',
  gap: (count: number) => (count === 1 ? 'One sender does not pass until the connector moves its mail.' : `${count} senders do not pass until the connector moves their mail.`),
  gapNext: 'Keep them in the record until the connector works. Answer above that others send too.',
  unknown: (count: number) => (count === 1 ? 'About one sender we could not find out everything.' : `About ${count} senders we could not find out everything.`),
  unknownNext: 'This says nothing about their mail. Try it again in a few minutes.',
} as const

/** The word in the cell, and what it means for mail. The terms are those of RFC 7208 §2.6. */
export const whatIfWords = {
  pass: { word: 'Pass', meaning: 'The record allows this sender.' },
  softfail: { word: 'Soft fail', meaning: 'The sender is not in the record. Receivers often put such mail aside as spam.' },
  neutral: { word: 'Neutral', meaning: 'The record says nothing about this sender. Receivers decide by other signs.' },
  none: { word: 'No record', meaning: 'There is no SPF record to ask. Receivers decide by other signs.' },
  fail: { word: 'Fail', meaning: 'The record forbids this sender. Receivers may reject its mail.' },
  permerror: { word: 'Record error', meaning: 'Receivers cannot use the record: it is broken, or it asks for too many look-ups.' },
  temperror: { word: 'Could not ask', meaning: 'A DNS server gave no answer to us. This is not about your record.' },
  'not-tried': { word: 'Not tried', meaning: 'The service publishes no fixed address that we could try.' },
} as const satisfies Record<WhatIfWord, { word: string; meaning: string }>
