/**
 * Strict reading of one address: four plain decimal numbers, or IPv6 as RFC 4291 §2.2 writes it. What other programs
 * would also take (octal, hexadecimal, fewer parts) is no address here, because they do not agree on its meaning.
 */
import ipaddr from 'ipaddr.js'
import type { ParsedAddress } from './special-ranges.ts'

export function parseIpv4(text: string): ipaddr.IPv4 | null {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null
}

export function parseIpv6(text: string): ipaddr.IPv6 | null {
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null
  const dotted = /[^:]*\.[^:%]*/u.exec(text)?.[0]
  if (dotted !== undefined && parseIpv4(dotted) === null) return null
  return ipaddr.IPv6.parse(text)
}

export function parseAddress(text: string): ParsedAddress | null {
  return parseIpv4(text) ?? parseIpv6(text)
}

/** The IPv4 address inside a mapped or compatible IPv6 address (RFC 4291 §2.5.5): its last 32 bits. */
export function toEmbeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}
