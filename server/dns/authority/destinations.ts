/**
 * Name server hosts become addresses that may be dialled: each host is resolved once, every address is classified, and
 * what passed is what is dialled (security: S-13, S-14). How many there may be is bounded, since a zone's owner writes them.
 */
import { isIPv4 } from 'node:net'
import { isDialable } from '#core/address/dialable.ts'
import type { NameServer } from '#core/dns/source.ts'
import type { DnsServer } from '../upstreams.ts'
import type { FoundHost } from './hosts.ts'

export const maxHosts = 13
export const maxAddresses = 16

/** `blocked`, `no-address`, `failed` (its address could not be found out), `busy`: nothing to dial. */
export type Destination =
  | { host: string; server: DnsServer; state: 'dialable' }
  | { host: string; server: null; state: 'blocked' | 'no-address' | 'failed' | 'busy' }

export type IsAllowed = (address: string) => boolean

/** Public unicast, and loopback where the tests' switch is on: nothing else, whatever it is called. */
export function toIsAllowed(allowLoopback: boolean): IsAllowed {
  return (address) => isDialable(address) || (allowLoopback && isPlainLoopback(address))
}

function isPlainLoopback(address: string): boolean {
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

export function toDestinations(hosts: readonly FoundHost[], isAllowed: IsAllowed, port: number): readonly Destination[] {
  const rows = hosts.slice(0, maxHosts).map((found) => ({ ...found, allowed: byFamily(found.addresses.filter(isAllowed)) }))
  const dialled = new Set<string>()
  const dialable: Destination[] = []
  // Every host gets its first address before one gets its second.
  const deepest = Math.max(0, ...rows.map(({ allowed }) => allowed.length))
  for (let depth = 0; depth < deepest; depth++) {
    for (const { host, allowed } of rows) {
      const address = allowed[depth]
      if (address === undefined || dialled.has(address) || dialled.size >= maxAddresses) continue
      dialled.add(address)
      dialable.push({ host, server: { address, port }, state: 'dialable' })
    }
  }
  const idle = rows.filter(({ allowed }) => allowed.length === 0)
  return [...dialable, ...idle.map(({ host, addresses, why }): Destination => ({ host, server: null, state: addresses.length > 0 ? 'blocked' : why }))]
}

export function toServers(destinations: readonly Destination[]): readonly DnsServer[] {
  return destinations.flatMap(({ server }) => server ?? [])
}

export function toNameServers(hosts: readonly FoundHost[]): readonly NameServer[] {
  return hosts.map(({ host, addresses }) => ({ host, addresses }))
}

function byFamily(addresses: readonly string[]): readonly string[] {
  return [...addresses.filter(isIPv4), ...addresses.filter((address) => !isIPv4(address))]
}
