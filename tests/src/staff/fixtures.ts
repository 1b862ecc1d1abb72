import { regions } from '#core/catalogue/regions.ts'
import type { Account } from '#core/contract/account.ts'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import type { NotifyRequest } from '#core/contract/requests.ts'
import type { AccountDetail, AccountSummary } from '#core/contract/staff.ts'
import { deriveTasks, type JourneyFacts } from '#core/journey/journey.ts'

export const ids = {
  account: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0001',
  other: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0002',
  domain: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0011',
  person: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0021',
  invitation: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0031',
  request: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0041',
  event: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0051',
  address: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0061',
  share: '0b6f6a52-6c2b-4b8e-9a51-6d1f0a3c0071',
} as const

export const at = '2026-11-20T17:04:12.000Z'

export function accountOf(change: Partial<Account> = {}): Account {
  const region = regions[change.region ?? 'eu']
  return {
    id: ids.account, company: 'Northwind Ltd', code: 'CUK12A345', region: 'eu', platform: 'on-premises', dynamicAddresses: false,
    include: region.include?.value ?? null,
    smartHosts: {
      general: { hosts: [...region.smartHosts.value], checked: true, overridden: false, source: region.smartHosts.source },
      office365: { hosts: [...region.office365SmartHosts.value], checked: true, overridden: false, source: region.office365SmartHosts.source },
    },
    allowGlobalInclude: false, rfiRanges: ['193.0.6.0/24'], createdAt: at, ...change,
  }
}

export function factsOf(change: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    platform: 'on-premises', dynamicAddresses: false, hasInclude: true, hasSmartHosts: true, started: true,
    domains: [{
      name: 'northwind.example', isPrimary: true, proven: true, lastProof: null, recordSeen: false, planSeen: false, planRefused: false,
      published: false, shared: false, spf: null,
    }],
    addressCount: 1, addressesConfirmed: false, addressesChanged: false, addressesAsked: false, spfCheckSkipped: null,
    connectorTicks: 0, connectorShared: false, connectorConfirmed: false, ...change,
  }
}

export function domainOf(change: Partial<DomainView> = {}): DomainView {
  return {
    id: ids.domain, name: 'northwind.example', display: 'northwind.example', isPrimary: true,
    proof: { code: 'k4w7q2m6zx5n3p8t9r2y6b4d7f3h5j2c', provenBy: null, target: 'validate-domain.mimecast.com', provenAt: at, evidence: null },
    spf: { evidence: null, answer: null, plan: null, published: null, shared: null, validAt: null },
    ...change,
  }
}

export function journeyOf(change: Partial<Journey> = {}): Journey {
  return {
    account: accountOf(), version: 3, tasks: deriveTasks(factsOf()), domains: [domainOf()],
    addresses: [{ id: ids.address, address: '193.0.6.139', addedAt: at, activeFrom: '2026-11-20T19:04:12.000Z' }],
    addressesConfirmed: null, started: { at, by: 'Maria Keller' }, spfCheckSkipped: null,
    connector: { answers: {}, ticks: [], confirmed: null },
    history: [{ at, by: 'Maria Keller', kind: 'started', params: {} }],
    ...change,
  }
}

export function detailOf(change: Partial<AccountDetail> = {}): AccountDetail {
  const journey = journeyOf()
  return {
    account: journey.account,
    people: [{ id: ids.person, name: 'Maria Keller', email: 'maria@northwind.example', lastSeenAt: at }],
    invitations: [{ id: ids.invitation, email: 'tom@northwind.example', createdAt: at, expiresAt: '2026-11-27T17:04:12.000Z' }],
    journey, ...change,
  }
}

export function summaryOf(change: Partial<AccountSummary> = {}): AccountSummary {
  const tasks = deriveTasks(factsOf())
  return {
    id: ids.account, company: 'Northwind Ltd', code: 'CUK12A345', region: 'eu', platform: 'on-premises', domains: 1, tasks,
    whoActs: 'customer', openRequests: 0, updatedAt: at, ...change,
  }
}

export function requestOf(change: Partial<NotifyRequest> = {}): NotifyRequest {
  return {
    id: ids.request, reference: 'C-7K2M-4QXD', account: { id: ids.account, company: 'Northwind Ltd' }, state: 'seen', sentAt: at,
    updatedAt: at, sentBy: 'Maria Keller', message: 'Our provider gave us a new address.', add: ['199.43.135.53'], remove: ['193.0.6.139'],
    shown: { step: 'addresses', addresses: ['193.0.6.139'], seenAddress: '199.43.135.53' },
    events: [
      { id: ids.event, at, by: 'Maria Keller', role: 'customer', kind: 'sent', message: null, added: [], removed: [] },
    ],
    ...change,
  }
}

