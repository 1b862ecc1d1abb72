/**
 * One look on behalf of a watch. Only what is needed is asked: the zone's servers, and only when what they say has
 * changed, or a predicted time is over, the whole check. What nobody could answer is never a change.
 */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Parts } from '../parts.ts'
import { shortestDelayMs, toNextDelayMs, withJitter } from './ladder.ts'
import { endWatch, finishWatch, holdAccount, type LeasedWatch, type WatchProgress } from './lease.store.ts'
import type { WatchSeen } from './watch.store.ts'

/** What a full check has seen. `isOver`: all is right everywhere, so there is nothing left to watch. */
export interface CheckSeen extends WatchSeen {
  isOver: boolean
}

/**
 * Called first in the transaction that writes the evidence, before the account is touched. False: write nothing at
 * all, because somebody else has this watch now, nobody could be asked, or it is as it was.
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
    if (isNews && (await checkAndCommit({ ...parts, began }, asking, watch, signal))) live.publish({ topic: 'journey', accountId: watch.accountId })
    else await finishAsItWas({ ...parts, began }, watch, digest !== null)
  }
}

/** Looks follow one another by when they began: a polite one takes seconds, which nobody shall wait for twice. */
interface TickBegun extends TickParts {
  began: Date
}

/** True when evidence was written. */
async function checkAndCommit(parts: TickBegun, { check }: WatchAsking, watch: LeasedWatch, signal: AbortSignal): Promise<boolean> {
  let isWritten = false
  const commit: CommitWatch = async (trx, seen) => {
    isWritten = false
    if (seen.digest === null || signal.aborted) return false
    // Back to what was known before, between the two looks.
    if (seen.digest === watch.digest && !isRecheckDue(watch, parts.now())) return false
    await holdAccount(trx, watch.accountId)
    isWritten = seen.isOver ? await endWatch(trx, watch) : await finishWatch(trx, watch, toSeenProgress(parts, watch, { ...seen, digest: seen.digest }))
    return isWritten
  }
  await check(watch, commit, signal)
  if (!isWritten) signal.throwIfAborted()
  return isWritten
}

/** `hasAnswered`: the zone's servers were asked and it is as it was; else nobody could be asked, and the last time stays. */
async function finishAsItWas({ db, live, now, random, began }: TickBegun, watch: LeasedWatch, hasAnswered: boolean): Promise<void> {
  const { accountId, domainId, kind } = watch
  const askedAt = hasAnswered ? now().toISOString() : watch.askedAt
  const nextAt = toNextAt(watch, { began, now: now(), random: random(), recheckAt: watch.recheckAt })
  const isOurs = await finishWatch(db, watch, { nextAt, ...(askedAt === null ? {} : { askedAt }) })
  if (isOurs && askedAt !== null) live.publish({ topic: 'asked', accountId, domainId, kind, askedAt, nextAt })
}

function toSeenProgress({ now, random, began }: TickBegun, watch: LeasedWatch, { digest, recheckAtMs }: WatchSeen & { digest: string }): WatchProgress {
  const at = now()
  const recheckAt = recheckAtMs === null ? null : new Date(boundRecheck(watch, recheckAtMs, at)).toISOString()
  return { askedAt: at.toISOString(), digest, recheckAt, nextAt: toNextAt(watch, { began, now: at, random: random(), recheckAt }) }
}

/** A prediction that failed once is not believed more often than nobody's looking would ask: each leaves evidence. */
function boundRecheck(watch: LeasedWatch, recheckAtMs: number, now: Date): number {
  if (!isRecheckDue(watch, now)) return recheckAtMs
  const sinceStartMs = now.getTime() - Date.parse(watch.startedAt)
  return Math.max(recheckAtMs, now.getTime() + toNextDelayMs({ sinceStartMs, sinceViewMs: sinceStartMs }))
}

const isRecheckDue = ({ recheckAt }: LeasedWatch, now: Date): boolean => recheckAt !== null && now >= new Date(recheckAt)

/** As the ladder says; nearer where a predicted time comes before that; never later than the watch's own end. */
export function toNextAt(watch: Pick<LeasedWatch, 'startedAt' | 'viewedUntil' | 'endsAt'>, when: { began: Date; now: Date; random: number; recheckAt: string | null }): string {
  const nowMs = when.now.getTime()
  const viewedUntilMs = watch.viewedUntil === null ? null : Date.parse(watch.viewedUntil)
  const sinceStartMs = nowMs - Date.parse(watch.startedAt)
  const sinceViewMs = viewedUntilMs === null ? sinceStartMs : viewedUntilMs > nowMs ? null : nowMs - viewedUntilMs
  const delayMs = withJitter(toNextDelayMs({ sinceStartMs, sinceViewMs }), when.random)
  const laddered = Math.max(when.began.getTime() + delayMs, nowMs + shortestDelayMs)
  const recheckMs = when.recheckAt === null ? Infinity : Date.parse(when.recheckAt)
  const wanted = recheckMs > nowMs ? Math.min(laddered, Math.max(recheckMs, nowMs + shortestDelayMs)) : laddered
  return new Date(Math.min(wanted, Math.max(Date.parse(watch.endsAt), nowMs + shortestDelayMs))).toISOString()
}
