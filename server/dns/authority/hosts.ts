/** The addresses of name server hosts that came without glue, asked of the resolver and remembered for a minute at most. */
import { LRUCache } from 'lru-cache'
import { isAtOrBelow } from '#core/dns/names.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { NameServer } from '#core/dns/source.ts'
import type { Resolver } from '../resolver.ts'
import type { StopSignal } from '../stop.ts'
import { toAbortSignal } from './abort-signal.ts'
import type { Budgets } from './budgets.ts'
import type { Errand } from './probe.ts'

export interface FoundHost extends NameServer {
  /** Why there is no address; of no meaning when there is one. */
  why: 'no-address' | 'failed' | 'busy'
}

export interface Hosts {
  /** Glue is taken as it is. Never more than a second or two. Without an errand it is on nobody's budget. */
  find(nameServers: readonly NameServer[], wish: HostsWish): Promise<readonly FoundHost[]>
}

export interface HostsWish {
  errand: Errand | null
  zone: string | null
  /** As in `ZoneCut`. */
  isOwn?: boolean
  signal: StopSignal
}

/** `servfail`: the resolver said so. */
interface AskedHost extends NameServer {
  why: FoundHost['why'] | 'servfail'
}

const lifeMs = 60_000
const patienceMs = 1500

export function createHosts(parts: { resolver: Pick<Resolver, 'lookupWith'>; budgets: Budgets; now: () => number }): Hosts {
  const known = new LRUCache<string, { found: AskedHost; untilMs: number }>({ max: 2000 })
  const findOne = async ({ host, addresses }: NameServer, errand: Errand | null, zone: string | null, signal: StopSignal): Promise<AskedHost> => {
    if (addresses.length > 0) return { host, addresses, why: 'no-address' }
    const remembered = known.get(host)
    if (remembered !== undefined && parts.now() < remembered.untilMs) return remembered.found
    const isPaid = errand === null || parts.budgets.take({ account: errand.account, zone, purse: errand.purse })
    if (!isPaid) return { host, addresses: [], why: 'busy' }
    const [a, aaaa] = await lookupBoth(host, parts.resolver, signal)
    const outcomes = [a, aaaa]
    const found: AskedHost = { host, addresses: [...addressesOf(a), ...addressesOf(aaaa)], why: whyNone(outcomes) }
    const isKnown = found.addresses.length > 0 || found.why === 'no-address'
    if (isKnown) known.set(host, { found, untilMs: parts.now() + Math.min(lifeMs, ...outcomes.map(lifeOf)) })
    return found
  }
  return {
    async find(nameServers, { errand, zone, isOwn = false, signal }) {
      const found = await Promise.all(nameServers.map((one) => findOne(one, errand, zone, signal)))
      const isUnreachable = zone !== null && !isOwn && isClosed(nameServers, zone) && found.every(({ addresses }) => addresses.length === 0)
      // No resolver will ever find such an address: that it fails is no bad moment of its own.
      return found.map((one) => ({ ...one, why: one.why !== 'servfail' ? one.why : isUnreachable ? 'no-address' : 'failed' }))
    },
  }
}

/** RFC 9471 §3.1: the addresses of hosts that all lie in their own zone are known to its servers only, unless the parent tells. */
function isClosed(nameServers: readonly NameServer[], zone: string): boolean {
  return nameServers.every(({ host, addresses }) => addresses.length === 0 && isAtOrBelow(host, zone))
}

/** Silence, or a network that is down, is never the name server's. */
function whyNone(outcomes: readonly DnsOutcome[]): AskedHost['why'] {
  if (outcomes.every(isNone)) return 'no-address'
  return outcomes.every((outcome) => isNone(outcome) || outcome.kind === 'servfail') ? 'servfail' : 'failed'
}

async function lookupBoth(host: string, resolver: Pick<Resolver, 'lookupWith'>, stop: StopSignal) {
  const { signal, release } = toAbortSignal(stop)
  const lookup = resolver.lookupWith({ deadlineMs: patienceMs, signal })
  const both = await Promise.all([lookup(host, 'A'), lookup(host, 'AAAA')])
  release()
  return both
}

function addressesOf(outcome: DnsOutcome<'A'> | DnsOutcome<'AAAA'>): readonly string[] {
  return outcome.kind === 'answer' ? outcome.records.map(({ address }) => address) : []
}

function isNone({ kind }: DnsOutcome): boolean {
  return kind === 'nodata' || kind === 'nxdomain'
}

function lifeOf(outcome: DnsOutcome): number {
  return outcome.kind === 'answer' ? outcome.ttlSeconds * 1000 : lifeMs
}
