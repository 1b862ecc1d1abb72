import type { Parts } from '../parts.ts'
import { createWatchTick, type WatchAsking } from './tick.ts'
import { createWatchWorker, type WatchWorker } from './watch-worker.ts'

/** The check that goes on, in this process: runs until it is closed. `asking` is what the checks of the server lend it. */
export function createWatch(parts: Pick<Parts, 'db' | 'live' | 'log' | 'now'>, asking: WatchAsking): WatchWorker {
  const random = Math.random
  return createWatchWorker({ ...parts, random, tick: createWatchTick({ ...parts, random }, asking) })
}
