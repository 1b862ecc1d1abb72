import { deriveTasks, type JourneyFacts } from '#core/journey/journey.ts'
import type { Account } from '#core/contract/account.ts'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import type { Person } from '#core/contract/session.ts'

/** Typed pieces of a customer's set-up, for pages that are tried without a server. */
const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`

export const accountId = id(1)

export const customer: Person = {
  id: id(2), name: 'Maria Lang', email: 'maria@northwind.example', role: 'customer', account: { id: accountId, company: 'Northwind Ltd' },
}
export const staffPerson: Person = { id: id(3), name: 'Sam Hill', email: 'sam@mimecast.example', role: 'staff', account: null }

export function makeAccount(changes: Partial<Account> = {}): Account {
  return {
    id: accountId, company: 'Northwind Ltd', code: 'CUK12A345', region: 'eu', platform: 'on-premises', dynamicAddresses: false,
    include: 'eu._netblocks.mimecast.com',
    smartHosts: {
      general: { hosts: ['eu-smtp-outbound-1.mimecast.com', 'eu-smtp-outbound-2.mimecast.com'], checked: true, overridden: false, source: null },
      office365: { hosts: ['eu-smtp-o365-outbound-1.mimecast.com', 'eu-smtp-o365-outbound-2.mimecast.com'], checked: true, overridden: false, source: null },
    },
    allowGlobalInclude: false, rfiRanges: [], createdAt: '2026-11-20T09:00:00.000Z',
    ...changes,
  }
}

export function makeDomain(name: string, number: number, changes: { proof?: Partial<DomainView['proof']>; spf?: Partial<DomainView['spf']>; isPrimary?: boolean } = {}): DomainView {
  return {
    id: id(100 + number), name, display: name, isPrimary: changes.isPrimary ?? number === 0, zone: name, zoneSeen: null, watches: [],
    proof: {
      code: `mq4z7c2n5k8w3x6b9d1f0g2h4j6l8p${String(number).padStart(2, '0')}`, provenBy: null,
      target: 'validate-domain.mimecast.com', provenAt: null, evidence: null, ...changes.proof,
    },
    spf: { evidence: null, answer: null, plan: null, published: null, shared: null, validAt: null, ...changes.spf },
  }
}

/** A whole set-up; its tasks are derived from what it holds, as on the server. */
export function makeJourney(changes: Partial<Omit<Journey, 'tasks'>> = {}): Journey {
  const held = {
    account: makeAccount(), version: 1, domains: [makeDomain('northwind.example', 0)],
    addresses: [{ id: id(50), address: '193.0.6.139', addedAt: '2026-11-20T09:00:00.000Z', activeFrom: '2026-11-20T11:00:00.000Z' }],
    addressesConfirmed: null, started: { at: '2026-11-21T17:00:00.000Z', by: 'Maria Lang' }, spfCheckSkipped: null,
    connector: { answers: {}, ticks: [], confirmed: null }, history: [],
    ...changes,
  } satisfies Omit<Journey, 'tasks'>
  return { ...held, tasks: deriveTasks(toFacts(held)) }
}

function toFacts(held: Omit<Journey, 'tasks'>): JourneyFacts {
  return {
    platform: held.account.platform, dynamicAddresses: held.account.dynamicAddresses, hasInclude: held.account.include !== null,
    hasSmartHosts: held.account.smartHosts.general !== null, started: held.started !== null,
    domains: held.domains.map((domain) => ({
      name: domain.name, isPrimary: domain.isPrimary, proven: domain.proof.provenAt !== null || domain.proof.provenBy !== null,
      lastProof: lastProofOf(domain), recordSeen: domain.spf.evidence !== null, planSeen: domain.spf.plan !== null, planRefused: false,
      published: domain.spf.published !== null, shared: domain.spf.shared !== null, spf: domain.spf.validAt === null ? null : 'valid', wasValid: false,
    })),
    addressCount: held.addresses.length, addressesConfirmed: held.addressesConfirmed !== null, addressesChanged: false, addressesAsked: false,
    spfCheckSkipped: held.spfCheckSkipped?.reason ?? null, connectorTicks: held.connector.ticks.length, connectorShared: false,
    connectorConfirmed: held.connector.confirmed !== null,
  }
}

function lastProofOf({ proof: { evidence } }: DomainView): JourneyFacts['domains'][number]['lastProof'] {
  if (evidence === null || evidence.outcome === 'proven') return null
  if (evidence.outcome === 'unavailable') return 'unavailable'
  return evidence.finding === 'code-missing' && evidence.whereabouts === null ? 'not-seen' : 'problem'
}
