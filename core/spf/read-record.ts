/**
 * From an answer to the record in it (RFC 7208 §4.4, §4.5). Pure; what the reading means for the check (no record, or an
 * error) is for the caller to say.
 */
import { spfView, type DnsOutcome } from '../dns/outcome.ts'
import { parseSpf } from './parse.ts'
import type { SpfRecord } from './record.ts'
import { isSpfRecord } from './select.ts'
import { withMemory } from './with-memory.ts'

export type Reading =
  | { kind: 'record'; text: string; record: SpfRecord }
  | { kind: 'syntax-error'; text: string }
  | { kind: 'unavailable' | 'none' | 'several'; text: null }

export function readRecord(outcome: DnsOutcome<'TXT'>): Reading {
  if (outcome.kind !== 'answer') return { kind: spfView(outcome) === 'temperror' ? 'unavailable' : 'none', text: null }
  let found: string | null = null
  for (const { text } of outcome.records) {
    if (!isSpfRecord(text)) continue
    if (found !== null) return { kind: 'several', text: null }
    found = text
  }
  return found === null ? { kind: 'none', text: null } : readText(found)
}

export type ReadRecord = (outcome: DnsOutcome<'TXT'>) => Reading

/** For one check, in which many terms may lead to the same answer: long records, too, are read once. */
export function createReader(): ReadRecord {
  let long: Map<DnsOutcome<'TXT'>, Reading> | null = null
  return (outcome) => {
    const known = long?.get(outcome)
    if (known !== undefined) return known
    const reading = readRecord(outcome)
    if (reading.text !== null && reading.text.length > memory.longest) (long ??= new Map()).set(outcome, reading)
    return reading
  }
}

/** Some hundreds of ordinary records. A long one is rare, and its terms would take the room of many. */
const memory = { characters: 65_536, longest: 1024 }

/** §4.6: an error anywhere in the record ends the check before any term is looked at. */
const readText = withMemory((text): Reading => {
  const parsed = parseSpf(text)
  return parsed.ok ? { kind: 'record', text, record: parsed.record } : { kind: 'syntax-error', text }
}, memory)
