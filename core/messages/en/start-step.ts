/** The first page: for whom this is, what one needs, how long it takes, and what must be there before. */
import type { PlatformKey } from '../../catalogue/platforms.ts'
import type { StepKey } from '../../contract/task.ts'

export const startStep = {
  lead: 'At the end all mail that your company sends goes out through Mimecast. Nothing changes until you build the connector.',
  forWhomTitle: 'Who this is for',
  forWhom: 'You administer the email of your company and are new to Mimecast.',
  accountTitle: 'What we know about you',
  account: { company: 'Company', platform: 'Email system', region: 'Region', domains: 'Domains' },
  accountWrong: 'Is something wrong here? Use “Notify us” before you begin.',
  needTitle: 'What you need',
  needs: [
    'Somebody who can change the DNS records of your domains. If that is not you, share a link with your colleague.',
    'Some quiet minutes before you build the connector: from then on your mail takes the new way.',
  ],
  beforeTitle: 'What must be there before',
  compulsory: 'Compulsory',
  recommended: 'Recommended',
  domainsBefore: 'Your domains are validated. The next step does that. Without it no mail of yours is accepted.',
  inboundBefore: 'Inbound email is set up first.',
  partsTitle: 'The parts, and how long each takes',
  part: 'Part',
  time: 'Your time',
  who: 'Who can do it',
  why: 'Sending through Mimecast also lets it learn, over several days, who you write to. Replies from them are then trusted more.',
  begin: 'Begin',
  begun: (by: string) => `Begun by ${by}`,
  goOn: 'Continue',
} as const

/** What the person who builds the connector must be allowed to do. */
export const permissions = {
  'office-365': 'An account in Microsoft 365 that may create connectors, such as an Exchange administrator.',
  'hosted-exchange': 'A contact at your hosting provider. The provider changes the routing; you pass on what we show you.',
  'on-premises': 'An account on your Exchange server that may create send connectors, such as a member of Organization Management.',
  hybrid: 'An account that may create send connectors on your Exchange server. Perhaps also an Exchange administrator in Microsoft 365.',
  'google-workspace': 'An account in Google Workspace that may change Gmail’s routing, such as a super administrator.',
} as const satisfies Record<PlatformKey, string>

/** What inbound set-up means for the Exchange type; the two groups of the vendor's instructions. */
export const inboundMeaning = {
  'office-365': 'Microsoft 365 then trusts Mimecast’s servers, and your MX records lead to Mimecast.',
  'hosted-exchange': 'Your provider then accepts mail from Mimecast’s servers, and your MX records lead to Mimecast.',
  'on-premises': 'Your firewall then lets Mimecast reach your servers on port 25, and your MX records lead to Mimecast.',
  hybrid: 'Your firewall and Microsoft 365 then let Mimecast in, and your MX records lead to Mimecast.',
  'google-workspace': 'Google then knows Mimecast’s servers as your inbound gateway, and your MX records lead to Mimecast.',
} as const satisfies Record<PlatformKey, string>

interface PartText {
  time: string
  who: string
}

export const parts = {
  start: { time: '2 minutes', who: 'You' },
  domains: { time: '5 minutes, then DNS needs minutes or hours', who: 'You, or whoever runs your DNS' },
  addresses: { time: '5 minutes; a new address needs up to two hours', who: 'You, with your mail or network team' },
  'spf-record': { time: '10 minutes, then DNS needs minutes or hours', who: 'You, or whoever runs your DNS' },
  'spf-check': { time: '2 minutes', who: 'You' },
  connector: { time: '15 to 30 minutes', who: 'You, your Exchange administrator, or your hosting provider' },
  summary: { time: '2 minutes', who: 'You' },
} as const satisfies Record<StepKey, PartText>
