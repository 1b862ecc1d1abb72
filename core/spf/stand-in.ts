/**
 * One address that speaks for a service: the first host of the first `ip4` term of its own record, else of the records
 * that this one includes or redirects to, in their order. Its `ip6` terms come last. A choice for showing, not a verdict.
 */
import type { StandIn, StandInProblem } from '../contract/what-if.ts'
import { canonicalHost } from '../dns/names.ts'
import type { Lookup } from '../dns/outcome.ts'
import { formatIp } from './ip.ts'
import { maxLookups } from './limits.ts'
import { toQueryName } from './macro.ts'
import { readRecord } from './read-record.ts'
import { isDirective, toPlainText, type Directive, type IpAddress, type MacroString, type SpfRecord, type Term } from './record.ts'

export type FoundStandIn = { standIn: StandIn } | { problem: StandInProblem }

export async function lookupStandIn(host: string, lookup: Lookup): Promise<FoundStandIn> {
  const read: Array<{ domain: string; record: SpfRecord }> = []
  const asked = new Set<string>()
  let isAllAsked = true
  const waiting = [host]
  // As many records as a receiver would follow.
  for (let next = waiting.shift(); next !== undefined && asked.size < maxLookups; next = waiting.shift()) {
    const domain = canonicalHost(next)
    if (asked.has(domain)) continue
    asked.add(domain)
    const reading = readRecord(await lookup(toQueryName(domain), 'TXT'))
    if (reading.kind === 'unavailable') isAllAsked = false
    if (reading.kind !== 'record') continue
    const standIn = findNetwork(reading.record, domain, 'ip4')
    if (standIn !== null) return { standIn }
    read.push({ domain, record: reading.record })
    waiting.unshift(...toTargets(reading.record))
  }
  for (const { domain, record } of read) {
    const standIn = findNetwork(record, domain, 'ip6')
    if (standIn !== null) return { standIn }
  }
  return { problem: isAllAsked ? 'no-address' : 'unavailable' }
}

function findNetwork(record: SpfRecord, domain: string, kind: 'ip4' | 'ip6'): StandIn | null {
  const isWanted = ({ qualifier, mechanism }: Directive): boolean => qualifier === '+' && mechanism.kind === kind
  const term = record.terms.filter(isDirective).find(isWanted)
  if (term === undefined || (term.mechanism.kind !== 'ip4' && term.mechanism.kind !== 'ip6')) return null
  return { ip: formatIp(toFirstHost(term.mechanism.network, term.mechanism.prefixLength)), from: { domain, term: term.text } }
}

/** The first address that a host may have: the network's own is none, where it has four or more. */
function toFirstHost({ family, octets }: IpAddress, prefixLength: number): IpAddress {
  const last = octets.length - 1
  const masked = octets.map((octet, i) => octet & (0xff00 >> Math.min(Math.max(prefixLength - 8 * i, 0), 8)) & 0xff)
  if (prefixLength <= 8 * octets.length - 2) masked[last] = (masked[last] ?? 0) + 1
  return { family, octets: masked }
}

/** Names that only a message could tell are passed over. */
function toTargets(record: SpfRecord): string[] {
  return record.terms.flatMap((term) => {
    const target = toTarget(term)
    const host = target === null ? null : toPlainText(target)
    return host === null ? [] : [host]
  })
}

function toTarget(term: Term): MacroString | null {
  if (term.type === 'modifier') return term.kind === 'redirect' ? term.value : null
  return term.mechanism.kind === 'include' && term.qualifier === '+' ? term.mechanism.target : null
}
