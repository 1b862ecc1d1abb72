/** The domain's own record, asked at its source and then of the resolvers: before anything is judged. */
import type { SpfAsked } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { settle, type Settled } from '#core/dns/settle.ts'
import { judgePropagation, type Propagation, type SourceLook } from '#core/dns/source.ts'
import { selectSpf } from '#core/spf/select.ts'
import type { AskWish, Authority } from '../dns/authority/authority.ts'
import { toAsked } from './asked-log.ts'

export interface OwnRecord {
  look: SourceLook<'TXT'>
  propagation: Propagation<'TXT'>
  settled: Settled<'TXT'>
  asked: SpfAsked[]
}

/** What of a TXT answer SPF goes by: the records in no order; null where there are none (RFC 7208 §4.5). */
export function spfValueOf(outcome: DnsOutcome<'TXT'>): string | null {
  if (outcome.kind !== 'answer') return null
  const { records } = selectSpf(outcome.records.map(({ text }) => text))
  return records.length === 0 ? null : records.sort().join('\n')
}

export async function lookAtOwnRecord(authority: Pick<Authority, 'lookEverywhere'>, domain: string, wish: AskWish): Promise<OwnRecord> {
  return toOwnRecord(await authority.lookEverywhere(domain, 'TXT', spfValueOf, { ...wish, serials: true }))
}

/** What the source has said a moment ago is not asked again: only what resolvers make of it. */
export async function goOnFromSource(authority: Pick<Authority, 'lookAtCaches'>, seen: SourceLook<'TXT'>, wish: AskWish): Promise<OwnRecord> {
  const isThere = seen.servers.some(({ state, outcome }) => state === 'answered' && outcome !== null && spfValueOf(outcome) !== null)
  const caches = isThere && seen.noZone === null ? await authority.lookAtCaches(seen.name, 'TXT', wish) : []
  const look = { ...seen, servers: [...seen.servers, ...caches] }
  return toOwnRecord({ look, propagation: judgePropagation(look, spfValueOf, Date.now()) })
}

function toOwnRecord({ look, propagation }: Pick<OwnRecord, 'look' | 'propagation'>): OwnRecord {
  const asked = look.servers.flatMap(({ outcome }) => (outcome === null ? [] : [toAsked(outcome)]))
  return { look, propagation, settled: settle(look, propagation), asked }
}
