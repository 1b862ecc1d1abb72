/**
 * In whose form a zone's records are edited, and what that form wants to be typed: the row of the catalogue that the
 * zone's name servers lead to, made ready for one record. Says so where several rows fit, or none.
 */
import { findDnsHost, type ApexForm, type DnsHost, type DnsHostQuirk } from './dns-hosts.ts'
import type { Confidence, Source } from './source.ts'

export interface HostEntry extends Source {
  key: string
  provider: string
  panelUrl: string
  /** The provider's own menu names; empty where none is known. */
  menu: readonly string[]
  apex: ApexForm
  /**
   * What to type as the host of a record at the zone itself, the likeliest first; '' is an empty field. Empty where the
   * form differs from zone to zone.
   */
  apexHosts: readonly string[]
  apexConfidence: Confidence
  quirks: readonly DnsHostQuirk[]
}

/** `others`: name servers of the zone that belong to nobody in the catalogue. */
export type HostAdvice =
  | { kind: 'match'; host: HostEntry; others: readonly string[] }
  | { kind: 'ambiguous'; hosts: readonly HostEntry[]; others: readonly string[] }
  | { kind: 'unknown'; others: readonly string[] }

/** The name servers must be those of the zone that holds the records. */
export function toHostAdvice(nameServers: readonly string[], zone: string): HostAdvice {
  const found = findDnsHost(nameServers)
  const others = nameServers.filter((name) => findDnsHost([name]).kind === 'unknown')
  switch (found.kind) {
    case 'match':
      return { kind: 'match', host: toEntry(found.host, zone), others }
    case 'ambiguous':
      return { kind: 'ambiguous', hosts: found.hosts.map((host) => toEntry(host, zone)), others }
    case 'unknown':
      return { kind: 'unknown', others }
  }
}

function toEntry({ key, provider, panelUrl, menu, apex, apexConfidence, quirks, source, date, confidence }: DnsHost, zone: string): HostEntry {
  return { key, provider, panelUrl, menu, apex, apexHosts: toApexHosts(apex, zone), apexConfidence, quirks, source, date, confidence }
}

function toApexHosts(apex: ApexForm, zone: string): readonly string[] {
  switch (apex) {
    case 'at':
      return ['@']
    case 'blank':
      return ['']
    case 'at-or-blank':
      return ['@', '']
    case 'domain':
      return [zone]
    case 'domain-or-blank':
      return [zone, '']
    case 'domain-with-dot':
      return [`${zone}.`]
    case 'varies':
      return []
  }
}
