/** When a watch comes to its turn again. Pure. */
import { shortestDelayMs, toNextDelayMs, toldAsTheyCome, triedAgainAfterMs, withJitter } from './ladder.ts'
import type { LeasedWatch } from './lease.store.ts'
import type { Foretold } from './telling.ts'

export interface LookEnded extends Foretold {
  /** Looks follow one another by when they began: a polite one takes seconds, which nobody shall wait for twice. */
  began: Date
  now: Date
  /** Of [0, 1). */
  random: number
  told: number
}

/** As the ladder says; nearer where a foretold moment comes before that; never later than the watch's own end. */
export function toNextAt(watch: Pick<LeasedWatch, 'startedAt' | 'viewedUntil' | 'endsAt'>, ended: LookEnded): string {
  const nowMs = ended.now.getTime()
  const viewedUntilMs = watch.viewedUntil === null ? null : Date.parse(watch.viewedUntil)
  const sinceStartMs = nowMs - Date.parse(watch.startedAt)
  const sinceViewMs = viewedUntilMs === null ? sinceStartMs : viewedUntilMs > nowMs ? null : nowMs - viewedUntilMs
  const delayMs = withJitter(toNextDelayMs({ sinceStartMs, sinceViewMs }), ended.random)
  const laddered = Math.max(ended.began.getTime() + delayMs, nowMs + shortestDelayMs)
  const wanted = Math.min(laddered, Math.max(toForetoldMs(ended), nowMs + shortestDelayMs))
  return new Date(Math.min(wanted, Math.max(Date.parse(watch.endsAt), nowMs + shortestDelayMs))).toISOString()
}

/** Infinity where nothing is foretold, it was in vain too often, or what the watch has told is much already: the ladder has to do. */
function toForetoldMs({ now, recheckAt, rechecks, told }: LookEnded): number {
  const recheckMs = recheckAt === null ? Infinity : Date.parse(recheckAt)
  const waitMs = rechecks === 0 ? 0 : (triedAgainAfterMs[rechecks - 1] ?? Infinity)
  return recheckMs > now.getTime() && told < toldAsTheyCome ? Math.max(recheckMs, now.getTime() + waitMs) : Infinity
}
