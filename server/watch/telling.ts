/** What of a full check is told, and what the watch goes on from. Pure. Nothing that a zone says can make evidence without end. */
import { shortestDelayMs, toldAsTheyCome, toldOnceInMs } from './ladder.ts'
import type { LeasedWatch } from './lease.store.ts'
import type { CheckSeen } from './tick.ts'

/** `held-back`: a change, but the watch has told so many that it has to wait for its hour. */
export type Telling = 'told' | 'as-it-was' | 'held-back'

export function toTelling(watch: LeasedWatch, seen: CheckSeen, now: Date): Telling {
  const isSame = seen.digest === watch.digest
  // Back to what was known before, between the two looks.
  if (isSame && !isRecheckDue(watch, now)) return 'as-it-was'
  // It can be told only once, and is what everybody waits for.
  if (seen.isOver) return 'told'
  // Said twice it is certain (`spfStanding` wants two looks in a row); a third time it is nothing new.
  if (isSame && seen.verdict !== undefined && isSaid(watch, seen.verdict) && watch.rechecks > 0) return 'as-it-was'
  return hasItsHour(watch, now) ? 'told' : 'held-back'
}

/** That nothing is foretold any more, which would stand at its end, is nothing new. */
const isSaid = (watch: LeasedWatch, verdict: string): boolean => watch.verdict?.startsWith(verdict) === true

export const isRecheckDue = ({ recheckAt }: Pick<LeasedWatch, 'recheckAt'>, now: Date): boolean => recheckAt !== null && now >= new Date(recheckAt)

function hasItsHour({ told, toldAt }: LeasedWatch, now: Date): boolean {
  return told < toldAsTheyCome || toldAt === null || now.getTime() >= Date.parse(toldAt) + toldOnceInMs
}

/** When a full check may say something new, and how often in a row such a moment has brought nothing. */
export type Foretold = Pick<LeasedWatch, 'recheckAt' | 'rechecks'>

export function toForetold(watch: LeasedWatch, { digest, recheckAtMs, verdict }: CheckSeen, now: Date): Foretold {
  const isSame = digest === watch.digest && isRecheckDue(watch, now) && (verdict === undefined || isSaid(watch, verdict))
  const recheckAt = recheckAtMs === null ? null : new Date(Math.max(recheckAtMs, now.getTime() + shortestDelayMs)).toISOString()
  return { recheckAt, rechecks: isSame ? watch.rechecks + 1 : 0 }
}
