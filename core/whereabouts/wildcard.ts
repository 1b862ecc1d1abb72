/** Whether an answer was made by a wildcard (RFC 4592): told by asking for a sibling that nobody can have published. */
import type { DnsOutcome } from '../dns/outcome.ts'

/** `control` is the answer for the sibling. Where it could not be asked nothing is known, and this says false. */
export function isWildcardAnswer(control: DnsOutcome, outcome: DnsOutcome): boolean {
  const said = toSaid(outcome)
  return said !== null && said === toSaid(control)
}

/** Null for "nothing there": every name of a zone may say that without a wildcard. */
function toSaid(outcome: DnsOutcome): string | null {
  if (outcome.kind !== 'answer' && outcome.kind !== 'nodata' && outcome.kind !== 'nxdomain') return null
  const records = outcome.kind === 'answer' ? outcome.records.map(toText).sort() : []
  return records.length === 0 && outcome.cnames.length === 0 ? null : JSON.stringify([outcome.cnames, records])
}

/** The strings of a text may be cut anew by whoever answers; what they say together counts. */
function toText(record: object): string {
  return 'text' in record ? String(record.text) : JSON.stringify(record)
}
