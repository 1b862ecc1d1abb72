/**
 * What the text in an outbound-address field is (architecture D7): one public IPv4 address of the customer's own, or a
 * refusal as a code. The sentences are in `core/messages/en/address.ts`; whether an account already has it is not asked here.
 */
import type ipaddr from 'ipaddr.js'
import type { RegionKey } from '../catalogue/regions.ts'
import { toUnderstood } from './cleaned.ts'
import { parseNotation, type Notation } from './notation.ts'
import { mimecastRegionOf, sharedPlatformOf } from './owners.ts'
import { specialRangeOf, type ParsedAddress, type SpecialRange } from './special-ranges.ts'
import { toEmbeddedIpv4 } from './strict.ts'

export const addressRefusalCodes = [
  'address.missing',
  'address.not-an-address',
  'address.several',
  'address.network',
  'address.range',
  'address.octal-or-hex',
  'address.private',
  'address.cgnat',
  'address.loopback',
  'address.link-local',
  'address.documentation',
  'address.benchmarking',
  'address.multicast',
  'address.reserved',
  'address.unspecified',
  'address.ipv6',
  'address.ipv6-mapped',
  'address.mimecast-own',
  'address.shared-microsoft-365',
  'address.shared-google',
] as const
export type AddressRefusalCode = (typeof addressRefusalCodes)[number]

/** `understood` is safe to repeat to a person. For a mapped address it is the IPv4 address inside. */
export interface AddressRefusal {
  kind: AddressRefusalCode
  understood: string
  /** Only with `address.mimecast-own`. */
  region?: RegionKey
  /** Only with `address.ipv6-mapped`: why the IPv4 address inside is refused. */
  embedded?: AddressRefusalCode
}
export type AddressClass = { kind: 'public-ipv4'; address: string } | AddressRefusal

const notationCodes: Readonly<Record<Exclude<Notation['form'], 'address'>, AddressRefusalCode>> = {
  network: 'address.network',
  range: 'address.range',
  several: 'address.several',
  'octal-or-hex': 'address.octal-or-hex',
  none: 'address.not-an-address',
}

const rangeCodes: Readonly<Record<Exclude<SpecialRange, 'ipv4-inside'>, AddressRefusalCode>> = {
  private: 'address.private',
  cgnat: 'address.cgnat',
  loopback: 'address.loopback',
  'link-local': 'address.link-local',
  documentation: 'address.documentation',
  benchmarking: 'address.benchmarking',
  multicast: 'address.multicast',
  reserved: 'address.reserved',
  unspecified: 'address.unspecified',
  transition: 'address.ipv6',
}

/** Reads what was typed or pasted. Never throws; an IPv4 address comes back in its canonical form. */
export function classifyAddress(text: string): AddressClass {
  const notation = parseNotation(text)
  if (notation.form === 'address') return classifyParsed(notation.address)
  const kind = notation.text === '' ? 'address.missing' : notationCodes[notation.form]
  return { kind, understood: toUnderstood(notation.text) }
}

function classifyParsed(address: ParsedAddress): AddressClass {
  const understood = address.toString()
  const range = specialRangeOf(address)
  if (range === 'ipv4-inside') return classifyEmbedded(toEmbeddedIpv4(address as ipaddr.IPv6))
  if (range !== null) return { kind: rangeCodes[range], understood }
  const region = mimecastRegionOf(address)
  if (region !== null) return { kind: 'address.mimecast-own', understood, region }
  const platform = sharedPlatformOf(address)
  if (platform !== null) return { kind: `address.shared-${platform}`, understood }
  return address.kind() === 'ipv4' ? { kind: 'public-ipv4', address: understood } : { kind: 'address.ipv6', understood }
}

/** A dual-stack server logs IPv4 clients this way, so a public address inside is what was meant. */
function classifyEmbedded(address: ipaddr.IPv4): AddressClass {
  const inside = classifyParsed(address)
  if (inside.kind === 'public-ipv4') return inside
  return { kind: 'address.ipv6-mapped', understood: inside.understood, embedded: inside.kind }
}
