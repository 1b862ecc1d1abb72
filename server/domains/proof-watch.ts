/** What a watch asks for a domain's code: the three places at their source, and the whole check once they say something new. */
import { AppError } from '../http/errors.ts'
import { toPoliteWish } from '../watch/check-errand.ts'
import type { LeasedWatch } from '../watch/lease.store.ts'
import type { WatchAsking } from '../watch/tick.ts'
import { stopWatch } from '../watch/watch.store.ts'
import { readDomainName } from './domains.store.ts'
import { checkProofAndKeep, readWanted, type ProofParts } from './proof.service.ts'
import { toProofDigest } from './proof.ts'
import { askPlaces, type ProofPlaces } from './proof-places.ts'

export function createProofWatch(parts: ProofParts): WatchAsking {
  const { db, resolver, authority } = parts
  /** What the places said at this very look: asked once, whether or not it is news. */
  const seen = new WeakMap<LeasedWatch, ProofPlaces>()
  return {
    peek: async (watch, signal) => {
      const wanted = await readWanted(parts, watch)
      const asking = { authority, lookup: resolver.lookupWith({ fresh: true, signal }), wish: toPoliteWish(watch, signal) }
      const places = await askPlaces(asking, await readDomainName(db, watch), wanted)
      seen.set(watch, places)
      return { digest: toProofDigest(wanted, places) }
    },
    check: async (watch, commit, signal) => {
      const domain = { id: watch.domainId, name: await readDomainName(db, watch) }
      try {
        await checkProofAndKeep(parts, { accountId: watch.accountId, domain }, { wish: toPoliteWish(watch, signal), commit, seen: seen.get(watch) })
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'domain.taken') throw error
        // Another account has shown the name to be its own: only a person can settle that, and nothing is left to wait for.
        await stopWatch(db, watch)
      }
    },
  }
}
