/** The looks that go on by themselves after a check. */

export const watchWords = {
  goesOn: 'We go on looking, also when this page is closed, until',
  turns: 'This page changes by itself as soon as the answer does.',
  askedAgain: 'Asked again at',
  next: 'next look at',
  first: 'Next look at',
  now: 'We are asking now.',
} as const

/** "18:04:12 UTC", for times of today. */
export function toTimeOfDay(time: Date, timeZone?: string): string {
  const parts: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }
  return new Intl.DateTimeFormat('en-GB', timeZone === undefined ? parts : { ...parts, timeZone }).format(time)
}

/** "21 Dec 2026". */
export function toDay(time: Date, timeZone?: string): string {
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat('en-GB', timeZone === undefined ? parts : { ...parts, timeZone }).format(time)
}
