/** The sentences of the implementation team's list of accounts. */
import type { Task } from '../../contract/task.ts'

export const actorLabels = {
  customer: 'Customer',
  colleague: 'Colleague with a link',
  staff: 'Implementation team',
  dns: 'DNS',
  nobody: 'Nobody',
} satisfies Record<Task['whoActs'], string>

export const actorSentences = {
  customer: 'The customer must act.',
  colleague: 'A colleague with a shared link must act.',
  staff: 'You must act.',
  dns: 'Waiting for DNS.',
  nobody: 'Nobody must act.',
} satisfies Record<Task['whoActs'], string>

export const staffAccounts = {
  title: 'Accounts',
  lead: 'Each customer’s set-up, and who must act next.',
  newAccount: 'New account',
  searchLabel: 'Search',
  searchHelp: 'Company, code or region',
  whoLabel: 'Who must act',
  platformLabel: 'Platform',
  all: 'All',
  clear: 'Clear the filters',
  count: (shown: number, all: number) =>
    shown === all ? (all === 1 ? '1 account' : `${all} accounts`) : `${shown} of ${all} accounts`,
  listLabel: 'Accounts',
  domains: (count: number) => (count === 1 ? '1 domain' : `${count} domains`),
  openRequests: (count: number) => (count === 1 ? '1 open request' : `${count} open requests`),
  stepsOf: (company: string) => `Steps of ${company}`,
  changed: 'Changed',
  legend: 'What the marks mean',
  emptyTitle: 'There are no accounts yet',
  emptyHelp: 'Create the first one from the customer’s Request for Information.',
  noneFoundTitle: 'No account matches',
  noneFoundHelp: 'Change the search or clear the filters.',
  loading: 'We are reading the accounts.',
  failed: 'We could not read the accounts. What you see may be out of date.',
  retry: 'Try again',
} as const
