/**
 * One look on behalf of a watch. Only what is needed is asked: the zone's servers, and only when what they say has
 * changed, or a predicted time is over, the whole check. What nobody could answer is never a change.
 */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Parts } from '../parts.ts'
import { endWatch, finishWatch, holdAccount, type LeasedWatch, type WatchProgress } from './lease.store.ts'
import { toNextAt } from './next-look.ts'
import { isRecheckDue, toForetold, toTelling, type Foretold } from './telling.ts'
import type { WatchSeen } from './watch.store.ts'

/** What a full check has seen. `isOver`: all is right everywhere, so there is nothing left to watch. */
export interface CheckSeen extends WatchSeen {
  isOver: boolean
}

/**
 * Called first in the transaction that writes the evidence, before the account is touched. False: write nothing at
 * all, because somebody else has this watch now, nobody could be asked, it is as it was, or it has to wait for its hour.
 */
export type CommitWatch = (trx: Kysely<Database>, seen: CheckSeen) => Promise<boolean>

export interface WatchAsking {
  /** Asks the zone's servers alone, at their pace; null when nobody could be asked. The same text means the same answer. */
  peek: (watch: LeasedWatch, signal: AbortSignal) => Promise<{ digest: string | null }>
  /** The full check with its evidence. It need not tell pages. */
  check: (watch: LeasedWatch, commit: CommitWatch, signal: AbortSignal) => Promise<void>
}

export interface TickParts extends Pick<Parts, 'db' | 'now'> {
  live: Pick<Parts['live'], 'publish'>
  /** Of [0, 1). */
  random: () => number
}

export type WatchTick = (watch: LeasedWatch, signal: AbortSignal) => Promise<void>

export function createWatchTick(parts: TickParts, asking: WatchAsking): WatchTick {
  return async (watch, signal) => {
    const { db, live, now } = parts
    const began = now()
    if (began >= new Date(watch.endsAt)) {
      if (await endWatch(db, watch)) live.publish({ topic: 'journey', accountId: watch.accountId })
      return
    }
    const { digest } = await asking.peek(watch, signal)
    // A process that stops has learned nothing, or only a part: whoever goes on asks again at once.
    signal.throwIfAborted()
    const isNews = digest !== null && (digest !== watch.digest || isRecheckDue(watch, now()))
    const { isTold, foretold } = isNews ? await checkAndCommit({ ...parts, began }, asking, watch, signal) : { isTold: false, foretold: watch }
    if (isTold) live.publish({ topic: 'journey', accountId: watch.accountId })
    else await finishUntold({ ...parts, began }, watch, { hasAnswered: digest !== null, foretold })
  }
}

interface TickBegun extends TickParts {
  began: Date
}

interface Checked {
  /** Evidence was written, and the claim given back with it. */
  isTold: boolean
  foretold: Foretold
}

async function checkAndCommit(parts: TickBegun, { check }: WatchAsking, watch: LeasedWatch, signal: AbortSignal): Promise<Checked> {
  let checked: Checked = { isTold: false, foretold: watch }
  const commit: CommitWatch = async (trx, seen) => {
    checked = { isTold: false, foretold: watch }
    if (seen.digest === null || signal.aborted) return false
    const at = parts.now()
    const telling = toTelling(watch, seen, at)
    // The same once more: the moment that was foretold has passed, and the next one is another.
    if (telling === 'as-it-was' && isRecheckDue(watch, at)) checked = { isTold: false, foretold: toForetold(watch, seen, at) }
    if (telling !== 'told') return false
    await holdAccount(trx, watch.accountId)
    const isTold = seen.isOver ? await endWatch(trx, watch) : await finishWatch(trx, watch, toToldProgress(parts, watch, { ...seen, digest: seen.digest }))
    checked = { isTold, foretold: watch }
    return isTold
  }
  await check(watch, commit, signal)
  if (!checked.isTold) signal.throwIfAborted()
  return checked
}

/** `hasAnswered`: the zone's servers were asked and there is nothing to tell; else nobody could be asked, and the last time stays. */
async function finishUntold({ db, live, now, random, began }: TickBegun, watch: LeasedWatch, { hasAnswered, foretold }: { hasAnswered: boolean; foretold: Foretold }): Promise<void> {
  const { accountId, domainId, kind, told } = watch
  const { recheckAt, rechecks } = foretold
  const askedAt = hasAnswered ? now().toISOString() : watch.askedAt
  const nextAt = toNextAt(watch, { began, now: now(), random: random(), recheckAt, rechecks, told })
  const isOurs = await finishWatch(db, watch, { nextAt, recheckAt, rechecks, ...(askedAt === null ? {} : { askedAt }) })
  if (isOurs && askedAt !== null) live.publish({ topic: 'asked', accountId, domainId, kind, askedAt, nextAt })
}

function toToldProgress({ now, random, began }: TickBegun, watch: LeasedWatch, seen: CheckSeen & { digest: string }): WatchProgress {
  const at = now()
  const [foretold, told] = [toForetold(watch, seen, at), watch.told + 1]
  const nextAt = toNextAt(watch, { began, now: at, random: random(), told, ...foretold })
  return { askedAt: at.toISOString(), digest: seen.digest, verdict: seen.verdict ?? null, ...foretold, told, toldAt: at.toISOString(), nextAt }
}
