/** The looks that go on by themselves after a check. */

export const watchWords = {
  goesOn: 'We go on looking, also when this page is closed, until',
  turns: 'This page changes by itself as soon as the answer does.',
  askedAgain: 'Asked again at',
  /** Before any look by itself. */
  askedLast: 'Last asked at',
  next: 'next look at',
  first: 'Next look at',
  now: 'We are asking now.',
  /** After a check that did not find all right, in the place of all that. */
  ended: 'We do not look by ourselves at present. Your next check starts that again.',
} as const
