/** A resolver for each server that requests name, lent while a check needs it; of those that none needs, the latest are kept. */
import { createResolver, type Resolver } from '../dns/resolver.ts'
import type { DnsServer } from '../dns/upstreams.ts'

export interface ResolversOptions {
  /** For requests that name none; null: those of this machine. */
  servers: readonly DnsServer[] | null
  remember: boolean
  maxInFlight: number
}

export interface Resolvers {
  lend(server: string): Resolver
  giveBack(server: string): void
  close(): Promise<void>
  readonly size: number
}

const maxIdle = 64

/** A server is known by its text; the empty one stands for those of the command line. */
export function createResolvers({ servers, remember, maxInFlight }: ResolversOptions): Resolvers {
  const lent = new Map<string, { resolver: Resolver; checks: number }>()
  // In the order in which they came to rest.
  const idle = new Map<string, Resolver>()
  const make = (server: string): Resolver => {
    const upstreams = server === '' ? servers : [server]
    return createResolver({ ...(upstreams && { upstreams }), maxInFlight, remember })
  }
  return {
    lend(server) {
      const known = lent.get(server)
      if (known !== undefined) {
        known.checks += 1
        return known.resolver
      }
      const resolver = idle.get(server) ?? make(server)
      idle.delete(server)
      lent.set(server, { resolver, checks: 1 })
      return resolver
    },
    giveBack(server) {
      const known = lent.get(server)
      if (known === undefined || --known.checks > 0) return
      lent.delete(server)
      idle.set(server, known.resolver)
      const [eldest] = idle
      if (idle.size <= maxIdle || eldest === undefined) return
      idle.delete(eldest[0])
      void eldest[1].close()
    },
    async close() {
      const all = [...[...lent.values()].map(({ resolver }) => resolver), ...idle.values()]
      await Promise.all(all.map((resolver) => resolver.close()))
    },
    get size() {
      return lent.size + idle.size
    },
  }
}
