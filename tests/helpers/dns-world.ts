import { afterAll, beforeAll } from 'vitest'
import { createDnsWorld } from '../../server/demo/dns-world.ts'
import type { DnsWorld, DnsWorldOptions } from '../../server/demo/dns-world.ts'
import { createResolver } from '../../server/dns/resolver.ts'
import type { Resolver, ResolverOptions } from '../../server/dns/resolver.ts'

export interface WorldForTests {
  world: DnsWorld
  resolver: Resolver
}

/** A DNS world and a resolver that asks it, for all tests of the file; both are closed at its end. */
export function useDnsWorld(options: DnsWorldOptions, resolverOptions: ResolverOptions = {}): WorldForTests {
  const made: Partial<WorldForTests> = {}
  beforeAll(async () => {
    made.world = await createDnsWorld(options)
    made.resolver = createResolver({ upstreams: [made.world.resolverAddress], ...resolverOptions })
  })
  afterAll(async () => {
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
  }
}
