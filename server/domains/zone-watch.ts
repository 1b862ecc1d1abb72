/**
 * Which zone holds a domain, who serves it, and where its mail goes: found out once in the background, so that the page can
 * say whose panel it is before anything was published. Judges nothing.
 */
import type { Kysely } from 'kysely'
import { settle } from '#core/dns/settle.ts'
import { judgePropagation, type SourceLook, type ValueOf } from '#core/dns/source.ts'
import type { ZoneFound } from '#core/contract/explain.ts'
import type { Database } from '../db/schema.ts'
import { appendZoneEvidence } from '../evidence/evidence.store.ts'
import { toDiffers, toKeptLooks } from '../evidence/source-view.ts'
import { touchAccount } from '../journey/journey.store.ts'
import type { Parts } from '../parts.ts'
import { toPoliteWish } from '../watch/check-errand.ts'
import type { WatchAsking } from '../watch/tick.ts'
import { startWatch, stopWatch } from '../watch/watch.store.ts'
import { readDomainName } from './domains.store.ts'

const dayMs = 24 * 60 * 60_000

/** Inside the act that makes the domains known, after `touchAccount`. */
export async function startZoneWatches(trx: Kysely<Database>, { accountId, domainIds }: { accountId: string; domainIds: readonly string[] }, now: Date): Promise<void> {
  for (const domainId of domainIds) await startWatch(trx, { accountId, domainId, kind: 'zone' }, now)
}

export function createZoneWatch({ db, authority, now }: Pick<Parts, 'db' | 'authority' | 'now'>): WatchAsking {
  return {
    // Nothing is known until the one look that ends it.
    peek: () => Promise.resolve({ digest: 'not-seen-yet' }),
    check: async (watch, commit, signal) => {
      const { accountId, domainId } = watch
      const look = await authority.look(await readDomainName(db, watch), 'MX', toPoliteWish(watch, signal))
      // From here no zone's servers can be reached. That may pass, but hardly after a day.
      if (look.noZone === 'no-roots' && now().getTime() - Date.parse(watch.startedAt) > dayMs) return stopWatch(db, watch)
      const found = toFound(look)
      await db.transaction().execute(async (trx) => {
        if (!(await commit(trx, { digest: found === null ? null : 'seen', recheckAtMs: null, isOver: true })) || found === null) return
        const at = await touchAccount(trx, accountId, now())
        await appendZoneEvidence(trx, { accountId, domainId, at, replies: toKeptLooks(look) }, found)
      })
    },
  }
}

/** Where mail goes is shown and not judged: servers count as one, and where they differ any answer with records stands for them. */
const asOne: ValueOf<'MX'> = () => ''

function toFound(look: SourceLook<'MX'>): ZoneFound | null {
  if (look.zone === null) return null
  const settled = settle(look, judgePropagation(look, asOne, 0))
  const mx = settled.kind !== 'said' ? null : settled.outcome.kind === 'answer' ? settled.outcome.records.map(({ preference, exchange }) => ({ preference, exchange })) : []
  return { zone: look.zone.zone, nameServers: look.zone.nameServers.map(({ host }) => host), mx, ...toDiffers(look.zone) }
}
