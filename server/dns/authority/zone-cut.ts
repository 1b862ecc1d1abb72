/**
 * The walk from the root down to the zone that holds a name (RFC 1034 §5.3.3), asking each zone's own servers. Within the
 * registries one label at a time (RFC 9156), so that their cuts are learnt one by one; then for the whole name.
 */
import type { NoZoneReason, ZoneCut } from '#core/dns/source.ts'
import { isRegistryZone, oneLabelBelow, parentOf } from './names.ts'
import { withOwnHosts } from './own-hosts.ts'
import type { StepReading } from './referral.ts'
import type { AskStep, Place, StepParts, Walk } from './step.ts'
import type { KnownZone, ZoneMemory } from './zone-memory.ts'

export type ZoneFinding = { zone: ZoneCut; noZone: null } | { zone: null; noZone: NoZoneReason }

export interface WalkParts extends Pick<StepParts, 'roots'> {
  askStep: AskStep
  memory: ZoneMemory
}

/** `isExact`: the name lies in that very zone; else it may lie in one further down. */
export interface NearFinding {
  finding: ZoneFinding
  isExact: boolean
}

/** Where the walk stands and what it still looks for. */
interface Way {
  place: Place
  /** The deepest name on the way that is known to begin no zone, or the zone's own. */
  floor: string
  goal: string
  /** A zone further down that a server spoke of. */
  hint: string | null
  /** Next the whole name, also within a registry. */
  isWhole: boolean
}

/** A name has at most 127 labels, and nobody's zones are cut so often. */
const maxSteps = 40

export async function walkToZone(name: string, walk: Walk, parts: WalkParts): Promise<ZoneFinding> {
  return (await walkDown(name, walk, parts, () => false)).finding
}

/** No further than into a zone of somebody's own: whether a zone further down holds the name, its servers say themselves when they are asked. */
export function walkNear(name: string, walk: Walk, parts: WalkParts): Promise<NearFinding> {
  return walkDown(name, walk, parts, ({ zone }) => !isRegistryZone(zone) && !parts.memory.hadCutBelow(zone, name))
}

async function walkDown(name: string, walk: Walk, parts: WalkParts, isEnough: (place: Place) => boolean): Promise<NearFinding> {
  const { memory } = parts
  const remembered = memory.findOf(name)
  if (remembered !== null) return toExact(toFinding(remembered))
  const start = await findStart(name, walk, parts)
  if ('why' in start) return toExact(toNone(walk.signal.aborted ? 'aborted' : start.why))
  let way: Way | null = { place: start, floor: start.zone, goal: name, hint: null, isWhole: false }
  let { place } = way
  for (let steps = 0; way !== null && way.floor !== way.goal; steps++) {
    if (isEnough(place)) return { finding: toFinding(place), isExact: false }
    if (steps === maxSteps) return toExact(toNone('referral-loop'))
    const isByLabel: boolean = !way.isWhole && (isRegistryZone(place.zone) || way.hint !== null)
    const asked: string = isByLabel ? oneLabelBelow(way.floor, way.goal) : way.goal
    const found = await parts.askStep(asked, place, walk)
    if ('why' in found) return toExact(toStranded(place, found.why, memory))
    if (found.reading.kind === 'cut') {
      const { cut } = found.reading
      const known = await withOwnHosts(cut, place.zone, walk, parts.askStep)
      if (walk.signal.aborted) return toExact(toNone('aborted'))
      memory.remember(known, cut.ttlSeconds)
      way = enter(way, known)
    } else way = goOn(way, asked, isByLabel, found.reading)
    if (way !== null) ({ place } = way)
  }
  memory.rememberOf(name, place)
  return toExact(toFinding(place))
}

function toExact(finding: ZoneFinding): NearFinding {
  return { finding, isExact: true }
}

function toFinding({ zone, parent, nameServers, differs, isOwn }: KnownZone): ZoneFinding {
  return { zone: { zone, parent, nameServers, ...(differs && { differs }), ...(isOwn && { isOwn }) }, noZone: null }
}

function toNone(noZone: NoZoneReason): ZoneFinding {
  return { zone: null, noZone }
}

async function findStart(name: string, { signal }: Walk, { memory, roots }: WalkParts): Promise<Place | { why: NoZoneReason }> {
  const known = memory.findAbove(name)
  if (known !== null) return { ...known, servers: null }
  const { roots: found, why } = await roots.find(signal)
  return found === null ? { why } : { zone: '.', parent: '.', ...found }
}

function enter({ goal, hint }: Way, known: KnownZone): Way {
  return { place: { ...known, servers: null }, floor: known.zone, goal, hint: hint === known.zone ? null : hint, isWhole: false }
}

/** Null when the walk has arrived: the name lies in the zone where it stands. */
function goOn(way: Way, asked: string, isByLabel: boolean, reading: Exclude<StepReading, { kind: 'failed' | 'cut' }>): Way | null {
  const { place, goal } = way
  switch (reading.kind) {
    case 'alias': {
      // RFC 1034 §3.6.2: beside an alias there is nothing else, so no zone begins at it, nor below.
      const above = parentOf(asked)
      return { ...way, goal: above, floor: isByLabel ? above : way.floor }
    }
    case 'inside': {
      const isHere = reading.soaOwner === null || reading.soaOwner === place.zone
      if (isHere && asked === goal) return null
      // Below what does not exist there is nothing (RFC 8020); but some say so of names that have names below (RFC 9156 §3).
      if (isHere && !reading.nameExists) return { ...way, floor: asked, isWhole: true }
      const isFurtherDown = !isHere && !isByLabel && reading.soaOwner !== asked
      return isFurtherDown ? { ...way, hint: reading.soaOwner } : { ...way, floor: asked }
    }
  }
}

/**
 * Nobody told the way on. From a registry there is none then; a customer's own servers are found lame, silent or
 * failed by whoever asks them next, which says more than that their zone could not be found.
 */
function toStranded(place: Place, why: NoZoneReason, memory: ZoneMemory): ZoneFinding {
  if (why === 'aborted') return toNone(why)
  memory.forget(place.zone)
  return isRegistryZone(place.zone) ? toNone(why) : toFinding(place)
}
