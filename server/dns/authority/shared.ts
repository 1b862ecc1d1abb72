/**
 * Equal work is done once: who asks while it is on its way joins it, each with patience of his own. Whoever leaves early
 * gets what is known so far; the last one to leave ends the work.
 */
import { Stop } from '../stop.ts'
import type { StopSignal } from '../stop.ts'
import type { WhyStopped } from './patience.ts'

export interface Progress<T> {
  /** Settles soon after the stop that it was started with. */
  done: Promise<T>
  soFar(why: WhyStopped): T
}

export type Waiter = StopSignal & { readonly why?: WhyStopped }

export interface Shared<T> {
  join(key: string, start: (stop: Stop) => Progress<T>, waiter: Waiter): Promise<T>
  /** Ends all of it; resolves when it has settled. */
  close(): Promise<void>
  readonly size: number
}

interface Work<T> {
  progress: Progress<T>
  stop: Stop
  waiters: number
}

export function createShared<T>(): Shared<T> {
  const works = new Map<string, Work<T>>()
  const begin = (key: string, start: (stop: Stop) => Progress<T>): Work<T> => {
    const stop = new Stop()
    const work = { progress: start(stop), stop, waiters: 0 }
    const forget = (): void => {
      if (works.get(key) === work) works.delete(key)
    }
    works.set(key, work)
    stop.addEventListener('abort', forget)
    work.progress.done.then(forget, forget)
    return work
  }
  return {
    join: (key, start, waiter) => waitFor(works.get(key) ?? begin(key, start), waiter),
    async close() {
      const open = [...works.values()]
      for (const { stop } of open) stop.abort()
      await Promise.allSettled(open.map(({ progress }) => progress.done))
    },
    get size() {
      return works.size
    },
  }
}

function waitFor<T>(work: Work<T>, waiter: Waiter): Promise<T> {
  work.waiters += 1
  return new Promise((resolve, reject) => {
    let isGone = false
    const leave = (settle: () => void): void => {
      if (isGone) return
      isGone = true
      waiter.removeEventListener('abort', onAbort)
      settle()
      if (--work.waiters === 0) work.stop.abort()
    }
    const onAbort = (): void => leave(() => resolve(work.progress.soFar(waiter.why ?? 'aborted')))
    waiter.addEventListener('abort', onAbort)
    if (waiter.aborted) return onAbort()
    work.progress.done.then(
      (result) => leave(() => resolve(result)),
      // Only a bug of ours rejects; it is the caller's to hear of.
      (bug: Error) => leave(() => reject(bug)),
    )
  })
}
