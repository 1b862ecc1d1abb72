/** A small internet on loopback of real servers: a root, zones on several of them, and a resolver that remembers. */
import { createAuthority } from '../../../server/dns/authority/authority.ts'
import type { Authority } from '../../../server/dns/authority/authority.ts'
import { createResolver } from '../../../server/dns/resolver.ts'
import type { Resolver } from '../../../server/dns/resolver.ts'
import { bind, knot, nsd, unbound } from './kinds.ts'
import { findPlaces } from './places.ts'
import type { Place } from './places.ts'
import { startRealServer } from './real-server.ts'
import type { RealServer, ServerKind, Zone } from './real-server.ts'
import { zone } from './zones.ts'

/** BIND listens only where an interface has its address: not at the others of loopback. */
export const hosts = { nsd: '127.0.0.11', knot: '127.0.0.12', bind: '127.0.0.1' } as const
export type HostName = keyof typeof hosts

/** A zone below `example`, and whom its parent names for it. */
export interface PlacedZone {
  name: string
  /** In the order of the parent's delegation; each is `ns-<server>` below the zone. */
  named: readonly HostName[]
  /** Who really has it; those named, where nothing is said. */
  on?: readonly HostName[]
  zone: Zone
}

export interface RealWorld {
  servers: Readonly<Record<HostName, RealServer>>
  /** Has been told where the root is. */
  authority: Authority
  /** Asks Unbound where the root is. */
  primed: Authority
  /** Asks Unbound and remembers nothing itself. */
  resolver: Resolver
  stop(): Promise<void>
}

export const serversOf = (named: readonly HostName[]) => named.map((name) => ({ host: `ns-${name}`, address: hosts[name] }))

export async function startRealWorld(placed: readonly PlacedZone[], anchors: readonly string[] = []): Promise<RealWorld> {
  const [nsdAt, knotAt, bindAt, cacheAt] = await findPlaces([hosts.nsd, hosts.knot, hosts.bind, '127.0.0.13'])
  if (nsdAt === undefined || knotAt === undefined || bindAt === undefined || cacheAt === undefined) throw new Error('no place')
  const places = { nsd: nsdAt, knot: knotAt, bind: bindAt }
  const started: RealServer[] = []
  const start = async (kind: ServerKind, at: Place, zones: readonly Zone[]): Promise<RealServer> => {
    const server = await startRealServer(kind, at, zones)
    started.push(server)
    return server
  }
  const zonesOn = (name: HostName): readonly Zone[] => placed.filter(({ named, on = named }) => on.includes(name)).map((one) => one.zone)
  const stopAll = () => Promise.all(started.map((server) => server.stop()))
  try {
    const servers = {
      nsd: await start(nsd, nsdAt, [...toParents(placed), ...zonesOn('nsd')]),
      knot: await start(knot, knotAt, zonesOn('knot')),
      bind: await start(bind, bindAt, zonesOn('bind')),
    }
    const stubs = [{ zone: '.', at: nsdAt }, ...placed.map(({ name, named: [first = 'nsd'] }) => ({ zone: name, at: places[first] }))]
    const cache = await start(unbound({ stubs, anchors }), cacheAt, [])
    const resolver = createResolver({ upstreams: [cache.address], remember: false })
    const common = { resolver, resolvers: [toServer(cacheAt)], port: nsdAt.port, allowLoopback: true }
    const authority = createAuthority({ ...common, roots: [toServer(nsdAt)] })
    const primed = createAuthority({ ...common, roots: null })
    const stop = async (): Promise<void> => {
      await Promise.all([authority.close(), primed.close()])
      await resolver.close()
      await stopAll()
    }
    return { servers, authority, primed, resolver, stop }
  } catch (error) {
    await stopAll()
    throw error
  }
}

const toServer = ({ host, port }: Place) => ({ address: host, port })

/** The root and `example`, both on NSD. */
function toParents(placed: readonly PlacedZone[]): readonly Zone[] {
  const delegations = placed.flatMap(({ name, named }) =>
    named.flatMap((host) => [`${name}. 300 IN NS ns-${host}.${name}.`, `ns-${host}.${name}. 300 IN A ${hosts[host]}`]),
  )
  const root = zone('', { servers: [{ host: 'ns-nsd', address: hosts.nsd }], lines: ['example. 300 IN NS ns-nsd.example.', `ns-nsd.example. 300 IN A ${hosts.nsd}`] })
  return [root, zone('example', { servers: serversOf(['nsd']), lines: delegations })]
}
