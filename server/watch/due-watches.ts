/** Takes what is due, as far as there is room, and sees each through: done, put off, or handed back when the process stops. */
import type { Parts } from '../parts.ts'
import { claimDue, finishWatch, releaseWatch, type LeasedWatch } from './lease.store.ts'
import { toNextAt, type WatchTick } from './tick.ts'

export interface DueWatchesOptions extends Pick<Parts, 'db' | 'now' | 'log'> {
  /** Of [0, 1). */
  random: () => number
  tick: WatchTick
  /** So many are asked for at once by this process. */
  concurrency?: number
  /** After that somebody else may take what a process holds. */
  leaseMs?: number
  /** Told whenever there is room again. */
  onRoom?: () => void
}

export interface DueWatches {
  /** Begins with what is due now; the number begun. Resolves before they are done. */
  begin: () => Promise<number>
  hasRoom: () => boolean
  /** Once all that was begun is done. */
  settled: () => Promise<void>
  /** Tells them to stop, and resolves once they have. */
  close: () => Promise<void>
}

/** Between the end of a tick and that of its claim, for what it still has to write. */
const leaseMarginMs = 10_000

export function createDueWatches(options: DueWatchesOptions): DueWatches {
  const { db, now, concurrency = 16, leaseMs = 60_000, onRoom } = options
  const closing = new AbortController()
  const running = new Set<Promise<void>>()

  const settled = async () => {
    while (running.size > 0) await Promise.all(running)
  }
  const run = (watch: LeasedWatch) => {
    const one = seeThrough(options, watch, closing.signal, leaseMs - leaseMarginMs).then(() => {
      running.delete(one)
      onRoom?.()
    })
    running.add(one)
  }

  return {
    begin: async () => {
      let begun = 0
      while (running.size < concurrency && !closing.signal.aborted) {
        const { found, watches } = await claimDue(db, { now: now(), leaseMs, most: concurrency - running.size })
        for (const watch of watches) run(watch)
        begun += watches.length
        if (found === 0) break
      }
      return begun
    },
    hasRoom: () => running.size < concurrency,
    settled,
    close: () => {
      closing.abort()
      return settled()
    },
  }
}

/** Never rejects: what a tick throws is logged here, and the watch comes to its turn again. */
async function seeThrough(options: DueWatchesOptions, watch: LeasedWatch, closing: AbortSignal, longestMs: number): Promise<void> {
  const { db, now, log, random, tick } = options
  const { signal, letGo } = toTickSignal(closing, longestMs)
  try {
    await tick(watch, signal)
  } catch (error) {
    if (!closing.aborted) log.error({ err: error, watchId: watch.id }, 'a watch could not be seen through')
    try {
      if (closing.aborted) await releaseWatch(db, watch)
      else await finishWatch(db, watch, { nextAt: toNextAt(watch, { now: now(), random: random(), recheckAt: null }) })
    } catch (failure) {
      log.warn({ err: failure, watchId: watch.id }, 'a watch was not put off: it is taken again when its claim is over')
    }
  } finally {
    letGo()
  }
}

/** Not `AbortSignal.any`, which on Node 20 holds on to every signal that it made for as long as `closing` lives. */
function toTickSignal(closing: AbortSignal, longestMs: number) {
  const controller = new AbortController()
  const stop = () => { controller.abort(closing.reason) }
  const timer = setTimeout(() => { controller.abort(new Error('The time of a claim is over')) }, longestMs)
  closing.addEventListener('abort', stop)
  if (closing.aborted) stop()
  const letGo = () => {
    clearTimeout(timer)
    closing.removeEventListener('abort', stop)
  }
  return { signal: controller.signal, letGo }
}
