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
} as const
