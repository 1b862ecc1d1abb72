import { afterAll, beforeAll } from 'vitest'
import { createDnsWorld } from '../../server/demo/dns-world.ts'
import type { DnsWorld, DnsWorldOptions } from '../../server/demo/dns-world.ts'
import { createAuthority } from '../../server/dns/authority/authority.ts'
import type { Authority } from '../../server/dns/authority/authority.ts'
import { createResolver } from '../../server/dns/resolver.ts'
import type { Resolver, ResolverOptions } from '../../server/dns/resolver.ts'
import { parseDnsServer } from '../../server/dns/upstreams.ts'
import type { DnsServer } from '../../server/dns/upstreams.ts'

export interface WorldForTests {
  world: DnsWorld
  resolver: Resolver
  /** Asks the world's own authority; its root is the world's. */
  authority: Authority
}

/** A DNS world and a resolver that asks it, for all tests of the file; both are closed at its end. */
export function useDnsWorld(options: DnsWorldOptions, resolverOptions: ResolverOptions = {}): WorldForTests {
  const made: Partial<WorldForTests> = {}
  beforeAll(async () => {
    made.world = await createDnsWorld(options)
    made.resolver = createResolver({ upstreams: [made.world.resolverAddress], ...resolverOptions })
    made.authority = createWorldAuthority(made.world, made.resolver)
  })
  afterAll(async () => {
    await made.authority?.close()
    await made.resolver?.close()
    await made.world?.close()
  })
  const need = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the DNS world exists from beforeAll on')
    return part
  }
  return {
    get world() {
      return need(made.world)
    },
    get resolver() {
      return need(made.resolver)
    },
    get authority() {
      return need(made.authority)
    },
  }
}

export function createWorldAuthority(world: DnsWorld, resolver: Resolver): Authority {
  const root = toServer(world.authorityAddress)
  return createAuthority({ resolver, resolvers: [toServer(world.resolverAddress)], roots: [root], port: root.port, allowLoopback: true })
}

function toServer(text: string): DnsServer {
  const server = parseDnsServer(text)
  if (server === null) throw new TypeError(`not an address: ${text}`)
  return server
}
