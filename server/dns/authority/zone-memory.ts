/** Which zones were found, and for how long that may be believed: a customer's own for a minute at most, since it is about to change. */
import { LRUCache } from 'lru-cache'
import type { ZoneCut } from '#core/dns/source.ts'
import { isRegistryZone, parentOf } from './names.ts'

export type KnownZone = ZoneCut

export interface ZoneMemory {
  /** The deepest zone known at or above the name; null: start at the root. */
  findAbove(name: string): KnownZone | null
  /** Whether a zone below that one and at or above the name was known lately, and may still be there. */
  hadCutBelow(zone: string, name: string): boolean
  remember(known: KnownZone, ttlSeconds: number): void
  forget(zone: string): void
  /** In which zone the name itself lies. */
  findOf(name: string): KnownZone | null
  rememberOf(name: string, zone: KnownZone): void
}

const registryMs = 3_600_000
const ownMs = 60_000
const maxZones = 5000

interface Entry {
  known: KnownZone
  untilMs: number
}

export function createZoneMemory(now: () => number): ZoneMemory {
  const zones = new LRUCache<string, Entry>({ max: maxZones })
  const names = new LRUCache<string, Entry>({ max: maxZones })
  const read = (from: LRUCache<string, Entry>, key: string): KnownZone | null => {
    const entry = from.get(key)
    return entry !== undefined && now() < entry.untilMs ? entry.known : null
  }
  return {
    findAbove(name) {
      for (let at = name; at !== '.'; at = parentOf(at)) {
        const known = read(zones, at)
        if (known !== null) return known
      }
      return null
    },
    hadCutBelow(zone, name) {
      for (let at = name; at !== zone && at !== '.'; at = parentOf(at)) if (zones.has(at)) return true
      return false
    },
    remember(known, ttlSeconds) {
      zones.set(known.zone, { known, untilMs: now() + Math.min(ttlSeconds * 1000, isRegistryZone(known.zone) ? registryMs : ownMs) })
    },
    forget: (zone) => void zones.delete(zone),
    findOf: (name) => read(names, name),
    rememberOf(name, known) {
      // Never longer than the zone itself is believed.
      const zoneUntilMs = zones.get(known.zone)?.untilMs ?? Infinity
      names.set(name, { known, untilMs: Math.min(now() + ownMs, zoneUntilMs) })
    },
  }
}
