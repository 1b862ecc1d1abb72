/** The account's history: what people did and what DNS showed, as codes with parameters, newest first. Pure. */
import type { HistoryEntry } from '#core/contract/journey.ts'
import type { SpfTurn } from '../evidence/evidence.store.ts'
import type { Decision } from './decision.ts'

/** Older lines stay in the database; the page shows what people still look for. */
const longest = 200

interface HistorySources {
  decisions: readonly Decision[]
  turns: readonly SpfTurn[]
  provenAt: ReadonlyArray<{ domainId: string; at: string }>
  /** Names of the account's domains by id. */
  names: ReadonlyMap<string, string>
}

export function toHistory({ decisions, turns, provenAt, names }: HistorySources): HistoryEntry[] {
  const domain = (id: string | null): Record<string, string> => (id === null ? {} : { domain: names.get(id) ?? '' })
  const lines: HistoryEntry[] = [
    ...decisions.flatMap((decision) => toLine(decision, domain(decision.domainId)) ?? []),
    ...turns.map(({ at, kind, domainId }) => ({ at, by: null, kind, params: domain(domainId) })),
    ...provenAt.map(({ at, domainId }) => ({ at, by: null, kind: 'domain-proven' as const, params: domain(domainId) })),
  ]
  return lines.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, longest)
}

function toLine(decision: Decision, domain: Record<string, string>): HistoryEntry | null {
  const line = (kind: HistoryEntry['kind'], params: Record<string, string> = {}): HistoryEntry =>
    ({ at: decision.at, by: decision.by, kind, params: { ...domain, ...params } })
  switch (decision.kind) {
    case 'started':
      return line('started')
    case 'domain-added':
      return line('domain-added', { domain: decision.data.name })
    case 'addresses-confirmed':
      return line('addresses-confirmed', { addresses: decision.data.addresses.join(', ') })
    case 'addresses-changed':
      return line('addresses-changed', { added: decision.data.added.join(', '), removed: decision.data.removed.join(', ') })
    case 'spf-answer':
      return line('spf-answered', { mailPaths: decision.data.mailPaths })
    case 'spf-published':
      return line('spf-published')
    case 'spf-check-skipped':
      return line('step-skipped', { reason: decision.data.reason })
    case 'connector-answer':
      return line('connector-answered')
    case 'connector-confirmed':
      return line('connector-confirmed', decision.data.note === undefined ? {} : { note: decision.data.note })
    case 'share-created':
      return line('share-created', { purpose: decision.data.purpose })
    case 'share-revoked':
      return line('share-revoked', { purpose: decision.data.purpose })
    case 'request-sent':
      return line('request-sent', { reference: decision.data.reference })
    case 'account-changed':
      return line('staff-changed-account', { fields: decision.data.fields.join(', ') })
    case 'guide-tick':
      return null
  }
}
