/** The page behind a shared link: read by somebody who has no login and knows nothing of Connect. */
import type { SharePurpose } from '../../contract/shares.ts'

interface Asking {
  name: string
  company: string
  domain: string
}

const titles = {
  'domain-proof': ({ domain }: Asking) => `Please publish one record for ${domain}`,
  spf: ({ domain }: Asking) => `Please publish the SPF record of ${domain}`,
  connector: ({ company }: Asking) => `Please create the connector for ${company}`,
} satisfies Record<SharePurpose, (asking: Asking) => string>

const asks = {
  'domain-proof': ({ name, company, domain }: Asking) =>
    `${name} of ${company} asks you to publish a record in the DNS of ${domain}.`,
  spf: ({ name, company, domain }: Asking) => `${name} of ${company} asks you to publish an SPF record for ${domain}.`,
  connector: ({ name, company }: Asking) => `${name} of ${company} asks you to send the company’s outgoing mail through Mimecast.`,
} satisfies Record<SharePurpose, (asking: Asking) => string>

const reasons = {
  'domain-proof':
    'The record proves to Mimecast that the domain belongs to the company. It does not change how mail flows.',
  spf: 'The company sends its mail through Mimecast. Receivers look in this record to see whether that is allowed.',
  connector: 'The connector hands outgoing mail to two Mimecast hosts, which check it and send it on.',
} satisfies Record<SharePurpose, string>

const afterwards = {
  'domain-proof': 'Once we see the record, the company can go on. Leave the record in place.',
  spf: 'Once we see the record, the company can go on. Keep the old text, so that you can put it back.',
  connector: 'Tell the sender when you are done. The company then confirms it in its own set-up.',
} satisfies Record<SharePurpose, string>

const canDo = {
  'domain-proof': ['Read what to publish and copy it.', 'Ask us to look again, once a minute.'],
  spf: ['Read what to publish and copy it.', 'Ask us to look again, once a minute.'],
  connector: ['Read the instructions and copy the values.', 'Print this page.'],
} satisfies Record<SharePurpose, readonly string[]>
const canDoWhenDone = ['Read what we have seen.', 'Ask us to look again, once a minute.']

export const sharedPage = {
  documentTitle: 'A colleague asks for your help',
  loading: 'We are opening the page.',
  title: (purpose: SharePurpose, asking: Asking) => titles[purpose](asking),
  asks: (purpose: SharePurpose, asking: Asking) => asks[purpose](asking),
  reason: (purpose: SharePurpose) => reasons[purpose],
  afterwards: (purpose: SharePurpose) => afterwards[purpose],
  whoTitle: 'Who asks, and until when',
  sender: 'Sent by',
  company: 'Company',
  domain: 'Domain',
  created: 'Sent',
  works: 'This page works until',
  worksShort: 'Works until',
  publishTitle: 'What to publish',
  nowTitle: 'What is there now',
  canTitle: 'What you can see and do here',
  canDo: (purpose: SharePurpose, isDone: boolean): readonly string[] => (isDone ? canDoWhenDone : canDo[purpose]),
  cannot: 'You see this one task and nothing else of the company’s account. You cannot change anything in it.',
  passOn: 'Whoever has this link sees the same. Please do not pass it on.',
  print: 'Print this page',
  check: 'Check now',
  checking: 'We are asking the DNS.',
  checked: 'Checked. The result is on the page.',
  checkExplained: 'Checking looks up the record. It never changes anything.',
  status: 'Status',
  asked: 'Asked',
  checkedAt: 'last checked',
  neverChecked: 'Nobody has checked this yet.',
  waitSeconds: (seconds: number) =>
    seconds === 1 ? 'You can check again in 1 second.' : `You can check again in ${seconds} seconds.`,
  mayCheckAgain: 'You can check again now.',
  changedMeanwhile: 'This page has just been brought up to date.',
  unreachable: 'We could not be reached. What you see may be out of date. Try again.',
} as const

/** The same once we have seen what was asked for. */
export const sharedDone = {
  'domain-proof': {
    title: ({ domain }) => `${domain} is validated`,
    asked: ({ name, company, domain }) => `${name} of ${company} asked you to publish a record in the DNS of ${domain}.`,
    reason: 'We have seen it. There is nothing left to do.',
    afterwards: 'The company can go on.',
  },
  spf: {
    title: ({ domain }) => `The SPF record of ${domain} is right`,
    asked: ({ name, company, domain }) => `${name} of ${company} asked you to publish an SPF record for ${domain}.`,
    reason: 'We have seen it. There is nothing left to do.',
    afterwards: 'The company can go on. Leave the record in place.',
  },
} as const satisfies Record<Exclude<SharePurpose, 'connector'>, { title: (asking: Asking) => string; asked: (asking: Asking) => string; reason: string; afterwards: string }>

/** How the domain's proof is to be published: two ways, of which one is enough. */
export const sharedProof = {
  oneOfTwo: 'Publish one of these two records. One is enough.',
  txtTitle: 'As a TXT record',
  txtHelp: 'Add it beside the TXT records that are there. Replace none of them.',
  cnameTitle: 'As a CNAME record',
  cnameHelp: 'Choose this where you cannot add a TXT record at the domain itself.',
  alreadyProven: 'The record that is there validates the domain.',
} as const

export const sharedSpf = {
  notAskedYet: 'Nobody has looked at the present record yet. Check now, and this page says what to publish.',
  couldNotAsk: 'We could not ask the DNS, so we do not know what is there. This says nothing about the record.',
  alreadyRight: 'The record is right. There is nothing to publish.',
  onlyThis: 'Use only the record shown here. It differs from region to region.',
  notYet: 'The sender still has to answer a question before there is a record to publish.',
  noPlan: 'There is no record to publish yet. Please ask the sender.',
} as const

export const sharedConnector = {
  platform: 'Platform',
  region: 'Region',
  domains: 'Domains',
  ticks: 'Ticks help you keep your place. They stay on this page, and the sender does not see them.',
  noHosts: 'The smart hosts are not known yet. Please ask the sender.',
  needsAnswer: 'The instructions depend on an answer that the sender has not given yet. Please ask the sender.',
} as const

/** Unknown, expired and revoked are told alike: nobody learns from it whether a link ever existed (U-40). */
export const unusableLink = {
  title: 'This link does not work',
  text: 'It may have expired, been revoked, or been copied without its end.',
  ask: 'Ask the person who sent it to you for a new one.',
  safe: 'Nothing was changed by opening it.',
} as const
