/**
 * Whether Connect may open a connection to an address that somebody else's DNS gave it. Knows address classes only;
 * ports, deadlines and the dialling itself are the server's.
 */
import ipaddr from 'ipaddr.js'
import { isInside, specialRangeOf, type ParsedAddress } from './special-ranges.ts'
import { parseAddress, toEmbeddedIpv4 } from './strict.ts'

/** Public by number, but within a cloud's own network the machine's own agent, resolver and metadata answer there. */
const platformServices = [ipaddr.parseCIDR('168.63.129.16/32')]

/** RFC 5214 §6.1: the interface identifier of an ISATAP tunnel, before the IPv4 address that the packets are sent to. */
const isatapMarks: readonly string[] = ['0,0,94,254', '2,0,94,254']

/**
 * True for public unicast only. What has an IPv4 address inside to which packets would go is judged by that one as well;
 * NAT64, 6to4, Teredo and translated forms are refused, because where they lead is decided by somebody else's translator.
 */
export function isDialable(text: string): boolean {
  const address = parseAddress(text)
  return address !== null && !text.includes('%') && isPublic(address)
}

function isPublic(address: ParsedAddress): boolean {
  const range = specialRangeOf(address)
  const isOpen = range === 'ipv4-inside' || (range === null && !platformServices.some((cidr) => isInside(address, cidr)))
  const inner = toInner(address, range)
  return isOpen && (inner === null || isPublic(inner))
}

function toInner(address: ParsedAddress, range: ReturnType<typeof specialRangeOf>): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null
  const isIsatap = isatapMarks.includes(address.toByteArray().slice(8, 12).join(','))
  return range === 'ipv4-inside' || isIsatap ? toEmbeddedIpv4(address) : null
}
