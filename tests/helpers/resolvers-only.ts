import { spfView } from '#core/dns/outcome.ts'
import { judgePropagation, type ServerLook, type SourceLook } from '#core/dns/source.ts'
import type { RrType } from '#core/dns/outcome.ts'
import type { Parts } from '../../server/parts.ts'

/** A place from which no root can be reached: what the resolver says is all there is. */
export function resolversOnly(resolver: Pick<Parts['resolver'], 'lookupWith'>): Parts['authority'] {
  const toLook = <T extends RrType>(name: string, type: T, servers: ServerLook<T>[]): SourceLook<T> =>
    ({ name, type, zone: null, noZone: 'no-roots', servers })
  return {
    findZone: () => Promise.resolve({ zone: null, noZone: 'no-roots' }),
    look: (name, type) => Promise.resolve(toLook(name, type, [])),
    lookEverywhere: async (name, type, valueOf) => {
      const outcome = await resolver.lookupWith({ fresh: true })(name, type)
      const isSaid = spfView(outcome) === 'data' || spfView(outcome) === 'void'
      const state = isSaid ? 'answered' : outcome.kind === 'timeout' ? 'silent' : 'failed'
      const look = toLook(name, type, [{ role: 'cache', host: null, server: outcome.server, state, outcome, serial: null }])
      return { look, propagation: judgePropagation(look, valueOf, Date.now()) }
    },
  }
}
