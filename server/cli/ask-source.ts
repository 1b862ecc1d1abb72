/**
 * How `connect-check` asks: the domain's own name servers first, as the server does, so that no resolver is made to
 * remember "there is none"; or one server alone, where somebody wants to know what that one says.
 */
import type { SpfAsked } from '#core/contract/spf.ts'
import type { Lookup } from '#core/dns/outcome.ts'
import type { Settled } from '#core/dns/settle.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import type { readDnsConfig } from '../config.ts'
import { createAuthority } from '../dns/authority/authority.ts'
import { createResolver } from '../dns/resolver.ts'
import { systemDnsServers, type DnsServer } from '../dns/upstreams.ts'
import { createZoneLookup } from '../source/zone-lookup.ts'
import { spfOrContentOf, spfValueOf, toOwnRecord, toOwnWish } from '../spf-check/own-record.ts'

export interface Asking {
  lookup: Lookup
  own?: Settled<'TXT'>
  /** What was asked before the check itself. */
  asked: readonly SpfAsked[]
  /** Where the domain's zone begins; null where nobody has told. */
  zone: string | null
  close: () => Promise<void>
}

export function askAlone(server: DnsServer): Asking {
  const resolver = createResolver({ upstreams: [server] })
  return { lookup: resolver.lookup, asked: [], zone: null, close: () => resolver.close() }
}

export interface SourceWish {
  domain: string
  rule: MimecastRule
  /** For the domain's own record. */
  withinMs: number
}

export async function askSource({ domain, rule, withinMs }: SourceWish, config: ReturnType<typeof readDnsConfig>): Promise<Asking> {
  const upstreams = config.dnsServers ?? systemDnsServers()
  const resolver = createResolver({ upstreams })
  const authority = createAuthority({
    resolver, resolvers: upstreams, roots: config.dnsRoots, allowLoopback: config.allowLoopbackTargets,
    ...(config.dnsAuthorityPort === null ? {} : { port: config.dnsAuthorityPort }),
  })
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), withinMs)
  const { look, settled, asked } = toOwnRecord(await authority.lookEverywhere(domain, 'TXT', spfValueOf, { ...toOwnWish(rule), signal: patience.signal }))
  clearTimeout(timer)
  const close = async (): Promise<void> => {
    await authority.close()
    await resolver.close()
  }
  return { lookup: createZoneLookup({ authority, lookup: resolver.lookup, domain, wish: {}, compareBy: spfOrContentOf }), own: settled, asked, zone: look.zone?.zone ?? null, close }
}
