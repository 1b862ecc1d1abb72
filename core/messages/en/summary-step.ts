/** The sentences of the summary: the picture of the mail flow, what was checked, and what was left out. */

export const summaryStep = {
  leadDone: 'Your outbound mail is set up. This page shows how it flows, and what was checked when.',
  leadOpen: 'Most of your set-up is done. This page shows how mail flows, and what is still open.',
  print: 'Print this page',
  printed: (company: string) => `Outbound mail of ${company}`,

  checkedTitle: 'What was checked, and by whom',
  skippedTitle: 'What was left out',
  skippedNone: 'Nothing was left out.',
  skippedSpf: 'Validating the SPF record was skipped.',
  because: (reason: string) => `Reason given: ${reason}`,
  notNeededAddresses: 'Confirming outbound addresses was not needed: this platform sends from shared addresses.',
  openTitle: 'What is still open',

  domainsTitle: 'Your domains',
  domain: 'Domain',
  proven: 'Domain validated',
  provenBy: (parent: string) => `by ${parent}`,
  published: 'Record published',
  validated: 'SPF validated',
  no: 'Not yet',
  primary: 'primary domain',
} as const

export const summaryFacts = {
  domains: (done: number, all: number) => {
    if (done < all) return `${done} of ${all} domains are validated.`
    return all === 1 ? 'The domain is validated.' : `All ${all} domains are validated.`
  },
  addresses: (count: number, by: string) =>
    count === 1 ? `The outbound address was confirmed by ${by}.` : `${count} outbound addresses were confirmed by ${by}.`,
  addressesDynamic: (by: string) => `Sending with SMTP authentication was confirmed by ${by}.`,
  spfValid: (domain: string) => `The SPF record of ${domain} was valid.`,
  spfValidBy: (domain: string, by: string) => `The SPF record of ${domain} was valid when ${by} had it checked.`,
  spfInvalid: (domain: string) => `The SPF record of ${domain} was not valid.`,
  spfUnavailable: (domain: string) => `The SPF record of ${domain} could not be asked.`,
  spfNever: (domain: string) => `The SPF record of ${domain} has not been validated.`,
  connector: (by: string) => `The connector was confirmed by ${by}. No message has been sent through it.`,
  connectorNot: 'The connector is not confirmed yet.',
} as const

export const flowPicture = {
  title: 'How your outbound mail flows',
  description: 'From your mail system through two Mimecast smart hosts to the recipients, who check your SPF record.',
  textTitle: 'The same in words',
  sendsFrom: (count: number, first: string) => (count > 1 ? `from ${first} and ${count - 1} more` : `from ${first}`),
  signedIn: 'signed in with a password',
  mimecast: (region: string) => `Mimecast, ${region}`,
  hostsUnknown: 'smart hosts not known yet',
  recipients: 'Recipients on the internet',
  asks: 'ask',
  dns: (domain: string) => `DNS of ${domain}`,
  spf: {
    valid: 'SPF record valid',
    invalid: 'SPF record not valid',
    unavailable: 'SPF record: could not ask',
    unchecked: 'SPF record not checked',
  },
  stepSend: (platform: string) => `${platform} sends every outgoing message to Mimecast.`,
  stepHosts: 'It goes to one of these hosts. Mail alternates between them, and one carries on when the other fails.',
  stepHostsUnknown: 'The smart hosts are not known yet. Ask your implementation team.',
  stepDeliver: 'Mimecast checks it and delivers it to the recipients’ mail systems.',
  stepSpf: (domain: string) => `They look up the SPF record of ${domain} to see that Mimecast may send for you.`,
  stepSpfState: {
    valid: 'At the last check the record was valid.',
    invalid: 'At the last check the record was not valid, so this mail may be rejected.',
    unavailable: 'At the last check the DNS did not answer.',
    unchecked: 'The record has not been checked yet.',
  },
} as const
