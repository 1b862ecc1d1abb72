/** Several that could tell, and one answer is enough: the next is asked when the last is slow, or at once when it failed. */
import { Stop } from '../stop.ts'
import type { StopSignal } from '../stop.ts'

export interface Hedge<S, R> {
  order: readonly S[]
  hedgeMs: number
  /** For all of it; null: until the signal. */
  withinMs: number | null
  signal: StopSignal
  ask: (one: S, signal: StopSignal) => Promise<R>
  isGood: (result: R) => boolean
}

export interface Hedged<R> {
  good: R | null
  bad: readonly R[]
  /** Those that had said nothing when it ended. */
  open: number
}

export function askInHedge<S, R>({ order, hedgeMs, withinMs, signal, ask, isGood }: Hedge<S, R>): Promise<Hedged<R>> {
  return new Promise((resolve, reject) => {
    const stop = new Stop()
    const bad: R[] = []
    let turn = 0
    let open = 0
    let slow: NodeJS.Timeout | undefined
    const settle = (good: R | null): void => {
      if (stop.aborted) return
      clearTimeout(slow)
      clearTimeout(end)
      signal.removeEventListener('abort', onAbort)
      resolve({ good, bad: [...bad], open })
      stop.abort()
    }
    const onAbort = (): void => settle(null)
    const hear = (result: R): void => {
      if (stop.aborted) return
      open -= 1
      if (isGood(result)) return settle(result)
      bad.push(result)
      askNext()
    }
    const askNext = (): void => {
      clearTimeout(slow)
      const next = order[turn++]
      if (next === undefined) {
        if (open === 0) settle(null)
        return
      }
      open += 1
      slow = setTimeout(askNext, hedgeMs)
      ask(next, stop).then(hear, reject)
    }
    const end = withinMs === null ? undefined : setTimeout(() => settle(null), withinMs)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) settle(null)
    else askNext()
  })
}
