/** So many sockets and no more: who comes late waits in line, and leaves it when the signal says so. */
import type { StopSignal } from './stop.ts'

export interface Permits {
  /** True when there was one left: the short way, without waiting. */
  tryAcquire(): boolean
  /** False when the signal came first: then there is nothing to release. */
  acquire(signal: StopSignal): Promise<boolean>
  release(): void
  /** Resolves when none is in use. */
  whenIdle(): Promise<void>
  readonly inUse: number
  readonly waiting: number
}

export function createPermits(max: number): Permits {
  const line = new Set<() => void>()
  const watchers: (() => void)[] = []
  let inUse = 0
  return {
    tryAcquire() {
      // Who waits in line was there first; while somebody does, none is left.
      if (inUse >= max) return false
      inUse += 1
      return true
    },
    acquire(signal) {
      if (signal.aborted) return Promise.resolve(false)
      if (inUse < max) {
        inUse += 1
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        const enter = (): void => {
          line.delete(enter)
          signal.removeEventListener('abort', leave)
          resolve(true)
        }
        const leave = (): void => {
          signal.removeEventListener('abort', leave)
          line.delete(enter)
          resolve(false)
        }
        line.add(enter)
        signal.addEventListener('abort', leave)
      })
    },
    release() {
      const [first] = line
      // The permit passes from hand to hand, so that nobody can jump the line.
      if (first !== undefined) return first()
      inUse -= 1
      if (inUse === 0) for (const tell of watchers.splice(0)) tell()
    },
    whenIdle: () => (inUse === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
    get inUse() {
      return inUse
    },
    get waiting() {
      return line.size
    },
  }
}
