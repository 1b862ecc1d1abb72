/** The root servers as the resolver names them (RFC 8109), or why it named none: `no-roots` only where it said so. */
import type { DnsOutcomeKind } from '#core/dns/outcome.ts'
import type { NameServer, NoZoneReason } from '#core/dns/source.ts'
import type { Resolver } from '../resolver.ts'
import type { StopSignal } from '../stop.ts'
import type { DnsServer } from '../upstreams.ts'
import { toAbortSignal } from './abort-signal.ts'
import { toDestinations, toNameServers, toServers } from './destinations.ts'
import type { IsAllowed } from './destinations.ts'
import type { Hosts } from './hosts.ts'

export interface RootServers {
  nameServers: readonly NameServer[]
  servers: readonly DnsServer[]
}

export type RootsFound = { roots: RootServers; why: null } | { roots: null; why: NoZoneReason }

export interface PrimingParts {
  resolver: Pick<Resolver, 'lookupWith'>
  hosts: Hosts
  isAllowed: IsAllowed
  port: number
}

const primingMs = 1500
const maxLifeMs = 24 * 3_600_000

/** `lifeMs`: for how long what was found may be believed. */
export async function findRoots({ resolver, hosts, isAllowed, port }: PrimingParts, signal: StopSignal): Promise<RootsFound & { lifeMs: number }> {
  const { signal: abortSignal, release } = toAbortSignal(signal)
  const names = await resolver.lookupWith({ deadlineMs: primingMs, signal: abortSignal })('.', 'NS')
  release()
  if (names.kind !== 'answer') return { roots: null, why: whyOf[names.kind], lifeMs: 0 }
  const wanted = [...new Set(names.records.map(({ host }) => host))].map((host) => ({ host, addresses: [] }))
  const found = await hosts.find(wanted, { errand: null, zone: null, signal })
  const servers = toServers(toDestinations(found, isAllowed, port))
  if (servers.length > 0) return { roots: { servers, nameServers: toNameServers(found) }, why: null, lifeMs: Math.min(names.ttlSeconds * 1000, maxLifeMs) }
  const isOpen = found.some(({ addresses, why }) => addresses.length === 0 && why !== 'no-address')
  return { roots: null, why: isOpen ? 'timeout' : 'no-roots', lifeMs: 0 }
}

const whyOf: Readonly<Record<Exclude<DnsOutcomeKind, 'answer'>, NoZoneReason>> = {
  nodata: 'no-roots',
  nxdomain: 'no-roots',
  servfail: 'servfail',
  refused: 'refused',
  'other-rcode': 'servfail',
  timeout: 'timeout',
  network: 'network',
  malformed: 'malformed',
  'bad-name': 'malformed',
  aborted: 'aborted',
}
