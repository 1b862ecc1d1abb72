/** Proving a domain: what to publish, what the last look found, adding a domain. */
import type { ProofFindingCode } from '../../contract/evidence.ts'
import { mayPass } from '../../dns/settle.ts'
import { toLetters } from '../../dns/utf8.ts'
import { noOneAnswer, notSureYet, type CheckMeaning } from './common.ts'

export const domainsStep = {
  lead: 'Publish a verification code in the DNS of each domain. It shows that the domain is yours, so that nobody else can send in its name.',
  listTitle: 'Your domains',
  filter: 'Find a domain',
  onlyOpen: 'Only those not validated yet',
  none: 'No domain fits. Clear the search, or add the domain below.',
  shown: (shown: number, all: number) => `${String(shown)} of ${String(all)} domains`,
  primary: 'primary domain',
  primaryEnough: 'You can go on as soon as the primary domain is validated. The others can follow later.',
  states: {
    proven: 'Validated',
    parent: (parent: string) => `Validated with ${parent}`,
    open: 'Not checked yet',
    notSeen: 'Not in DNS yet',
    slip: 'Published, but not right',
    unknown: 'We could not ask',
    disagree: 'Name servers disagree',
  },
  parentNote: (parent: string) => `${parent} above it is validated. This domain needs no proof of its own.`,
  provenSince: 'The domain stays validated. The code was seen on',
  keep: 'Leave the record in place.',
  howTitle: 'Publish one of these two records',
  bothForms: 'Both records, of which one is enough',
  tabs: { txt: 'TXT record', cname: 'CNAME record' },
  tabsLabel: 'Kind of record',
  txtHelp: 'Add it beside the TXT records that are there. Change or remove none of them.',
  cnameHelp: 'Choose this form if your provider allows no TXT record at the domain itself.',
  undo: 'Publishing it changes nothing about your mail. To undo it, delete the record.',
  check: 'Check now',
  checkAgain: 'Check again',
  checking: 'Asking DNS …',
  countdown: (seconds: number) => `You can check again in ${String(seconds)} s.`,
  asked: 'Asked',
  wanted: 'Wanted',
  found: 'Found',
  nothingFound: 'no TXT and no CNAME record with a code',
  never: 'Nobody has looked yet. Publish the code first, then check.',
  announce: (domain: string, result: string, time: string) => `${domain}: ${result} Asked ${time}.`,
  addTitle: 'Add a domain',
  addLabel: 'Domain',
  addHint: 'The part of your email addresses after the @.',
  addButton: 'Add domain',
  added: (domain: string) => `${domain} was added.`,
  addRequired: 'Enter a domain, for instance the part of your email addresses after the @.',
} as const

type Params = Readonly<Record<string, string>>
interface ProofText {
  mark: CheckMeaning
  title: (params: Params) => string
  fix: string | ((params: Params) => string)
}

/** What the last look found: what is, why it matters, what to do. */
export const proofTexts = {
  'code-at-domain': {
    mark: 'right',
    title: ({ name = '' }) => `The code stands in a TXT record of ${name}.`,
    fix: 'The domain is validated. Leave the record in place.',
  },
  'code-at-challenge': {
    mark: 'right',
    title: ({ name = '' }) => `The code stands in the TXT record ${name}.`,
    fix: 'The domain is validated. Leave the record in place.',
  },
  'code-by-cname': {
    mark: 'right',
    title: ({ name = '' }) => `The CNAME record ${name} leads to the right target.`,
    fix: 'The domain is validated. Leave the record in place.',
  },
  'code-missing': {
    mark: 'waiting',
    title: () => 'The code is not in DNS yet.',
    fix: 'Publish it first. If you have, your DNS host may need some minutes to show it, sometimes hours.',
  },
  'another-code': {
    mark: 'wrong',
    title: ({ name = '', found = '' }) => `${name} holds another code: ${found}`,
    fix: 'It may belong to another service or account. Copy the code shown here and publish it as well.',
  },
  'cname-elsewhere': {
    mark: 'wrong',
    title: ({ name = '', found = '' }) => `The CNAME record ${name} leads to ${found}.`,
    fix: 'Only the target shown here validates the domain. Change the record’s target, then check again.',
  },
  'no-such-domain': {
    mark: 'wrong',
    title: ({ name = '' }) => `DNS knows no domain called ${name}.`,
    fix: 'Compare the spelling. A domain registered a moment ago may need some hours.',
  },
  'servers-disagree': {
    mark: 'unknown',
    title: ({ name }: Params) => `The name servers of your zone disagree about ${name ?? ''}.`,
    fix: 'Some have the code and some do not. This passes when all of them have the same zone.',
  },
  'one-witness': {
    mark: 'unknown',
    title: ({ name = '', answered = '', all = '' }) => `The code of ${name} was seen at ${answered} of ${all} name servers. No other one answered.`,
    fix: 'One alone may hold an old copy. The domain is validated once another one, or a resolver, says the same.',
  },
  'resolvers-fail': {
    mark: 'unknown',
    title: ({ name = '' }) => `The name servers have the code of ${name}, but the resolvers that we asked report a failure.`,
    fix: 'Often the DNSSEC signatures of the zone are wrong. Ask your DNS host to check them.',
  },
  'could-not-ask': {
    mark: 'unknown',
    title: ({ name = '', reason }) => (reason === 'no-address' ? `The name servers of ${name} have no address.` : `We have no answer about ${name} yet.`),
    fix: ({ reason = '' }) =>
      mayPass(reason)
        ? 'This says nothing about your record. Check again in a few minutes.'
        : 'This says nothing about your record. Ask your DNS host to repair its name servers for the domain.',
  },
} as const satisfies Record<ProofFindingCode, ProofText>

const ownWords: Partial<Record<ProofFindingCode, string>> = {
  'servers-disagree': noOneAnswer,
  'one-witness': notSureYet,
  'resolvers-fail': notSureYet,
}
/** In place of the mark's own word, where that would say that nothing was heard. */
export const proofWord = (finding: ProofFindingCode): string | undefined => ownWords[finding]

export function proofText(finding: ProofFindingCode): ProofText & { fix: (params: Params) => string } {
  const text: ProofText = proofTexts[finding]
  const { fix } = text
  return { ...text, fix: typeof fix === 'string' ? () => fix : fix, title: (params) => text.title(Object.fromEntries(Object.entries(params).map(([key, value]) => [key, toLetters(value)]))) }
}
