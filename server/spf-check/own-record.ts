/** The domain's own record, asked at its source and then of the resolvers: before anything is judged. */
import type { SpfAsked } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { settle, type Settled } from '#core/dns/settle.ts'
import { judgePropagation, type Propagation, type SourceLook } from '#core/dns/source.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
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

export interface OwnWish {
  domain: string
  rule: MimecastRule
}

export async function lookAtOwnRecord(authority: Pick<Authority, 'look' | 'lookEverywhere' | 'lookAtCaches'>, { domain, rule }: OwnWish, wish: AskWish): Promise<OwnRecord> {
  const look = await authority.look(domain, 'TXT', { ...wish, serials: true })
  // From here only resolvers can be asked, and they have to do.
  if (look.noZone === 'no-roots') return toOwnRecord(await authority.lookEverywhere(domain, 'TXT', spfValueOf, wish))
  return goOnFromSource(authority, { look, rule }, wish)
}

/**
 * What the source has said is not asked again: only what resolvers make of it, and that only once Mimecast is in the
 * record. Asked about an old one, they would keep it for another TTL.
 */
export async function goOnFromSource(authority: Pick<Authority, 'lookAtCaches'>, { look: seen, rule }: { look: SourceLook<'TXT'>; rule: MimecastRule }, wish: AskWish): Promise<OwnRecord> {
  const { state, answers } = judgePropagation(seen, spfValueOf, Date.now())
  // A server that lags behind may be the one that a resolver asks, and it would keep the old answer.
  const isThere = state === 'at-source' && answers.every((outcome) => hasMimecast(outcome, rule))
  const caches = isThere ? await authority.lookAtCaches(seen.name, 'TXT', wish) : []
  const look = { ...seen, servers: [...seen.servers, ...caches] }
  return toOwnRecord({ look, propagation: judgePropagation(look, spfValueOf, Date.now()) })
}

function hasMimecast(outcome: DnsOutcome<'TXT'>, { include, globalInclude, allowGlobal }: MimecastRule): boolean {
  const record = spfValueOf(outcome)?.toLowerCase() ?? ''
  return [include, ...(allowGlobal ? [globalInclude] : [])].some((name) => record.includes(`include:${name.toLowerCase()}`))
}

function toOwnRecord({ look, propagation }: Pick<OwnRecord, 'look' | 'propagation'>): OwnRecord {
  const asked = look.servers.flatMap(({ outcome }) => (outcome === null ? [] : [toAsked(outcome)]))
  return { look, propagation, settled: settle(look, propagation), asked }
}
