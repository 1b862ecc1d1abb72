import { platformKeys, type PlatformKey } from '#core/catalogue/platforms.ts'
import type { AccountSummary } from '#core/contract/staff.ts'
import { actors } from '#core/contract/task.ts'

export type Actor = (typeof actors)[number]

export interface AccountFilter {
  search: string
  who: Actor | ''
  platform: PlatformKey | ''
}

const oneOf = <T extends string>(values: readonly T[], text: unknown): T | '' => values.find((value) => value === text) ?? ''

/** What the address of the page says; anything else that stands there is no filter. */
export function parseAccountFilter(query: Readonly<Record<string, unknown>>): AccountFilter {
  return {
    search: typeof query['q'] === 'string' ? query['q'] : '',
    who: oneOf(actors, query['who']),
    platform: oneOf(platformKeys, query['platform']),
  }
}

export function toAccountQuery({ search, who, platform }: AccountFilter): Record<string, string> {
  return { ...(search === '' ? {} : { q: search }), ...(who === '' ? {} : { who }), ...(platform === '' ? {} : { platform }) }
}

/** Those for whom staff must act come first, then the latest changed. */
export function selectAccounts(accounts: readonly AccountSummary[], filter: AccountFilter, regionLabel: (account: AccountSummary) => string): AccountSummary[] {
  const words = filter.search.toLowerCase().split(/\s+/u).filter((word) => word !== '')
  const isFor = (account: AccountSummary) => Number(account.whoActs === 'staff' || account.openRequests > 0)
  return accounts
    .filter(({ whoActs }) => filter.who === '' || whoActs === filter.who)
    .filter(({ platform }) => filter.platform === '' || platform === filter.platform)
    .filter((account) => {
      const text = `${account.company} ${account.code} ${regionLabel(account)}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => isFor(b) - isFor(a) || b.updatedAt.localeCompare(a.updatedAt))
}

/** What whoever must act should look at: a problem first, else the first open step. */
export function nextTask(account: AccountSummary): AccountSummary['tasks'][number] | null {
  const open = account.tasks.filter(({ canOpen, state }) => canOpen && state !== 'completed' && state !== 'not-needed')
  const theirs = open.filter(({ whoActs }) => whoActs === account.whoActs)
  return theirs.find(({ state }) => state === 'problem') ?? theirs[0] ?? null
}
