/** Takes what is due, as far as there is room, and sees each through: done, put off, or handed back when the process stops. */
import type { Parts } from '../parts.ts'
import { claimDue, finishWatch, readNextDue, releaseWatch, renewLease, type LeasedWatch } from './lease.store.ts'
import { toNextAt } from './next-look.ts'
import type { WatchTick } from './tick.ts'

export interface DueWatchesOptions extends Pick<Parts, 'db' | 'now' | 'log'> {
  /** Of [0, 1). */
  random: () => number
  tick: WatchTick
  /** So many are asked for at once by this process. */
  concurrency?: number
  /** So many of one account: none shall wait because another has many domains. */
  mostOfAccount?: number
  /** So long after its last sign of life somebody else may take what a process holds. */
  leaseMs?: number
  /** No look takes longer, with all that waits before it for its servers' turn. */
  longestMs?: number
  /** Told whenever there is room again. */
  onRoom?: () => void
}

export interface DueWatches {
  /** Begins with what is due now; the number begun. Resolves before they are done. */
  begin: () => Promise<number>
  hasRoom: () => boolean
  /** When something comes to its turn that was not due at the last look: what was and is not begun waits for room, or for its account. */
  nextDue: () => Promise<Date | null>
  /** Once all that was begun is done. */
  settled: () => Promise<void>
  /** Tells them to stop, and resolves once they have. */
  close: () => Promise<void>
}

export function createDueWatches(options: DueWatchesOptions): DueWatches {
  const { db, now, concurrency = 16, mostOfAccount = 3, leaseMs = 60_000, longestMs = 600_000, onRoom } = options
  const running = new Map<Promise<void>, AbortController>()
  let isClosing = false
  let claimedAt = new Date(0)

  const settled = async () => {
    while (running.size > 0) await Promise.all(running.keys())
  }
  const run = (watch: LeasedWatch) => {
    const stop = new AbortController()
    if (isClosing) stop.abort()
    const timer = setTimeout(() => { stop.abort(new Error('A look takes no longer than this')) }, longestMs)
    const letGo = holdOn(options, watch, leaseMs)
    const one = seeThrough(options, watch, stop.signal, () => isClosing).then(() => {
      clearTimeout(timer)
      letGo()
      running.delete(one)
      onRoom?.()
    })
    running.set(one, stop)
  }

  return {
    begin: async () => {
      let begun = 0
      while (running.size < concurrency && !isClosing) {
        claimedAt = now()
        const { found, watches } = await claimDue(db, { now: claimedAt, leaseMs, most: concurrency - running.size, mostOfAccount })
        for (const watch of watches) run(watch)
        begun += watches.length
        if (found === 0) break
      }
      return begun
    },
    hasRoom: () => running.size < concurrency,
    nextDue: () => readNextDue(db, claimedAt),
    settled,
    close: () => {
      isClosing = true
      for (const stop of running.values()) stop.abort()
      return settled()
    },
  }
}

/** Renews the claim until told to stop. One that was lost stays lost, which whoever writes will find. */
function holdOn({ db, now, log }: DueWatchesOptions, watch: LeasedWatch, leaseMs: number): () => void {
  const timer = setInterval(() => {
    renewLease(db, watch, new Date(now().getTime() + leaseMs)).catch((error: unknown) => {
      log.warn({ err: error, watchId: watch.id }, 'the claim on a watch could not be renewed')
    })
  }, leaseMs / 3)
  return () => { clearInterval(timer) }
}

/** Never rejects: what a tick throws is logged here, and the watch comes to its turn again. */
async function seeThrough({ db, now, log, random, tick }: DueWatchesOptions, watch: LeasedWatch, signal: AbortSignal, isClosing: () => boolean): Promise<void> {
  try {
    await tick(watch, signal)
  } catch (error) {
    if (!isClosing()) log.error({ err: error, watchId: watch.id }, 'a watch could not be seen through')
    try {
      if (isClosing()) await releaseWatch(db, watch)
      else await finishWatch(db, watch, { nextAt: toNextAt(watch, { began: now(), now: now(), random: random(), recheckAt: null, rechecks: 0, told: watch.told }) })
    } catch (failure) {
      log.warn({ err: failure, watchId: watch.id }, 'a watch was not put off: it is taken again when its claim is over')
    }
  }
}
