/**
 * Whether Connect may open a connection to an address that somebody else's DNS gave it. Knows address classes only;
 * ports, deadlines and the dialling itself are the server's.
 */
import type ipaddr from 'ipaddr.js'
import { specialRangeOf } from './special-ranges.ts'
import { parseAddress, toEmbeddedIpv4 } from './strict.ts'

/**
 * True for public unicast only. A mapped address is judged by the IPv4 address inside it; NAT64, 6to4 and Teredo are
 * refused, because where they lead is decided by somebody else's translator.
 */
export function isDialable(text: string): boolean {
  const address = parseAddress(text)
  if (address === null || text.includes('%')) return false
  const range = specialRangeOf(address)
  if (range === 'ipv4-inside') return specialRangeOf(toEmbeddedIpv4(address as ipaddr.IPv6)) === null
  return range === null
}
