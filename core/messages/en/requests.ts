/** "Notify us" as the customer sees it: the dialog, the list of requests, and the page of one. */
import type { RequestEvent, RequestState } from '../../contract/requests.ts'

export const requestStateLabels = {
  sent: 'Sent',
  seen: 'Seen by the implementation team',
  answered: 'Answered',
  'customer-replied': 'You replied',
  'addresses-changed': 'Addresses changed',
  closed: 'Closed',
} as const satisfies Record<RequestState, string>

export const requestNext = {
  sent: 'The implementation team has it in its list. You see here when somebody opens it.',
  seen: 'Somebody of the implementation team is looking at it.',
  answered: 'Read the answer below. Reply if something is open.',
  'customer-replied': 'The implementation team reads your reply.',
  'addresses-changed': 'Your list of addresses is new. Look at it and confirm it.',
  closed: 'Nothing is open. Send a new request if there is more.',
} as const satisfies Record<RequestState, string>

export const requestEventTexts = {
  sent: 'Sent',
  seen: 'Opened by the implementation team',
  message: 'Message',
  'addresses-changed': 'The list of addresses was changed',
  closed: 'Closed',
} as const satisfies Record<RequestEvent['kind'], string>

export const notifyDialog = {
  title: 'Contact Support',
  lead: 'Here you notify us: your request goes to Mimecast’s implementation team. You get a reference number and see the answer here.',
  add: 'Addresses to add',
  addHint: 'Public IPv4 addresses, one a line. Anything else belongs in the message below.',
  remove: 'Addresses to remove',
  removeChoice: 'Addresses to remove',
  message: 'What should we know?',
  messageHint: 'A sentence is enough. Never enter a password.',
  shownTitle: 'What we send with it',
  shown: (step: string) => `The page you are on (“${step}”), the addresses listed for your account, and the address you are browsing from.`,
  send: 'Send request',
  empty: 'Name an address to add or to remove, or write a sentence.',
  messageRequired: 'Write a sentence about what you need.',
  sentTitle: 'Your request is sent',
  sent: (reference: string) => `The reference number is ${reference}.`,
  sentNext: 'The implementation team answers on the page of the request. Your set-up shows it too.',
  openRequest: 'Open the request',
  closed: 'What you have typed stays here until you send it.',
} as const

export const requestsPage = {
  title: 'Your requests',
  lead: 'What you asked the implementation team, and what they answered.',
  loading: 'One moment. We are reading your requests.',
  emptyTitle: 'You have not asked anything yet',
  empty: 'If an address is wrong or you cannot go on, use “Notify us” at the top of every page.',
  updated: 'Last change',
  open: (reference: string) => `Request ${reference}`,
} as const

export const requestPage = {
  title: (reference: string) => `Request ${reference}`,
  back: 'All requests',
  loading: 'One moment. We are reading the request.',
  askedTitle: 'What you asked',
  add: 'Add',
  remove: 'Remove',
  none: 'nothing',
  message: 'Message',
  timelineTitle: 'What happened',
  by: { customer: 'you or a colleague', staff: 'implementation team' },
  added: (list: string) => `Added: ${list}`,
  removed: (list: string) => `Removed: ${list}`,
  confirmAddresses: 'Look at the addresses and confirm them',
  replyTitle: 'Reply',
  reply: 'Your reply',
  replyButton: 'Send reply',
  replyRequired: 'Write a reply first.',
  replied: 'Your reply is sent.',
} as const
