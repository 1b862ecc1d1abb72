/**
 * The walk from the root down to the zone that holds a name (RFC 1034 §5.3.3), asking each zone's own servers. Within the
 * registries one label at a time (RFC 9156), so that their cuts are learnt one by one; then for the whole name.
 */
import type { NoZoneReason, ZoneCut } from '#core/dns/source.ts'
import { createAttemptLog } from '../attempts.ts'
import type { StopSignal } from '../stop.ts'
import type { DnsServer } from '../upstreams.ts'
import { maxAddresses, toDestinations, toServers } from './destinations.ts'
import type { IsAllowed } from './destinations.ts'
import { askInHedge } from './hedge.ts'
import type { Hosts } from './hosts.ts'
import { isRegistryZone, oneLabelBelow, parentOf } from './names.ts'
import type { Pace } from './pace.ts'
import type { Errand, Heard, Probe } from './probe.ts'
import { readStep } from './referral.ts'
import type { StepReading } from './referral.ts'
import type { Roots } from './roots.ts'
import type { KnownZone, ZoneMemory } from './zone-memory.ts'

export type ZoneFinding = { zone: ZoneCut; noZone: null } | { zone: null; noZone: NoZoneReason }

export interface WalkParts {
  roots: Roots
  hosts: Hosts
  memory: ZoneMemory
  probe: Probe
  pace: Pace
  isAllowed: IsAllowed
  port: number
  now: () => number
}

interface Place extends KnownZone {
  /** Known beforehand for the root only. */
  servers: readonly DnsServer[] | null
}

interface Walk {
  errand: Errand
  signal: StopSignal
}

/** A name has at most 127 labels; nobody's zones are cut so often. */
const maxSteps = 40
const hedgeMs = 400
const stepMs = 1500
const pacedStepMs = 12_000

type Found = { reading: Exclude<StepReading, { kind: 'failed' }> } | { why: NoZoneReason }

export async function walkToZone(name: string, walk: Walk, parts: WalkParts): Promise<ZoneFinding> {
  const remembered = parts.memory.findOf(name)
  if (remembered !== null) return toFinding(remembered)
  let place = await findStart(name, walk, parts)
  if (place === null) return { zone: null, noZone: walk.signal.aborted ? 'aborted' : 'no-roots' }
  /** The deepest name on the way that is known to be no cut. */
  let floor = place.zone
  let goal = name
  /** A zone further down that the server mentioned. */
  let deeper: string | null = null
  const arrive = (at: KnownZone): ZoneFinding => {
    parts.memory.rememberOf(name, at)
    return toFinding(at)
  }
  for (let step = 0; step < maxSteps; step++) {
    if (floor === goal) return arrive(place)
    const isByLabel: boolean = isRegistryZone(place.zone) || deeper !== null
    const asked: string = isByLabel ? oneLabelBelow(floor, goal) : goal
    const found = await askStep(asked, place, walk, parts)
    if ('why' in found) {
      parts.memory.forget(place.zone)
      if (isRegistryZone(place.zone)) return { zone: null, noZone: found.why }
      // Its own servers do not say where a zone below begins: they will be found lame, silent or failed themselves.
      return walk.signal.aborted ? { zone: null, noZone: 'aborted' } : toFinding(place)
    }
    const { reading } = found
    if (reading.kind === 'cut') {
      place = { ...parts.memory.remember(reading.cut, place.zone), servers: null }
      floor = place.zone
      if (deeper === floor) deeper = null
    } else if (reading.kind === 'alias') {
      // RFC 1034 §3.6.2: nothing else is at an alias, so no zone begins there, nor below.
      goal = parentOf(asked)
      if (isByLabel) floor = goal
    } else {
      const { soaOwner, nameExists } = reading
      const isHere = soaOwner === null || soaOwner === place.zone
      // RFC 8020: what does not exist has nothing below it.
      if (isHere && (asked === goal || !nameExists)) return arrive(place)
      if (!isHere && asked !== soaOwner && !isByLabel) deeper = soaOwner
      else floor = asked
    }
  }
  return { zone: null, noZone: 'referral-loop' }
}

function toFinding({ zone, parent, nameServers }: KnownZone): ZoneFinding {
  return { zone: { zone, parent, nameServers }, noZone: null }
}

async function findStart(name: string, { signal }: Walk, { memory, roots }: WalkParts): Promise<Place | null> {
  const known = memory.findAbove(name)
  if (known !== null) return { ...known, servers: null }
  const found = await roots.find(signal)
  return found === null ? null : { zone: '.', parent: '.', ...found }
}

async function askStep(asked: string, place: Place, walk: Walk, parts: WalkParts): Promise<Found> {
  const { errand, signal } = walk
  const zone = isRegistryZone(place.zone) ? null : place.zone
  const servers = place.servers ?? (await findServers(place, walk, parts))
  if (servers.length === 0) return { why: signal.aborted ? 'aborted' : 'no-servers' }
  const log = createAttemptLog(parts.now)
  const question = { name: asked, type: 'NS' as const }
  const { good, bad, open } = await askInHedge({
    order: errand.paced ? byTurn(servers, parts.pace) : servers,
    hedgeMs,
    withinMs: errand.paced ? pacedStepMs : stepMs,
    signal,
    ask: async (server, stop) => toReading(await parts.probe(server, question, { errand, zone, log, signal: stop }), asked, place.zone),
    isGood: ({ reading }) => reading !== null && reading.kind !== 'failed',
  })
  const reading = good?.reading ?? null
  if (reading !== null && reading.kind !== 'failed') return { reading }
  if (signal.aborted) return { why: 'aborted' }
  const whys = [...bad.map(({ why }) => why), ...(open > 0 ? ['timeout' as const] : [])]
  // Nobody up there can be heard from here, by whatever stands between: then resolvers are all there is.
  if (place.zone === '.' && whys.every((why) => why === 'timeout' || why === 'network')) {
    parts.roots.noteUnreachable()
    return { why: 'no-roots' }
  }
  return { why: telling.find((why) => whys.includes(why)) ?? 'timeout' }
}

/** The most telling first. */
const telling: readonly NoZoneReason[] = ['servfail', 'malformed', 'referral-loop', 'refused', 'network', 'timeout', 'busy']

async function findServers(place: Place, { errand, signal }: Walk, { hosts, isAllowed, port }: WalkParts): Promise<readonly DnsServer[]> {
  const isRegistry = isRegistryZone(place.zone)
  const withGlue = place.nameServers.filter(({ addresses }) => addresses.length > 0)
  // A registry's servers are many, and any will do.
  const wanted = isRegistry && withGlue.length > 0 ? withGlue : place.nameServers
  const found = await hosts.find(wanted.slice(0, maxAddresses), { errand, zone: isRegistry ? null : place.zone, signal })
  return toServers(toDestinations(found, isAllowed, port))
}

function byTurn(servers: readonly DnsServer[], pace: Pace): readonly DnsServer[] {
  return [...servers].sort((a, b) => pace.waitMs(a.address) - pace.waitMs(b.address))
}

function toReading(heard: Heard, asked: string, zone: string): { reading: StepReading | null; why: NoZoneReason } {
  if (heard === 'busy' || heard === 'aborted') return { reading: null, why: heard }
  if (heard === 'silent') return { reading: null, why: 'timeout' }
  if (heard.reply === null) return { reading: null, why: heard.conclusion.kind === 'network' ? 'network' : 'malformed' }
  const reading = readStep(heard.reply, { asked, zone })
  return { reading, why: reading.kind === 'failed' ? reading.why : 'timeout' }
}
