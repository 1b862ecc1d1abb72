import type { AskWish } from '../dns/authority/authority.ts'
import { holdAccount, type LeasedWatch } from './lease.store.ts'
import type { CommitWatch } from './tick.ts'
import { startWatch, stopWatch, type WatchSubject } from './watch.store.ts'

/** On whose behalf a check is made: how politely to ask, and whether what was seen may be written. */
export interface CheckErrand {
  wish: AskWish
  commit: CommitWatch
}

/** As long as the line can be before one server when all looks of a process are at that one: who stands in it has not asked in vain. */
const turnComesWithinMs = 240_000

/** Nobody waits for this one: at most one question a server and second. */
export const toPoliteWish = ({ accountId }: LeasedWatch, signal: AbortSignal): AskWish =>
  ({ account: accountId, paced: true, deadlineMs: turnComesWithinMs, signal })

/** A press begins the watch anew, or ends it where nothing is left to wait for. */
export function goOnWatching(watched: WatchSubject, now: () => Date): CommitWatch {
  return async (trx, seen) => {
    // The account first, as every act does: two who take rows in another order would wait for each other.
    await holdAccount(trx, watched.accountId)
    if (seen.isOver) await stopWatch(trx, watched)
    else await startWatch(trx, watched, now(), seen)
    return true
  }
}
