/** Completes the world: a root, the top-level zones, name servers for every zone and the delegations to them. */
import { isAtOrBelow, toName } from './dns-zones.ts'
import type { OwnerRecords, ZoneData } from './dns-zones.ts'

/** Serves every zone that names no servers of its own; its address is the world's. */
export const worldNameServer = 'ns1.dns-world.example'
const worldAddress = '127.0.0.1'

/** Data that brings its own root is a whole world already and is taken as it is. */
export function completeZones(given: readonly ZoneData[]): readonly ZoneData[] {
  const named = given.map((zone) => ({ ...zone, origin: toName(zone.origin) }))
  if (named.some(({ origin }) => origin === '')) return named
  const serverZone: ZoneData = {
    origin: 'dns-world.example',
    records: { [worldNameServer]: { A: [worldAddress] } },
  }
  const origins = new Set([...named, serverZone].map(({ origin }) => origin))
  const missing = new Set(['', ...[...origins].map(topLevelOf)])
  const tops = [...missing].filter((origin) => !origins.has(origin)).map((origin) => ({ origin, records: {} }))
  const all = [...tops, ...named, serverZone].map(withApexServers)
  return all.map((zone) => withDelegations(zone, all))
}

function topLevelOf(origin: string): string {
  return origin.slice(origin.lastIndexOf('.') + 1)
}

export function withApexServers(zone: ZoneData): ZoneData {
  const apex: OwnerRecords = { NS: [worldNameServer], ...zone.records[zone.origin] }
  return { ...zone, records: { ...zone.records, [zone.origin]: apex } }
}

/** A parent names the servers of the zones right below it. */
function withDelegations(zone: ZoneData, all: readonly ZoneData[]): ZoneData {
  const children = all.filter((child) => parentZoneOf(child, all) === zone.origin)
  const cuts = children.map((child): [string, OwnerRecords] => {
    const servers = child.records[child.origin]?.NS ?? []
    return [child.origin, { ...zone.records[child.origin], NS: servers }]
  })
  return { ...zone, records: { ...zone.records, ...Object.fromEntries(cuts) } }
}

function parentZoneOf(child: ZoneData, all: readonly ZoneData[]): string | undefined {
  const above = all.filter(({ origin }) => origin !== child.origin && isAtOrBelow(child.origin, origin))
  return above.sort((a, b) => b.origin.length - a.origin.length)[0]?.origin
}
