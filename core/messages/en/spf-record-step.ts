/** The sentences of the step that finds the one SPF record to publish. Those about findings and plans are in `spf.ts`. */

export const spfRecordStep = {
  title: 'Your SPF record',
  lead: 'SPF is one line in your DNS. It tells receivers who may send mail for your domain. We look at yours and show the one to publish.',
  chooseDomain: 'Domain',
  progress: (done: number, all: number) => `${done} of ${all} domains are done.`,

  include: (region: string) => `Your account is in the region ${region}. Its entry is:`,
  onlyThis: 'Only use the record shown on this page.',
  onlyThisWhy: 'The entry differs by region. With the entry of another region, receivers may reject or distrust your mail.',
  firstWhy: 'It must come first, so that no later entry can stop receivers before they reach it.',

  noIncludeTitle: 'We do not know your region’s entry yet',
  noInclude: 'There is no published SPF entry for this region, and guessing would lose mail.',
  noIncludeMessage: 'Please enter the SPF include for our account. The page says that none is known for our region.',
  noIncludeNext: 'Ask your implementation team for it. As soon as they have entered it, this page shows your record.',

  nowTitle: 'The record now',
  lookUp: 'Look up the present record',
  lookUpAgain: 'Look again',
  lookingUp: 'We are asking the DNS.',
  lookUpExplained: 'Looking changes nothing.',
  lookedUp: (domain: string) => `We have looked at the record of ${domain}.`,
  neverLooked: 'We have not looked at this domain yet.',
  none: 'This domain has no SPF record. You add one, and replace nothing.',
  noDomain: 'The DNS knows no such domain. Check the name, or ask whoever registered it.',
  one: 'This is published now.',
  before: 'This was there when we looked, before you published. Look again to see what is there now.',
  stillBefore: 'The name servers still give the record from before.',
  stillBeforeNext: 'If you published the new one some minutes ago, see at your DNS host whether it was saved.',
  several: (count: number) => `${count} SPF records are published. Receivers then use none of them. They must become one.`,
  unavailable: 'We do not know what is published now.',
  disagree: 'The name servers give different answers, so we do not know which record will stay.',
  disagreeNext: 'This usually passes within minutes. Look again then.',
  unavailableNext: 'This says nothing about your record. Look again in a few minutes.',
} as const

export const spfQuestion = {
  legend: (domain: string) => `Does all mail from ${domain} go through Mimecast?`,
  hint: 'Think of newsletters, invoices, tickets and web forms as well as of your mailboxes.',
  found: 'Your present record also allows these:',
  foundNone: 'We found nobody else who is allowed to send for it.',
  onlyMimecast: 'Yes, all of it',
  onlyMimecastHelp: 'The new record allows Mimecast alone. What else is in the present one goes.',
  onlyMimecastLoses: (count: number) =>
    count === 1 ? 'The one above may then no longer send for you.' : `The ${count} above may then no longer send for you.`,
  othersToo: 'No, others send for it too',
  othersTooHelp: 'The new record puts Mimecast first and keeps the others. Choose this when in doubt.',
  submit: 'Show the record to publish',
  change: 'Change the answer',
  required: 'Choose one of the two answers.',
  changed: 'The record to publish is shown below.',
  sender: {
    service: (vendor: string, host: string) => `${vendor} (${host})`,
    unknownService: (host: string) => `A service that we do not know: ${host}`,
    redirect: (host: string) => `The record of another domain: ${host}`,
    address: (address: string) => `The address ${address}`,
    network: (network: string) => `All addresses of ${network}`,
    webHosts: 'The address of the domain itself (a)',
    webHostsOf: (host: string) => `The address of ${host} (a)`,
    mailHosts: 'The hosts that receive the domain’s mail (mx)',
    mailHostsOf: (host: string) => `The hosts that receive the mail of ${host} (mx)`,
    other: (term: string) => `A rule that we cannot put a name to: ${term}`,
  },
} as const

export const spfPlan = {
  title: 'The record to publish',
  alreadyRight: 'The record is right as it is. There is nothing to publish.',
  goValidate: 'Go on to validating it',
  changesTitle: 'What changes',
  addNew: 'Add this TXT record. Leave the domain’s other TXT records as they are.',
  replaceOne: 'Replace the SPF record with this one. Leave the domain’s other TXT records as they are.',
  replaceSeveral: (count: number) => `Delete ${count === 2 ? 'both' : `all ${count}`} SPF records and add this one in their place.`,
  lookups: (lookups: number) => `It takes ${lookups} of the 10 DNS look-ups that SPF allows.`,
  lookupsUnknown: 'We could not count how many of the 10 allowed DNS look-ups it takes.',
  lookupsBefore: (lookups: number) => `The present record takes ${lookups}.`,
  lookupsBeforeUnknown: 'We could not count those of the present record.',
  lookupsBeforeSeveral: 'Those of the present records do not count, because receivers use none of them.',
  before: 'Publish it before you create the connector. Mail sent through Mimecast before that may be rejected.',
  dropping: 'Until the connector works, mail that still leaves the old way may be rejected.',
  droppingToDo: 'Do both in one quiet hour. Or answer that others send too, and remove the old entries later.',

  putBackTitle: 'How to put it back',
  putBack: 'Keep the present text. If mail stops, publish it again in the place of the new one.',
  putBackSeveral: 'Keep the present texts. They did not work together, so put only one of them back.',
  putBackNone: 'There was no record before. To undo, delete the new one.',
  oldText: (index: number, count: number) => (count === 1 ? 'Present text' : `Present text ${index} of ${count}`),

  refusedTitle: 'We cannot propose a record yet.',
  refusedNext: 'If you are not sure how, notify us. Your implementation team then looks at it with you.',
  refusedMessage: (domain: string, why: string) => `No SPF record is proposed for ${domain}. The page says: ${why}`,
  unavailable: 'As long as we cannot ask the DNS, we propose nothing.',
  ending: {
    '~all': 'Soft: ~all',
    '-all': 'Strict: -all',
  },
  endingSubmit: 'Use this ending',
  endingRequired: 'Choose how the record shall end.',

  published: 'I have published it',
  publishedAt: (by: string) => `${by} said that it is published`,
  publishedNext: 'DNS hosts often need some minutes to show a change. Validate it then.',
  publishedAnnounced: 'Noted as published.',
  sharedAt: (by: string) => `${by} shared it with a colleague`,
  shareLead: 'Does somebody else run your DNS? Send that person a link with exactly this.',
} as const

/** The state of a domain, as the choice of domain shows it after the name. */
export const spfDomainStates = {
  valid: 'validated',
  'valid-before': 'validated, last check differs',
  published: 'said to be published',
  shared: 'shared with a colleague',
  planned: 'record ready to publish',
  refused: 'needs your attention',
  looked: 'question open',
  'not-looked': 'not looked at yet',
} as const
export type SpfDomainState = keyof typeof spfDomainStates
