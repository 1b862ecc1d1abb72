/** How long a watch waits before it asks again. Pure: times and the dice are handed in. */
const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Counted from the last act of a person. */
export const watchLivesMs = 30 * dayMs
/** The servers of the zone are never asked more often than this (polite: at most one question a server and second). */
export const shortestDelayMs = secondMs

/** A foretold moment came and nothing was new: tried again so much later, and after the last of these as the ladder says. */
export const triedAgainAfterMs: readonly number[] = [5 * secondMs, 15 * secondMs, minuteMs]

/** Changes that one watch tells as they come; what goes on changing is told once in so long. */
export const toldAsTheyCome = 12
export const toldOnceInMs = hourMs

/** Up to this age, wait so long; the last rung has no end of its own. */
interface Rung {
  untilMs: number
  delayMs: number
}

/** Somebody looks: the age is counted from the last act. */
export const viewedRungs: readonly Rung[] = [
  { untilMs: 2 * minuteMs, delayMs: 5 * secondMs },
  { untilMs: 10 * minuteMs, delayMs: 15 * secondMs },
  { untilMs: Infinity, delayMs: 30 * secondMs },
]

/** Nobody looks: the age is counted from the last act or view. */
const unviewedRungs: readonly Rung[] = [
  { untilMs: 15 * minuteMs, delayMs: 2 * minuteMs },
  { untilMs: 2 * hourMs, delayMs: 10 * minuteMs },
  { untilMs: dayMs, delayMs: hourMs },
  { untilMs: Infinity, delayMs: 6 * hourMs },
]

export interface WatchAge {
  sinceStartMs: number
  /** Since the last page that showed the domain was closed, at the most since the start; null while one is open. */
  sinceViewMs: number | null
}

export function toNextDelayMs({ sinceStartMs, sinceViewMs }: WatchAge): number {
  return sinceViewMs === null ? delayAt(viewedRungs, sinceStartMs) : delayAt(unviewedRungs, Math.min(sinceStartMs, sinceViewMs))
}

/** A tenth more or less, so that watches that were started together do not ask together for ever. `random` is of [0, 1). */
export function withJitter(delayMs: number, random: number): number {
  return Math.max(shortestDelayMs, Math.round(delayMs * (0.9 + 0.2 * random)))
}

function delayAt(rungs: readonly Rung[], ageMs: number): number {
  const rung = rungs.find(({ untilMs }) => ageMs < untilMs)
  if (rung === undefined) throw new Error('The last rung has no end')
  return rung.delayMs
}
