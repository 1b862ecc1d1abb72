/** DNS as it would be with one record published: the domain's SPF record is another, everything else is as it is. */
import { sameHost } from '../dns/names.ts'
import type { DnsOutcome, Lookup, TxtRecord } from '../dns/outcome.ts'
import { toStrings } from './render.ts'
import { isSpfRecord } from './select.ts'

export function withPublished(lookup: Lookup, domain: string, record: string): Lookup {
  return async (name, type) => {
    const live = await lookup(name, type)
    if (type !== 'TXT' || !sameHost(name, domain)) return live
    // The type asked for is TXT, and so is that of the answer.
    return publish(live as DnsOutcome<'TXT'>, record) as typeof live
  }
}

/** All SPF records go, other texts stay. Where the domain could not be asked, publishing is taken to have worked. */
function publish(live: DnsOutcome<'TXT'>, record: string): DnsOutcome<'TXT'> {
  const others = live.kind === 'answer' ? live.records.filter(({ text }) => !isSpfRecord(text)) : []
  const { name, type, server, transport, rttMs, cached, ageSeconds, attempts, raw } = live
  const meta = { name, type, server, transport, rttMs, cached, ageSeconds, attempts, raw }
  return { ...meta, kind: 'answer', records: [...others, toTxtRecord(record)], ttlSeconds: 0, cnames: [] }
}

function toTxtRecord(text: string): TxtRecord {
  const strings = toStrings(text).map((one) => Uint8Array.from(one, (char) => char.charCodeAt(0)))
  return { strings, text, ascii: /^[\x20-\x7e]*$/.test(text) }
}
