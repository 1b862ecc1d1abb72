/** The domain's own record as source and resolvers gave it, before anything is judged. */
import type { SpfAsked } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { settle, type Settled } from '#core/dns/settle.ts'
import { contentOf, type Propagation, type SourceLook } from '#core/dns/source.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { selectSpf } from '#core/spf/select.ts'
import { toAsked } from './asked-log.ts'

export interface OwnRecord {
  look: SourceLook<'TXT'>
  propagation: Propagation<'TXT'>
  settled: Settled<'TXT'>
  asked: SpfAsked[]
}

/** What of a TXT answer SPF goes by: the records in no order; null where there are none (RFC 7208 §4.5). */
export function spfValueOf(outcome: DnsOutcome): string | null {
  if (outcome.kind !== 'answer') return null
  const { records } = selectSpf(outcome.records.flatMap((record) => ('text' in record ? record.text : [])))
  return records.length === 0 ? null : records.sort().join('\n')
}

/** What of any answer SPF goes by: where there is no SPF record, a text can still be an explanation (RFC 7208 §6.2). */
export function spfOrContentOf(outcome: DnsOutcome): string | null {
  return spfValueOf(outcome) ?? contentOf(outcome)
}

/** What resolvers shall have is a record that names Mimecast: asked about an old one, they would keep it for another TTL. */
export function toOwnWish({ include, globalInclude, allowGlobal }: MimecastRule): { serials: true; isRight: (outcome: DnsOutcome<'TXT'>) => boolean } {
  const names = [include, ...(allowGlobal ? [globalInclude] : [])].map((name) => `include:${name.toLowerCase()}`)
  const isRight = (outcome: DnsOutcome<'TXT'>): boolean => {
    const record = spfValueOf(outcome)?.toLowerCase() ?? ''
    return names.some((name) => record.includes(name))
  }
  return { serials: true, isRight }
}

export function toOwnRecord({ look, propagation }: Pick<OwnRecord, 'look' | 'propagation'>): OwnRecord {
  const asked = look.servers.flatMap(({ outcome }) => (outcome === null ? [] : [toAsked(outcome)]))
  return { look, propagation, settled: settle(look, propagation), asked }
}
