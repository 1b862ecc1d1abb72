/**
 * Replies that a server meets while its connector is being wired: Mimecast's own, and those of the customer's side.
 * Data for recognising one; what it means and what to do is in `core/messages/en/smtp-replies.ts`.
 */
import { readingDate, type Source } from './source.ts'

export const smtpReplyKeys = [
  'open-relay', 'outbounds-disabled', 'inbounds-disabled', 'hostname-not-authorized', 'wrong-hostname-for-inbound', 'at-capacity',
  'too-many-connections', 'address-over-limit', 'recipient-unavailable', 'message-ended-early', 'too-many-recipients',
  'sender-blocked', 'bad-sequence', 'wrong-credentials', 'submission-refused', 'thread-limit', 'anti-spoofing', 'dns-authentication',
  'administrative-prohibition', 'invalid-recipient', 'needs-encryption', 'certificate-configuration', 'geographical-restriction',
  'too-large', 'mail-loop',
  'validation-resolve', 'validation-connection', 'validation-ehlo', 'certificate-mismatch', 'certificate-untrusted', 'cannot-connect',
] as const
export type SmtpReplyKey = (typeof smtpReplyKeys)[number]

export interface SmtpReply extends Source {
  key: SmtpReplyKey
  /** Who says it: Mimecast, Exchange Online's validation of a connector, or the customer's own server. */
  heardFrom: 'mimecast' | 'connector-validation' | 'own-server'
  codes: readonly number[]
  /** Short strings to look for in a reply, without regard to capitals. */
  phrases: readonly string[]
}

const errorPage: Source = {
  source: 'Module rhost/mimecast of sisimai, which paraphrases Mimecast help centre article 34000709564691',
  date: readingDate,
  confidence: 'several',
}
const outboundsArticle: Source = {
  source: 'Mimecast knowledge base, DOC-2116, Maintaining Authorized Outbound Addresses',
  date: '2017-10-25',
  confidence: 'published',
}
const validationArticle: Source = {
  source: 'Microsoft TechNet, Learn more about connector validation tasks',
  date: readingDate,
  confidence: 'published',
}
const blogs: Source = { source: 'Articles of practitioners, and an archived Microsoft blog', date: readingDate, confidence: 'several' }

const mimecast = (key: SmtpReplyKey, codes: readonly number[], ...phrases: string[]): SmtpReply => ({
  key, heardFrom: 'mimecast', codes, phrases, ...errorPage,
})
const own = (key: SmtpReplyKey, codes: readonly number[], ...phrases: string[]): SmtpReply => ({
  key, heardFrom: 'own-server', codes, phrases, ...blogs,
})
const validation = (key: SmtpReplyKey, task: string): SmtpReply => ({
  key, heardFrom: 'connector-validation', codes: [], phrases: [task], ...validationArticle,
})

export const smtpReplies: readonly SmtpReply[] = [
  { ...mimecast('open-relay', [451], 'open relay not allowed', 'open relay is not allowed'), ...outboundsArticle },
  mimecast('outbounds-disabled', [451], 'account outbounds disabled'),
  mimecast('inbounds-disabled', [451], 'account inbounds disabled'),
  mimecast('hostname-not-authorized', [451], 'hostname is not authorized'),
  mimecast('wrong-hostname-for-inbound', [451, 550], 'incorrect hostname used for inbounds'),
  mimecast('at-capacity', [451], 'unable to process connection at this time'),
  mimecast('too-many-connections', [451], 'account service is temporarily unavailable'),
  mimecast('address-over-limit', [451], 'ip temporarily blacklisted'),
  mimecast('recipient-unavailable', [451], 'recipient temporarily unavailable'),
  mimecast('message-ended-early', [451], 'message ended early'),
  mimecast('too-many-recipients', [452], 'too many recipients'),
  mimecast('sender-blocked', [421], 'sender address blocked'),
  mimecast('bad-sequence', [501, 503], 'invalid address', 'bad sequence', 'authentication needed'),
  mimecast('wrong-credentials', [535], 'incorrect authentication data'),
  mimecast('submission-refused', [550], 'submitter failed to authenticate', 'submitter failed to disabled'),
  mimecast('thread-limit', [550], 'exceeding outbound thread limit'),
  mimecast('anti-spoofing', [550], 'anti-spoofing policy', 'header-based anti-spoofing'),
  mimecast('dns-authentication', [550], 'sender invalid - envelope rejected'),
  mimecast('administrative-prohibition', [550], 'administrative prohibition'),
  mimecast('invalid-recipient', [550], 'invalid recipient'),
  mimecast('needs-encryption', [553], 'this route requires encryption', 'tls version 1.2 or greater', 'high-strength ciphers'),
  mimecast('certificate-configuration', [554], 'configuration is invalid for this certificate'),
  mimecast('geographical-restriction', [554], 'host network not allowed'),
  mimecast('too-large', [554], 'maximum email size exceeded'),
  mimecast('mail-loop', [554], 'mail loop detected'),
  validation('validation-resolve', 'resolve'),
  validation('validation-connection', 'connection'),
  validation('validation-ehlo', 'smtp ehlo'),
  own('certificate-mismatch', [450], '4.7.320', 'subjectmismatch'),
  own('certificate-untrusted', [454], '4.7.5', 'certificate validation failure'),
  own('cannot-connect', [451, 421], '4.2.1 unable to connect', '4.4.1 connection timed out'),
]
