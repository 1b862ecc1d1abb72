/**
 * The blocks of the IANA special-purpose address registries (RFC 6890 and the documents named beside each), by what
 * they are for. Which of them may be used for what is decided by the callers.
 */
import ipaddr from 'ipaddr.js'

export type SpecialRange =
  | 'private'
  | 'cgnat'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'benchmarking'
  | 'multicast'
  | 'reserved'
  | 'unspecified'
  | 'ipv4-inside'
  | 'transition'

export type ParsedAddress = ipaddr.IPv4 | ipaddr.IPv6

const blocks: Readonly<Record<SpecialRange, readonly string[]>> = {
  // RFC 1918; RFC 4193; RFC 3879 (site-local, deprecated)
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  // RFC 6598
  cgnat: ['100.64.0.0/10'],
  // RFC 1122 §3.2.1.3; RFC 4291 §2.5.3
  loopback: ['127.0.0.0/8', '::1/128'],
  // RFC 3927; RFC 4291 §2.5.6
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  // RFC 5737; RFC 3849; RFC 9637
  documentation: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  // RFC 2544; RFC 5180
  benchmarking: ['198.18.0.0/15', '2001:2::/48'],
  // RFC 5771; RFC 4291 §2.7
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  // RFC 1122 §3.2.1.3; RFC 4291 §2.5.2
  unspecified: ['0.0.0.0/8', '::/128'],
  // RFC 4291 §2.5.5: mapped, and compatible (deprecated). `::` and `::1` are found first, as longer prefixes.
  'ipv4-inside': ['::ffff:0:0/96', '::/96'],
  // RFC 6052 and RFC 8215 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 2765 (translated)
  transition: ['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', '::ffff:0:0:0/96'],
  // RFC 6890 §2.2.2; RFC 7535, RFC 7450, RFC 7526, RFC 7534; RFC 1112 §4; RFC 2928, RFC 7534
  reserved: [
    '192.0.0.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.175.48.0/24', '240.0.0.0/4',
    '2001::/23', '2001:4:112::/48', '2620:4f:8000::/48',
  ],
}

const table = (Object.keys(blocks) as SpecialRange[])
  .flatMap((range) => blocks[range].map((cidr) => ({ range, cidr: ipaddr.parseCIDR(cidr) })))
  .sort((a, b) => b.cidr[1] - a.cidr[1])

export function isInside(address: ParsedAddress, cidr: readonly [ParsedAddress, number]): boolean {
  return address.kind() === cidr[0].kind() && address.match([cidr[0], cidr[1]])
}

/** The purpose of the smallest special block that holds the address; null for ordinary public space. */
export function specialRangeOf(address: ParsedAddress): SpecialRange | null {
  const found = table.find(({ cidr }) => isInside(address, cidr))
  if (found !== undefined) return found.range
  // RFC 4291 §2.4: only 2000::/3 has been handed out as global unicast.
  const isGlobal = address.kind() === 'ipv4' || isInside(address, globalUnicast)
  return isGlobal ? null : 'reserved'
}

const globalUnicast = ipaddr.parseCIDR('2000::/3')
