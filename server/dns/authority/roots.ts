/**
 * Where every walk starts: the root servers that were configured, else those that the resolver names (RFC 8109). None of
 * them is built in. None at all means that from here only resolvers can be asked; but once a root has been heard, a bad
 * moment there is a failure like any other, so that no resolver is asked in its place.
 */
import type { NoZoneReason } from '#core/dns/source.ts'
import type { StopSignal } from '../stop.ts'
import { formatDnsServer } from '../upstreams.ts'
import type { DnsServer } from '../upstreams.ts'
import { findRoots } from './priming.ts'
import type { PrimingParts, RootsFound } from './priming.ts'
import { createShared } from './shared.ts'

export interface Roots {
  find(signal: StopSignal): Promise<RootsFound>
  /** A root, or a server of a zone below, has told the way on: from here they can be asked. */
  noteHeard(): void
  /** None of them told the way on, for these reasons. `no-roots`, and for a while nobody tries again; null: the reasons stand. */
  judgeFailure(whys: readonly NoZoneReason[]): 'no-roots' | null
}

export interface RootsParts extends PrimingParts {
  given: readonly DnsServer[] | null
  now: () => number
}

const retryMs = 30_000
/** After a bad moment of the resolver. */
const soonMs = 5000
const none: RootsFound = { roots: null, why: 'no-roots' }

export function createRoots(parts: RootsParts): Roots {
  const { given, isAllowed, now } = parts
  const priming = createShared<RootsFound>()
  const configured = given === null ? none : toConfigured(given.filter(({ address }) => isAllowed(address)))
  let held: RootsFound = none
  let untilMs = -Infinity
  let isHeard = false
  const hold = (found: RootsFound, lifeMs: number): RootsFound => {
    held = found
    untilMs = now() + lifeMs
    return found
  }
  const prime = async (stop: StopSignal): Promise<RootsFound> => {
    const { lifeMs, ...found } = await findRoots(parts, stop)
    // What was broken off says nothing about the roots.
    if (stop.aborted) return found
    if (found.roots !== null) return hold(found, lifeMs)
    if (isHeard) return hold(held.roots === null ? found : held, soonMs)
    // A resolver that does not tell the roots may still tell everything else, and until one was heard nobody knows better.
    return hold(none, found.why === 'no-roots' ? retryMs : soonMs)
  }
  return {
    async find(signal) {
      if (now() < untilMs) return held
      if (given !== null) return configured
      return priming.join('.', (stop) => ({ done: prime(stop), soFar: (why) => ({ roots: null, why }) }), signal)
    },
    noteHeard() {
      if (isHeard) return
      isHeard = true
      // Another walk may have given them up a moment ago.
      if (held.roots === null) untilMs = -Infinity
    },
    judgeFailure(whys) {
      if (isHeard || whys.includes('busy')) return null
      // A root of somebody's own choice that refuses is his to mend.
      if (given !== null && whys.some((why) => why !== 'timeout' && why !== 'network')) return null
      hold(none, retryMs)
      return 'no-roots'
    },
  }
}

function toConfigured(servers: readonly DnsServer[]): RootsFound {
  if (servers.length === 0) return none
  const nameServers = servers.map((server) => ({ host: formatDnsServer(server), addresses: [server.address] }))
  return { roots: { servers, nameServers }, why: null }
}
