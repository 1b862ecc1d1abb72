/** Words that stand on many pages: the product, buttons, times. What belongs to one step is in that step's file. */

export const common = {
  product: 'Connect',
  errorInTitle: 'Error',
  skipToContent: 'Skip to the content',
  back: 'Back',
  continue: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  change: 'Change',
  tryAgain: 'Try again',
  checkAgain: 'Check again',
  more: 'More',
  less: 'Less',
  copy: 'Copy',
  copyAll: 'Copy all',
  copied: (label: string) => `Copied: ${label}`,
  /** Where the browser does not allow copying: the text is selected instead. */
  selected: (label: string) => `Selected: ${label}. Press Ctrl+C or ⌘C to copy it.`,
  copyOf: (label: string) => `Copy ${label}`,
  optional: '(optional)',
  loading: 'One moment. We are reading your set-up.',
  working: 'One moment.',
  wait: (seconds: number) => `You can check again in ${String(seconds)} s.`,
  askedAt: (time: string) => `Asked ${time}`,
  notFound: {
    title: 'There is no page here',
    lead: 'The address may be old, or a part of it may be missing. Nothing of your set-up is lost.',
    home: 'Go to the start page',
  },
  noAccess: {
    title: 'This page is for other people',
    customer: 'Only Mimecast’s implementation team can open it. You are signed in as a customer.',
    staff: 'Only the customer can open it. You find the same page under the account.',
    home: 'Go to your start page',
  },
  errorSummary: {
    title: 'There is a problem',
  },
  header: {
    label: 'Connect, account and help',
    notifyUs: 'Notify us',
    menu: 'Menu',
    shares: 'Shared links',
    requests: 'Your requests',
    home: 'Your set-up',
    accounts: 'Accounts',
    staffRequests: 'Requests',
    signOut: 'Sign out',
    signIn: 'Sign in',
    staff: 'Implementation team',
    signedInAs: (email: string) => `Signed in as ${email}`,
    theme: {
      system: 'Theme: as the system',
      light: 'Theme: light',
      dark: 'Theme: dark',
    },
    themeNow: {
      system: 'The page now follows the theme of your system.',
      light: 'The page is now light.',
      dark: 'The page is now dark.',
    },
  },
  password: {
    show: 'Show',
    hide: 'Hide',
    showLabel: 'Show the password',
    hideLabel: 'Hide the password',
  },
} as const

/** The four meanings of a check, each with its own word beside its own shape. */
export const checkMeanings = {
  right: 'Right',
  wrong: 'Not right yet',
  waiting: 'Waiting',
  unknown: 'We could not ask',
} as const
export type CheckMeaning = keyof typeof checkMeanings
/** In the place of the last one: they were asked, and did not say the same. */
export const noOneAnswer = 'Different answers'
/** There too: something was seen, and does not suffice. */
export const notSureYet = 'Not sure yet'

const relativeUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "5 minutes ago", "in 2 hours"; under a minute "just now". Two clocks may differ by seconds: that is no future. */
export function toRelativeTime(seconds: number): string {
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  for (const [unit, size] of relativeUnits) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit)
  }
  return seconds > 15 ? 'in less than a minute' : 'just now'
}

/** "21 Nov 2026, 18:04:12 UTC": absolute, with the zone (U-27). */
export function toAbsoluteTime(time: Date, timeZone?: string): string {
  const parts: Intl.DateTimeFormatOptions = {
    day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
    hourCycle: 'h23', timeZoneName: 'short',
  }
  return new Intl.DateTimeFormat('en-GB', timeZone === undefined ? parts : { ...parts, timeZone }).format(time)
}
