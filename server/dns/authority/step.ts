/** One step of the walk: which name servers a name has, asked of any server of the zone above it. */
import type { NoZoneReason } from '#core/dns/source.ts'
import { createAttemptLog } from '../attempts.ts'
import type { StopSignal } from '../stop.ts'
import type { DnsServer } from '../upstreams.ts'
import { maxHosts, toDestinations, toServers } from './destinations.ts'
import type { IsAllowed } from './destinations.ts'
import { askInHedge } from './hedge.ts'
import type { Hosts } from './hosts.ts'
import { isRegistryZone } from './names.ts'
import type { Pace } from './pace.ts'
import type { Errand, Heard, Probe } from './probe.ts'
import { readStep } from './referral.ts'
import type { StepReading } from './referral.ts'
import type { Roots } from './roots.ts'
import { createShared } from './shared.ts'
import type { KnownZone } from './zone-memory.ts'

export interface StepParts {
  roots: Roots
  hosts: Hosts
  probe: Probe
  pace: Pace
  isAllowed: IsAllowed
  port: number
  now: () => number
}

export interface Walk {
  errand: Errand
  signal: StopSignal
}

/** A zone on the way. */
export interface Place extends KnownZone {
  /** Known beforehand for the root only, whose servers may have ports of their own. */
  servers: readonly DnsServer[] | null
}

export type StepFound = { reading: Exclude<StepReading, { kind: 'failed' }> } | { why: NoZoneReason }

const inAHurry = { hedgeMs: 400, withinMs: 1500 }
/** Who waits in line does so for as long as he likes: that is no silence of the servers. */
const inNoHurry = { hedgeMs: 2500, withinMs: null }

export type AskStep = (asked: string, place: Place, walk: Walk) => Promise<StepFound>

/** Walks to names of one zone take the same first steps: those that are taken at once are one. */
export function createSteps(parts: StepParts): { ask: AskStep; close(): Promise<void> } {
  const shared = createShared<StepFound>()
  return {
    ask: (asked, place, { errand, signal }) =>
      shared.join(
        `${place.zone} ${asked} ${errand.paced}`,
        (stop) => ({ done: askStep(asked, place, { errand, signal: stop }, parts), soFar: () => ({ why: 'aborted' }) }),
        signal,
      ),
    close: () => shared.close(),
  }
}

async function askStep(asked: string, place: Place, walk: Walk, parts: StepParts): Promise<StepFound> {
  const { errand, signal } = walk
  const zone = toCharged(place)
  const servers = place.servers ?? (await findServers(place, walk, parts))
  if (servers.length === 0) return { why: signal.aborted ? 'aborted' : 'no-servers' }
  const log = createAttemptLog(parts.now)
  const { good, bad, open } = await askInHedge({
    order: errand.paced ? byTurn(servers, parts.pace) : servers,
    ...(errand.paced ? inNoHurry : inAHurry),
    signal,
    ask: async (server, stop) => {
      const heard = await parts.probe(server, { name: asked, type: 'NS' }, { errand, zone, log, signal: stop })
      return toStepFound(heard, asked, place.zone)
    },
    isGood: (found) => 'reading' in found,
  })
  if (good !== null) {
    parts.roots.noteHeard()
    return good
  }
  if (signal.aborted) return { why: 'aborted' }
  const whys = bad.flatMap((found) => ('why' in found ? [found.why] : []))
  if (open > 0) whys.push('timeout')
  // That no root can be heard from here, by whatever stands between, means that resolvers are all there is.
  const noRoots = place.zone === '.' ? parts.roots.judgeFailure(whys) : null
  return { why: noRoots ?? telling.find((why) => whys.includes(why)) ?? 'timeout' }
}

/** The most telling first. */
const telling: readonly NoZoneReason[] = ['servfail', 'malformed', 'referral-loop', 'refused', 'network', 'timeout', 'busy']

function toCharged({ zone }: KnownZone): string | null {
  return isRegistryZone(zone) ? null : zone
}

async function findServers(place: Place, { errand, signal }: Walk, { hosts, isAllowed, port }: StepParts): Promise<readonly DnsServer[]> {
  const zone = toCharged(place)
  const withGlue = place.nameServers.filter(({ addresses }) => addresses.length > 0)
  // A registry's servers are many, and any will do.
  const wanted = zone === null && withGlue.length > 0 ? withGlue : place.nameServers
  const found = await hosts.find(wanted.slice(0, maxHosts), { errand, zone, isOwn: place.isOwn === true, signal })
  return toServers(toDestinations(found, isAllowed, port))
}

function byTurn(servers: readonly DnsServer[], pace: Pace): readonly DnsServer[] {
  return [...servers].sort((a, b) => pace.waitMs(a.address) - pace.waitMs(b.address))
}

function toStepFound(heard: Heard, asked: string, zone: string): StepFound {
  if (heard === 'busy' || heard === 'aborted') return { why: heard }
  if (heard === 'silent') return { why: 'timeout' }
  if (heard.reply === null) return { why: heard.conclusion.kind === 'network' ? 'network' : 'malformed' }
  const reading = readStep(heard.reply, { asked, zone })
  return reading.kind === 'failed' ? { why: reading.why } : { reading }
}
