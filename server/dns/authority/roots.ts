/**
 * Where every walk starts: the root servers that were configured, else those that the resolver names (RFC 8109). None of
 * them is built in. None at all means that from here only resolvers can be asked.
 */
import type { NameServer } from '#core/dns/source.ts'
import type { Resolver } from '../resolver.ts'
import type { StopSignal } from '../stop.ts'
import { formatDnsServer } from '../upstreams.ts'
import type { DnsServer } from '../upstreams.ts'
import { toAbortSignal } from './abort-signal.ts'
import { toDestinations, toNameServers, toServers } from './destinations.ts'
import type { IsAllowed } from './destinations.ts'
import type { Hosts } from './hosts.ts'
import { createShared } from './shared.ts'

export interface RootServers {
  nameServers: readonly NameServer[]
  servers: readonly DnsServer[]
}

export interface Roots {
  /** Null: none can be found, or none answers. */
  find(signal: StopSignal): Promise<RootServers | null>
  /** None of them answered: for a while nobody tries again. */
  noteUnreachable(): void
}

export interface RootsParts {
  given: readonly DnsServer[] | null
  resolver: Pick<Resolver, 'lookupWith'>
  hosts: Hosts
  isAllowed: IsAllowed
  port: number
  now: () => number
}

const retryMs = 30_000
const primingMs = 1500
const maxLifeMs = 24 * 3_600_000

export function createRoots(parts: RootsParts): Roots {
  const { given, isAllowed, now } = parts
  const priming = createShared<RootServers | null>()
  const configured = given === null ? null : toRootServers(given.filter(({ address }) => isAllowed(address)))
  let primed: RootServers | null = null
  let untilMs = -Infinity
  const prime = async (stop: StopSignal): Promise<RootServers | null> => {
    const { roots, lifeMs } = await findRoots(parts, stop)
    // What was broken off says nothing about the roots.
    if (stop.aborted) return roots
    primed = roots
    untilMs = now() + lifeMs
    return roots
  }
  return {
    async find(signal) {
      if (now() < untilMs) return primed
      if (given !== null) return configured
      return priming.join('.', (stop) => ({ done: prime(stop), soFar: () => null }), signal)
    },
    noteUnreachable() {
      primed = null
      untilMs = now() + retryMs
    },
  }
}

function toRootServers(servers: readonly DnsServer[]): RootServers | null {
  if (servers.length === 0) return null
  return { servers, nameServers: servers.map((server) => ({ host: formatDnsServer(server), addresses: [server.address] })) }
}

async function findRoots({ resolver, hosts, isAllowed, port }: RootsParts, signal: StopSignal): Promise<{ roots: RootServers | null; lifeMs: number }> {
  const { signal: abortSignal, release } = toAbortSignal(signal)
  const names = await resolver.lookupWith({ deadlineMs: primingMs, signal: abortSignal })('.', 'NS')
  release()
  if (names.kind !== 'answer') return { roots: null, lifeMs: retryMs }
  const wanted = [...new Set(names.records.map(({ host }) => host))].map((host) => ({ host, addresses: [] }))
  const found = await hosts.find(wanted, { errand: null, zone: null, signal })
  const servers = toServers(toDestinations(found, isAllowed, port))
  if (servers.length === 0) return { roots: null, lifeMs: retryMs }
  return { roots: { servers, nameServers: toNameServers(found) }, lifeMs: Math.min(names.ttlSeconds * 1000, maxLifeMs) }
}
