/**
 * From an answer to the record in it (RFC 7208 §4.4, §4.5). Pure; what the reading means for the check (no record, or an
 * error) is for the caller to say.
 */
import { spfView, type DnsOutcome } from '../dns/outcome.ts'
import { parseSpf } from './parse.ts'
import type { SpfRecord } from './record.ts'
import { isSpfRecord } from './select.ts'

export type Reading =
  | { kind: 'record'; text: string; record: SpfRecord }
  | { kind: 'syntax-error'; text: string }
  | { kind: 'unavailable' | 'none' | 'several'; text: null }

export type ReadRecord = (outcome: DnsOutcome<'TXT'>) => Reading

/** For one check: asking ahead and evaluating read each answer once between them. */
export function createReader(): ReadRecord {
  const readings = new Map<DnsOutcome<'TXT'>, Reading>()
  return (outcome) => {
    const known = readings.get(outcome)
    if (known !== undefined) return known
    const reading = readRecord(outcome)
    readings.set(outcome, reading)
    return reading
  }
}

export function readRecord(outcome: DnsOutcome<'TXT'>): Reading {
  if (spfView(outcome) === 'temperror') return { kind: 'unavailable', text: null }
  const texts = outcome.kind === 'answer' ? outcome.records.map(({ text }) => text) : []
  const [text, ...others] = texts.filter(isSpfRecord)
  if (text === undefined) return { kind: 'none', text: null }
  if (others.length > 0) return { kind: 'several', text: null }
  // §4.6: an error anywhere in the record ends the check before any term is looked at.
  const parsed = parseSpf(text)
  return parsed.ok ? { kind: 'record', text, record: parsed.record } : { kind: 'syntax-error', text }
}
