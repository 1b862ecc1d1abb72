/** Whose network a public address belongs to, as far as the catalogue knows. It does not know most of the world. */
import ipaddr from 'ipaddr.js'
import { regionKeys, regions, type RegionKey } from '../catalogue/regions.ts'
import { sharedPlatformKeys, sharedPlatforms, type SharedPlatformKey } from '../catalogue/shared-platforms.ts'
import { isInside, type ParsedAddress } from './special-ranges.ts'

const mimecastNetworks = regionKeys.flatMap((region) =>
  regions[region].networks.map(({ cidr }) => ({ region, cidr: ipaddr.parseCIDR(cidr) })),
)
const platformNetworks = sharedPlatformKeys.flatMap((platform) =>
  sharedPlatforms[platform].networks.map((cidr) => ({ platform, cidr: ipaddr.parseCIDR(cidr) })),
)

export function mimecastRegionOf(address: ParsedAddress): RegionKey | null {
  return mimecastNetworks.find(({ cidr }) => isInside(address, cidr))?.region ?? null
}

export function sharedPlatformOf(address: ParsedAddress): SharedPlatformKey | null {
  return platformNetworks.find(({ cidr }) => isInside(address, cidr))?.platform ?? null
}
