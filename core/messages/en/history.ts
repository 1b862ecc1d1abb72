/** The lines of an account's history. Who did it, and when, stand beside the sentence. */
import type { HistoryEntry } from '../../contract/journey.ts'

type Params = Readonly<Record<string, string>>

const shared: Readonly<Record<string, string>> = {
  'domain-proof': 'the verification code',
  spf: 'the SPF record',
  connector: 'the connector instructions',
}
const sharedThing = ({ purpose = '', domain = '' }: Params) =>
  `${shared[purpose] ?? 'a page'}${domain === '' ? '' : ` of ${domain}`}`
const changedList = ({ added = '', removed = '' }: Params) =>
  [added === '' ? '' : `added ${added}`, removed === '' ? '' : `removed ${removed}`].filter((part) => part !== '').join('; ')

export const historyTexts = {
  started: () => 'The set-up was started.',
  'domain-added': ({ domain = '' }) => `${domain} was added.`,
  'domain-proven': ({ domain = '' }) => `${domain} was validated: the code was seen in DNS.`,
  'addresses-confirmed': ({ addresses = '' }) =>
    addresses === '' ? 'It was confirmed that the server signs in.' : `The outbound addresses were confirmed: ${addresses}`,
  'addresses-changed': (params) => `The outbound addresses were changed: ${changedList(params)}`,
  'spf-answered': ({ domain = '' }) => `The question about the mail of ${domain} was answered.`,
  'spf-published': ({ domain = '' }) => `The SPF record of ${domain} was said to be published.`,
  'spf-valid': ({ domain = '' }) => `The SPF record of ${domain} was found valid.`,
  'spf-no-longer-valid': ({ domain = '' }) => `The SPF record of ${domain} was valid and is not any more.`,
  'step-skipped': ({ reason = '' }) => `Validating the SPF record was skipped, because: ${reason}`,
  'connector-answered': () => 'A question about the connector was answered.',
  'connector-confirmed': ({ note = '' }) => (note === '' ? 'The connector was confirmed.' : `The connector was confirmed: ${note}`),
  'share-created': (params) => `A link to ${sharedThing(params)} was made.`,
  'share-revoked': (params) => `The link to ${sharedThing(params)} was revoked.`,
  'request-sent': ({ reference = '' }) => `Request ${reference} was sent to the implementation team.`,
  'staff-changed-account': () => 'The implementation team changed the account.',
} satisfies Record<HistoryEntry['kind'], (params: Params) => string>

export function historyText({ kind, params }: Pick<HistoryEntry, 'kind' | 'params'>): string {
  const sentence: (params: Params) => string = historyTexts[kind]
  return sentence(params)
}
