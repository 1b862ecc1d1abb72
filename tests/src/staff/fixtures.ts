import type { NotifyRequest } from '#core/contract/requests.ts'
import type { AccountDetail, AccountSummary } from '#core/contract/staff.ts'
import { whoActs } from '#core/journey/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, makeJourney, staffPerson } from '../../helpers/journeys.ts'

/** Typed pieces of what staff sees. */
const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
export const at = '2026-11-20T17:04:12.000Z'
export const later = '2026-11-27T17:04:12.000Z'
export const personId = id(20)
export const requestId = id(40)

export function createStaffApi(): FakeApi {
  const api = createFakeApi()
  api.answer(getSession, { person: staffPerson, setUpNeeded: false })
  return api
}

export function makeDetail(journey = makeJourney(), changes: Partial<AccountDetail> = {}): AccountDetail {
  return {
    account: journey.account,
    people: [{ id: personId, name: 'Maria Lang', email: 'maria@northwind.example', lastSeenAt: at }],
    invitations: [{ id: id(30), email: 'tom@northwind.example', createdAt: at, expiresAt: later }],
    journey, ...changes,
  }
}

export function makeSummary(changes: Partial<AccountSummary> = {}): AccountSummary {
  const { account, tasks, domains } = makeJourney()
  return {
    id: accountId, company: account.company, code: account.code, region: account.region, platform: account.platform, domains: domains.length,
    tasks, whoActs: whoActs(tasks), openRequests: 0, updatedAt: at, ...changes,
  }
}
export const otherSummary = makeSummary({
  id: id(9), company: 'Contoso Foods', code: 'CDE77B100', region: 'de', platform: 'office-365', whoActs: 'staff', openRequests: 2,
})

export function makeRequest(changes: Partial<NotifyRequest> = {}): NotifyRequest {
  return {
    id: requestId, reference: 'C-7K2M-4QXD', account: { id: accountId, company: 'Northwind Ltd' }, state: 'seen', sentAt: at, updatedAt: at,
    sentBy: 'Maria Lang', message: 'Our provider gave us a new address.', add: ['199.43.135.53'], remove: ['193.0.6.139'],
    shown: { step: 'addresses', addresses: ['193.0.6.139'], seenAddress: '199.43.135.53' },
    events: [{ id: id(50), at, by: 'Maria Lang', role: 'customer', kind: 'sent', message: null, added: [], removed: [] }],
    ...changes,
  }
}
export function withMessage(request: NotifyRequest, message: string): NotifyRequest {
  const event = { id: id(51 + request.events.length), at: later, by: 'Sam Hill', role: 'staff', kind: 'message', message, added: [], removed: [] } as const
  return { ...request, state: 'answered', events: [...request.events, { ...event, added: [], removed: [] }] }
}
