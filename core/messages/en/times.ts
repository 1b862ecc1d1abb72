/** Short forms of a time, where the long one of `common.ts` would be said again and again. */

/** "18:04:12 UTC", for times of today. */
export function toTimeOfDay(time: Date, timeZone?: string): string {
  const parts: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }
  return new Intl.DateTimeFormat('en-GB', timeZone === undefined ? parts : { ...parts, timeZone }).format(time)
}

/** "21 Dec 2026". A date without a time of day is the same everywhere: it is read as UTC. */
export function toDay(day: string): string {
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat('en-GB', day.includes('T') ? parts : { ...parts, timeZone: 'UTC' }).format(new Date(day))
}
