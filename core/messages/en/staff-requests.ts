/** The sentences of the implementation team's side of "Notify us": the list of requests and the page of one. */
import type { RequestState } from '../../contract/requests.ts'

/** As staff reads them: who must act is part of the words. */
export const staffRequestStates = {
  sent: 'New',
  seen: 'Seen, not answered',
  answered: 'Answered, waiting for the customer',
  'customer-replied': 'The customer replied',
  'addresses-changed': 'Addresses changed',
  closed: 'Closed',
} satisfies Record<RequestState, string>

export const requestsPage = {
  title: 'Requests',
  lead: 'What customers ask through “Notify us”. New requests appear by themselves.',
  filterLabel: 'State',
  filters: { open: 'Open', yours: 'You must act', closed: 'Closed', all: 'All' },
  accountFilter: (company: string) => `Only requests of ${company}`,
  showAllAccounts: 'Show all accounts',
  caption: 'Requests, the longest waiting first',
  rowTitle: (reference: string, company: string) => `${reference}, ${company}`,
  asks: 'Asks to:',
  updated: 'Last change',
  asksAdd: (count: number) => (count === 1 ? 'add 1 address' : `add ${count} addresses`),
  asksRemove: (count: number) => (count === 1 ? 'remove 1 address' : `remove ${count} addresses`),
  asksHelp: 'get help',
  count: (count: number) => (count === 1 ? '1 request' : `${count} requests`),
  emptyTitle: 'No requests here',
  emptyHelp: {
    open: 'Nobody is waiting. Requests appear here as soon as a customer sends one.',
    yours: 'Nobody is waiting for you.',
    closed: 'No request has been closed yet.',
    all: 'No customer has asked anything yet.',
  },
  arrived: (reference: string) => `Request ${reference} has arrived.`,
  loading: 'We are reading the requests.',
  failed: 'We could not read the requests. What you see may be out of date.',
} as const

export const requestPage = {
  title: (reference: string, company: string) => `Request ${reference} from ${company}`,
  backToList: 'All requests',
  loading: 'We are reading the request.',
  askedTitle: 'What was asked',
  add: 'Add',
  remove: 'Remove',
  nothingToAdd: 'Nothing',
  message: 'Message',
  noMessage: 'No message.',
  sentBy: 'Sent by',
  shownTitle: 'What the page showed',
  shownStep: 'Step',
  shownAddresses: 'Addresses listed then',
  shownNone: 'None',
  seenAddress: 'Address the browser came from',
  seenUnknown: 'Not known',
  timelineTitle: 'What has happened',
  event: {
    sent: 'Request sent',
    seen: 'Seen by the implementation team',
    message: 'Message',
    'addresses-changed': 'Addresses changed',
    closed: 'Request closed',
  },
  by: (name: string, role: 'customer' | 'staff') => (role === 'staff' ? `${name}, implementation team` : `${name}, customer`),
  added: 'Added',
  removed: 'Removed',
  toAccount: 'Go to the account',
  closedNote: 'This request is closed. The customer can send a new one.',

  changeTitle: 'Change the addresses',
  changeLead: 'Filled in from the request. The account and this request change together.',
  addLabel: 'Addresses to add',
  removeLabel: 'Addresses to remove',
  linesHelp: 'One on each line.',
  change: 'Change the addresses',
  changed: 'The addresses are changed. New ones are active within two hours.',
  nothingToChange: 'Enter at least one address to add or to remove.',

  answerTitle: 'Answer the customer',
  answerLabel: 'Your answer',
  answerHelp: 'The customer reads it on the page of this request.',
  answer: 'Send the answer',
  answered: 'The answer is sent.',
  close: 'Close the request',
  answerAndClose: 'Send it and close the request',
  closed: 'The request is closed.',

  conflict: 'The request changed while you were writing. It is up to date above, and your text is still here. Read it, then send again.',
  alreadyClosed: 'Somebody closed this request meanwhile. Your text is still here, but it cannot be sent.',
  changedMeanwhile: 'This request has just changed.',
} as const

export const staffFrame = {
  navigation: 'Implementation team',
  accounts: 'Accounts',
  requests: 'Requests',
} as const
