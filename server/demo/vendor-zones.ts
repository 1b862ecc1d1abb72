/**
 * The mail services' zones as the demo's world holds them, so that includes resolve with no network. Mimecast's and the
 * two platforms' records come from the catalogue; the other senders' are stand-ins on documentation ranges.
 */
import { globalInclude } from '#core/catalogue/global-include.ts'
import { regionKeys, regions } from '#core/catalogue/regions.ts'
import { sharedPlatforms } from '#core/catalogue/shared-platforms.ts'
import type { OwnerRecords, ZoneData } from './dns-zones.ts'

export const vendorZones: readonly ZoneData[] = [
  { origin: 'mimecast.com', records: { ...toRegionRecords(), ...toGlobalRecord() } },
  toPlatformZone('outlook.com', 'microsoft-365'),
  toPlatformZone('google.com', 'google'),
  toStandIn('sendgrid.net', 'sendgrid.net', '198.51.100.0/25'),
  toStandIn('mcsv.net', 'servers.mcsv.net', '198.51.100.128/26'),
  toStandIn('zendesk.com', 'mail.zendesk.com', '198.51.100.192/26'),
]

/** A region whose record could not be read gets the networks that were seen sending, or no record when there are none. */
function toRegionRecords(): Record<string, OwnerRecords> {
  const owners = regionKeys.flatMap((key): [string, OwnerRecords][] => {
    const { include, networks } = regions[key]
    if (include === null || networks.length === 0) return []
    return [[include.value, { TXT: [toRecord(networks.map(({ cidr }) => cidr))] }]]
  })
  return Object.fromEntries(owners)
}

function toGlobalRecord(): Record<string, OwnerRecords> {
  const members = globalInclude.memberships[0]?.regions ?? []
  const includes = members.flatMap((key) => regions[key].include?.value ?? []).map((name) => `include:${name}`)
  return { [globalInclude.value]: { TXT: [['v=spf1', ...includes, '~all'].join(' ')] } }
}

function toPlatformZone(origin: string, key: keyof typeof sharedPlatforms): ZoneData {
  const { spf, networks } = sharedPlatforms[key]
  return { origin, records: { [spf]: { TXT: [toRecord(networks)] } } }
}

function toStandIn(origin: string, name: string, cidr: string): ZoneData {
  return { origin, records: { [name]: { TXT: [toRecord([cidr])] } } }
}

function toRecord(networks: readonly string[]): string {
  const terms = networks.map((cidr) => `${cidr.includes(':') ? 'ip6' : 'ip4'}:${cidr}`)
  return ['v=spf1', ...terms, '~all'].join(' ')
}
