/** The account's journey as one fold of its rows (architecture 4). Nothing here is ever stored, and opening it asks no DNS. */
import type { Account } from '#core/contract/account.ts'
import type { Done, DomainView, Journey } from '#core/contract/journey.ts'
import type { WatchView } from '#core/contract/watch.ts'
import { deriveTasks, type JourneyFacts } from '#core/journey/journey.ts'
import { isWithStaff } from '#core/requests/request-state.ts'
import type { NotifyRequest } from '#core/contract/requests.ts'
import { toAccountView } from '../accounts/account-view.ts'
import { isSameList, toAddressView } from '../addresses/address-list.ts'
import type { Config } from '../config.ts'
import { readEvidence, readSpfTurns, type DomainEvidence, type SpfTurn } from '../evidence/evidence.store.ts'
import { readRequests } from '../requests/requests.store.ts'
import { isLive, readShareRows, type ShareRow } from '../shares/shares.store.ts'
import type { Parts } from '../parts.ts'
import { readWatches } from '../watch/watch.store.ts'
import type { Decision } from './decision.ts'
import { foldDecisions, type Decided } from './decision-fold.ts'
import { findProvenParent, noEvidence, nothingDecided, toDomainFacts, toDomainView } from './domain-view.ts'
import { toHistory } from './history.ts'
import {
  readAccountRow, readAddressRows, readDecisions, readDomainRows, type AccountRow, type AddressRow, type DomainRow,
} from './journey.store.ts'

/** What reading takes of the server's parts. */
export interface JourneyReading extends Pick<Parts, 'db' | 'now'> {
  config: Pick<Config, 'challengeTarget'>
}

/** Everything the fold takes, as it stood when it was read. */
interface JourneySources {
  account: AccountRow
  domains: readonly DomainRow[]
  addresses: readonly AddressRow[]
  decisions: readonly Decision[]
  evidence: ReadonlyMap<string, DomainEvidence>
  turns: readonly SpfTurn[]
  requests: readonly NotifyRequest[]
  shares: readonly ShareRow[]
  watches: ReadonlyMap<string, WatchView[]>
}

export async function readJourney(reading: JourneyReading, accountId: string): Promise<Journey> {
  const { db } = reading
  const sources: JourneySources = {
    // First, so that the version is never newer than what follows: a page that has it will read again.
    account: await readAccountRow(db, accountId),
    domains: await readDomainRows(db, accountId),
    addresses: await readAddressRows(db, accountId),
    decisions: await readDecisions(db, accountId),
    evidence: await readEvidence(db, accountId),
    turns: await readSpfTurns(db, accountId),
    requests: await readRequests(db, { accountId }),
    shares: await readShareRows(db, accountId),
    watches: await readWatches(db, accountId),
  }
  return toJourney(sources, { now: reading.now(), challengeTarget: reading.config.challengeTarget })
}

function toJourney(sources: JourneySources, { now, challengeTarget }: { now: Date; challengeTarget: string }): Journey {
  const account = toAccountView(sources.account)
  const decided = foldDecisions(sources.decisions)
  const domains = toDomains(sources, { account, decided, challengeTarget })
  const draft: Omit<Journey, 'tasks'> = {
    account,
    version: sources.account.version,
    domains,
    addresses: sources.addresses.map(toAddressView),
    addressesConfirmed: toAddressesConfirmed(decided, sources.addresses, account),
    started: decided.started,
    spfCheckSkipped: decided.spfCheckSkipped,
    connector: {
      answers: decided.answers,
      ticks: [...decided.ticks],
      confirmed: toConnectorConfirmed(decided, account),
    },
    history: toHistory({
      decisions: sources.decisions,
      turns: sources.turns,
      provenAt: domains.flatMap(({ id, proof }) => (proof.provenAt === null ? [] : [{ domainId: id, at: proof.provenAt }])),
      names: new Map(sources.domains.map(({ id, name }) => [id, name])),
    }),
  }
  return { ...draft, tasks: deriveTasks(toFacts(draft, sources, { decided, now })) }
}

function toDomains(sources: JourneySources, { account, decided, challengeTarget }: { account: Account; decided: Decided; challengeTarget: string }): DomainView[] {
  const provenNames = sources.domains.filter(({ id }) => sources.evidence.get(id)?.provenAt).map(({ name }) => name)
  return sources.domains.map((row) =>
    toDomainView({
      row,
      account,
      challengeTarget,
      evidence: sources.evidence.get(row.id) ?? noEvidence,
      decided: decided.domains.get(row.id) ?? nothingDecided,
      shared: toShared(sources.shares, row.id),
      provenBy: findProvenParent(row.name, provenNames),
      watches: sources.watches.get(row.id) ?? [],
    }),
  )
}

/** A link that has run out was still handed over; one that was taken back was not. */
function toShared(shares: readonly ShareRow[], domainId: string): Done | null {
  const link = shares.find((share) => share.purpose === 'spf' && share.domain_id === domainId && share.revoked_at === null)
  return link ? { at: link.created_at, by: link.person_name } : null
}

function toAddressesConfirmed({ addressesConfirmed }: Decided, present: readonly AddressRow[], account: Account): Done | null {
  if (addressesConfirmed?.dynamic !== account.dynamicAddresses) return null
  if (!isSameList(addressesConfirmed.addresses, present.map(({ address }) => address))) return null
  return { at: addressesConfirmed.at, by: addressesConfirmed.by }
}

/** Done for another platform is not done: staff may have corrected what the account uses. */
function toConnectorConfirmed({ connectorConfirmed: confirmed }: Decided, { platform }: Account): Done | null {
  return confirmed?.platform === platform ? { at: confirmed.at, by: confirmed.by } : null
}

function toFacts(draft: Omit<Journey, 'tasks'>, sources: JourneySources, { decided, now }: { decided: Decided; now: Date }): JourneyFacts {
  const { account } = draft
  const hosts = account.platform === 'office-365' ? account.smartHosts.office365 : account.smartHosts.general
  return {
    platform: account.platform,
    dynamicAddresses: account.dynamicAddresses,
    hasInclude: account.include !== null,
    hasSmartHosts: hosts !== null,
    started: draft.started !== null,
    domains: draft.domains.map((view) => {
      const wasValid = sources.turns.some(({ domainId, kind }) => domainId === view.id && kind === 'spf-valid')
      return toDomainFacts(view, sources.evidence.get(view.id) ?? noEvidence, { account, wasValid })
    }),
    addressCount: draft.addresses.length,
    addressesConfirmed: draft.addressesConfirmed !== null,
    addressesChanged: decided.addressesConfirmed !== null && draft.addressesConfirmed === null,
    addressesAsked: sources.requests.some(isAboutAddresses),
    spfCheckSkipped: draft.spfCheckSkipped?.reason ?? null,
    connectorTicks: draft.connector.ticks.length,
    connectorShared: sources.shares.some((share) => share.purpose === 'connector' && isLive(share, now)),
    connectorConfirmed: draft.connector.confirmed !== null,
  }
}

function isAboutAddresses({ add, remove, shown, state }: NotifyRequest): boolean {
  return isWithStaff(state) && (add.length > 0 || remove.length > 0 || shown.step === 'addresses')
}
