/** How names lie below one another, the root (`.`) included, and which zones are everybody's. */
import { getPublicSuffix } from 'tldts'
import { isAtOrBelow } from '#core/dns/names.ts'

export function isBelow(name: string, zone: string): boolean {
  return name !== zone && isAtOrBelow(name, zone)
}

export function parentOf(name: string): string {
  const dot = name.indexOf('.')
  return dot === -1 ? '.' : name.slice(dot + 1)
}

/** The name on the way down from the zone to the name, one label below the zone. */
export function oneLabelBelow(zone: string, name: string): string {
  const above = zone === '.' ? name : name.slice(0, -(zone.length + 1))
  const label = above.slice(above.lastIndexOf('.') + 1)
  return zone === '.' ? label : `${label}.${zone}`
}

/** The root and the zones in which everybody registers: their delegations last, and what they are asked is nobody's own. */
export function isRegistryZone(zone: string): boolean {
  return zone === '.' || getPublicSuffix(zone, { allowPrivateDomains: false }) === zone
}
