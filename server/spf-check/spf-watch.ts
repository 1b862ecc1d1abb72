/** What a watch asks for a domain's SPF record: the zone's servers alone, and the whole check once they say something new. */
import { judgePropagation, type SourceLook } from '#core/dns/source.ts'
import { toAccountView } from '../accounts/account-view.ts'
import { readAccountRow } from '../journey/journey.store.ts'
import { toPoliteWish } from '../watch/check-errand.ts'
import type { LeasedWatch } from '../watch/lease.store.ts'
import type { WatchAsking } from '../watch/tick.ts'
import { readDomainName } from '../domains/domains.store.ts'
import { stopWatch } from '../watch/watch.store.ts'
import { toAccountRule, toRuleKey } from './account-rule.ts'
import { checkAndKeep, type SpfCheckParts } from './spf-check.service.ts'
import { spfValueOf } from './own-record.ts'
import { toSpfDigest } from './spf-seen.ts'

export function createSpfWatch(parts: SpfCheckParts): WatchAsking {
  const { db, authority, now } = parts
  /** What the source said at this very look: asked once, whether or not it is news. */
  const seen = new WeakMap<LeasedWatch, SourceLook<'TXT'>>()
  return {
    peek: async (watch, signal) => {
      const name = await readDomainName(db, watch)
      const wish = toPoliteWish(watch, signal)
      const own = await authority.look(name, 'TXT', wish)
      // From here only resolvers can be asked, and they have to do.
      const { look } = own.noZone === 'no-roots' ? await authority.lookEverywhere(name, 'TXT', spfValueOf, wish) : { look: own }
      seen.set(watch, look)
      const account = toAccountView(await readAccountRow(db, watch.accountId))
      return { digest: toSpfDigest(look, judgePropagation(look, spfValueOf, now().getTime()), toRuleKey(account)) }
    },
    check: async (watch, commit, signal) => {
      const account = toAccountView(await readAccountRow(db, watch.accountId))
      // Staff has taken the include away: there is nothing to hold the record against, until somebody presses again.
      if (toAccountRule(account) === null) return stopWatch(db, watch)
      const domain = { id: watch.domainId, name: await readDomainName(db, watch) }
      await checkAndKeep(parts, { account, domain }, { wish: toPoliteWish(watch, signal), commit, seen: seen.get(watch) })
    },
  }
}
