/** The sentences of sharing: the dialog that makes a link, the mail it opens, and the list of links. */
import type { SharePurpose } from '../../contract/shares.ts'

/** What the link is about, in a few words. */
export const sharePurposeLabels = {
  'domain-proof': 'Validate the domain',
  spf: 'Publish the SPF record',
  connector: 'Create the connector',
} satisfies Record<SharePurpose, string>

const askedOf = {
  'domain-proof': 'whoever runs the DNS of this domain',
  spf: 'whoever runs the DNS of this domain',
  connector: 'your Exchange administrator or hosting provider',
} satisfies Record<SharePurpose, string>

const seenByColleague = {
  'domain-proof': [
    'Your name and your company.',
    'The verification code, and where to publish it.',
    'Whether we saw the code when we last looked.',
  ],
  spf: [
    'Your name and your company.',
    'The record that is there now, and the record to publish.',
    'The result of the last check.',
  ],
  connector: [
    'Your name and your company.',
    'Your platform, your domains and the two smart hosts.',
    'The instructions for your platform, step by step.',
  ],
} satisfies Record<SharePurpose, readonly string[]>

export const shareDialog = {
  open: 'Share with a colleague',
  title: 'Share with a colleague',
  lead: (purpose: SharePurpose) => `Make a link for ${askedOf[purpose]}. It opens without a login.`,
  /** Followed by the domain. */
  onlyFor: 'It is only for',
  daysLabel: 'How long the link works',
  days: (days: number) => `${days} days`,
  seenTitle: 'What your colleague will see',
  seen: (purpose: SharePurpose) => seenByColleague[purpose],
  unseen: 'Your account code, your addresses and everything else stay hidden.',
  canDo: 'Your colleague can look again at any time, and can change nothing in your account.',
  create: 'Create the link',
  created: 'The link is ready.',
  linkLabel: 'Link',
  once: 'Copy it now. We keep only a fingerprint of it and cannot show it again.',
  works: 'The link works until',
  openMail: 'Open in email',
  another: 'Create another link',
  manage: 'See and revoke your links',
} as const

interface ShareMail {
  purpose: SharePurpose
  domain: string | null
  from: string | null
  company: string
  url: string
  until: string
}

const mailSubjects = {
  'domain-proof': (of: string) => `Please publish one DNS record for ${of}`,
  spf: (of: string) => `Please publish the SPF record of ${of}`,
  connector: (of: string) => `Please create the outbound connector for ${of}`,
} satisfies Record<SharePurpose, (of: string) => string>

const mailReasons = {
  'domain-proof': 'The record proves that the domain is ours. It changes nothing about our mail.',
  spf: 'The record tells receivers that Mimecast may send mail for our domain.',
  connector: 'The connector sends our outgoing mail through Mimecast.',
} satisfies Record<SharePurpose, string>

/** The mail that "Open in email" prepares. The sender can change every word before sending it. */
export function shareMail({ purpose, domain, from, company, url, until }: ShareMail): { subject: string; body: string } {
  const lines = [
    'Hello,',
    '',
    `${company} is setting up its outgoing mail through Mimecast. We need your help with one part.`,
    mailReasons[purpose],
    '',
    'This page says exactly what to do. You need no login:',
    url,
    '',
    `The page works until ${until}. It also shows what is there now, and you can have it checked.`,
    'Please do not pass the link on to others.',
    '',
    'Thank you',
    ...(from === null ? [] : [from]),
  ]
  return { subject: mailSubjects[purpose](domain ?? company), body: lines.join('\n') }
}

export const shareStates = ['live', 'expired', 'revoked'] as const
export type ShareState = (typeof shareStates)[number]

export const shareStateLabels = {
  live: 'Works',
  expired: 'Expired',
  revoked: 'Revoked',
} satisfies Record<ShareState, string>

export const sharesPage = {
  title: 'Shared links',
  lead: 'Each link lets one colleague read one part of your set-up. You can revoke it at any time.',
  emptyTitle: 'You have shared nothing yet',
  emptyHelp: 'Where somebody else must act, the step has a button that makes a link.',
  emptyAction: 'Back to your set-up',
  caption: 'Links and their state',
  createdBy: 'Made by',
  expires: 'Works until',
  expired: 'Expired',
  revoked: 'Revoked',
  revoke: 'Revoke',
  revokeWhich: (what: string) => `the link “${what}”`,
  confirmTitle: 'Revoke this link?',
  confirmText: (what: string) => `The page “${what}” stops working at once. Whoever has it open loses it too.`,
  confirmNoUndo: 'It cannot be made to work again. You can create a new link.',
  confirmYes: 'Revoke the link',
  confirmNo: 'Keep the link',
  revokedNow: 'The link is revoked and works no longer.',
} as const
