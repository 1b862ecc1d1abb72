import type { AskWish } from '../dns/authority/authority.ts'
import type { CommitWatch } from './tick.ts'
import type { LeasedWatch } from './lease.store.ts'

/** On whose behalf a check is made: how politely to ask, and whether what was seen may be written. */
export interface CheckErrand {
  wish: AskWish
  commit: CommitWatch
}

/** Nobody waits for this one: at most one question a server and second. */
export const toPoliteWish = ({ accountId }: LeasedWatch, signal: AbortSignal): AskWish => ({ account: accountId, paced: true, signal })
