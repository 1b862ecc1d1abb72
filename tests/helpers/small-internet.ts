/** A root, a top level and a customer's zone on servers of their own, and an authority that walks from that root. */
import { onTestFinished } from 'vitest'
import type { ZoneData } from '../../server/demo/dns-zones.ts'
import { createAuthority } from '../../server/dns/authority/authority.ts'
import type { Authority, AuthorityOptions } from '../../server/dns/authority/authority.ts'
import { startNameServers } from './name-servers.ts'
import type { Behaviour, NameServerData, NameServers } from './name-servers.ts'
import { createZone } from './zone.ts'
import type { Zone } from './zone.ts'

export const rootAt = '127.0.0.1'
export const topAt = '127.0.0.2'
export const firstAt = '127.0.0.3'
export const secondAt = '127.0.0.4'

export const customer = 'customer.example'
export const spf = 'v=spf1 -all'

export interface InternetPlan {
  /** How the top level delegates names: owner, and its servers. */
  delegations?: Readonly<Record<string, readonly string[]>>
  /** Addresses that the top level has for hosts, as glue. */
  glue?: Readonly<Record<string, string>>
  servers?: Readonly<Record<string, NameServerData>>
  /** What the resolver knows; nobody is dialled for it. */
  resolver?: Zone
  rootBehaves?: Behaviour
  topBehaves?: Behaviour
  options?: Partial<AuthorityOptions>
}

export interface SmallInternet {
  authority: Authority
  servers: NameServers
  /** What the resolver was asked, as `name TYPE`. */
  resolved: readonly string[]
}

/** The customer's zone as its servers have it. */
export function customerZone(records: ZoneData['records'] = {}): ZoneData {
  return { origin: customer, records: { [customer]: { TXT: [spf] }, ...records } }
}

/** A zone names the servers that its parent names, unless the test says otherwise. */
function withNameServers(server: NameServerData, delegations: Readonly<Record<string, readonly string[]>>): NameServerData {
  const zones = server.zones.map((zone) => {
    const hosts = delegations[zone.origin]
    const apex = hosts === undefined ? zone.records[zone.origin] : { NS: hosts, ...zone.records[zone.origin] }
    return { ...zone, records: { ...zone.records, ...(apex === undefined ? {} : { [zone.origin]: apex }) } }
  })
  return { ...server, zones }
}

export const customerServers = { zones: [customerZone()] }

const standard = {
  delegations: { [customer]: ['ns1.customer.example', 'ns2.customer.example'] },
  glue: { 'ns1.customer.example': firstAt, 'ns2.customer.example': secondAt },
  servers: { [firstAt]: customerServers, [secondAt]: customerServers },
}

export async function startInternet(plan: InternetPlan = {}): Promise<SmallInternet> {
  const { delegations = standard.delegations, glue = standard.glue, resolver = {} } = plan
  const own: Readonly<Record<string, NameServerData>> = plan.servers ?? standard.servers
  const root: ZoneData = {
    origin: '',
    records: { '': { NS: ['a.root.example'] }, example: { NS: ['ns.top.example'] }, 'ns.top.example': { A: [topAt] } },
  }
  const top: ZoneData = {
    origin: 'example',
    records: {
      example: { NS: ['ns.top.example'] },
      ...Object.fromEntries(Object.entries(glue).map(([host, address]) => [host, { A: [address] }])),
      ...Object.fromEntries(Object.entries(delegations).map(([zone, hosts]) => [zone, { NS: hosts }])),
    },
  }
  const behaviour = (behave: Behaviour | undefined) => (behave === undefined ? {} : { behave })
  const servers = await startNameServers({
    [rootAt]: { zones: [root], ...behaviour(plan.rootBehaves) },
    [topAt]: { zones: [top], ...behaviour(plan.topBehaves) },
    ...Object.fromEntries(Object.entries(own).map(([address, server]) => [address, withNameServers(server, delegations)])),
  })
  const { lookup, asked } = createZone(resolver)
  const { port } = servers
  const authority = createAuthority({
    resolver: { lookupWith: () => lookup }, resolvers: [], roots: [{ address: rootAt, port }], port, allowLoopback: true, perServerMs: 300, ...plan.options,
  })
  onTestFinished(() => authority.close())
  return { authority, servers, resolved: asked }
}
