/**
 * Which provider runs a zone, told by the names of its name servers, and what that provider's form wants to be typed.
 * The rows are in dns-host-rows.ts; the sentences about quirks are in `core/messages/en/dns-hosts.ts`.
 */
import { dnsHosts } from './dns-host-rows.ts'
import type { Confidence, Source } from './source.ts'

/** What to type as the host of a record at the domain itself. */
export type ApexForm = 'at' | 'blank' | 'at-or-blank' | 'domain' | 'domain-or-blank' | 'domain-with-dot' | 'varies'

export const dnsHostQuirks = [
  'one-set-per-name',
  'quote-values',
  'split-at-255',
  'targets-need-dot',
  'own-type-for-spf',
  'name-with-final-dot',
  'no-delegation',
] as const
export type DnsHostQuirk = (typeof dnsHostQuirks)[number]

export interface DnsHost extends Source {
  key: string
  provider: string
  /** `#` stands for digits, `*` for anything. */
  nameServers: readonly string[]
  panelUrl: string
  /** The provider's own menu names; empty where none was found. */
  menu: readonly string[]
  apex: ApexForm
  /** The apex form is often less certain than the rest of the row. */
  apexConfidence: Confidence
  quirks: readonly DnsHostQuirk[]
}

export type DnsHostMatch = { kind: 'match'; host: DnsHost } | { kind: 'ambiguous'; hosts: readonly DnsHost[] } | { kind: 'unknown' }

/** The name servers must be those of the zone that holds the records: the registrar may be somebody else. */
export function findDnsHost(nameServers: readonly string[]): DnsHostMatch {
  const perServer = nameServers.map(hostsOf).filter((hosts) => hosts.length > 0)
  const everyone = [...new Set(perServer.flat())]
  const common = everyone.filter((host) => perServer.every((hosts) => hosts.includes(host)))
  const [only] = common.length === 1 ? common : everyone
  if (only === undefined) return { kind: 'unknown' }
  return common.length === 1 || everyone.length === 1 ? { kind: 'match', host: only } : { kind: 'ambiguous', hosts: everyone }
}

const matchers = dnsHosts.map((host) => ({ host, patterns: host.nameServers.map(toPattern) }))

function toPattern(nameServer: string): RegExp {
  const source = nameServer.replace(/[.]/gu, '\\.').replace(/#/gu, '\\d+').replace(/\*/gu, '[a-z0-9.-]+')
  return new RegExp(`^${source}$`, 'u')
}

function hostsOf(nameServer: string): DnsHost[] {
  const name = nameServer.trim().toLowerCase().replace(/\.$/u, '').slice(0, 253)
  return matchers.filter(({ patterns }) => patterns.some((pattern) => pattern.test(name))).map(({ host }) => host)
}
