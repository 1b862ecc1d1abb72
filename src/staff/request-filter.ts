import type { NotifyRequest } from '#core/contract/requests.ts'

export const requestFilters = ['open', 'yours', 'closed', 'all'] as const
export type RequestFilter = (typeof requestFilters)[number]

export function parseRequestFilter(text: unknown): RequestFilter {
  return requestFilters.find((filter) => filter === text) ?? 'open'
}

/** Nobody has answered the customer's last word yet. */
export function isForStaff({ state }: NotifyRequest): boolean {
  return state === 'sent' || state === 'seen' || state === 'customer-replied'
}

const isIn = {
  open: ({ state }) => state !== 'closed',
  yours: isForStaff,
  closed: ({ state }) => state === 'closed',
  all: () => true,
} satisfies Record<RequestFilter, (request: NotifyRequest) => boolean>

/** Those that wait for staff first, and of these the one that has waited longest. */
export function selectRequests(requests: readonly NotifyRequest[], filter: RequestFilter, accountId: string | null): NotifyRequest[] {
  return requests
    .filter((request) => isIn[filter](request) && (accountId === null || request.account.id === accountId))
    .toSorted((a, b) => Number(isForStaff(b)) - Number(isForStaff(a)) || a.updatedAt.localeCompare(b.updatedAt))
}
