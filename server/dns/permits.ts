/** So many sockets and no more: who comes late waits in line, and leaves it when the signal says so. */

export interface Permits {
  /** False when the signal came first: then there is nothing to release. */
  acquire(signal: AbortSignal): Promise<boolean>
  release(): void
  readonly inUse: number
  readonly waiting: number
}

export function createPermits(max: number): Permits {
  const line = new Set<() => void>()
  let inUse = 0
  return {
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
          line.delete(enter)
          resolve(false)
        }
        line.add(enter)
        signal.addEventListener('abort', leave, { once: true })
      })
    },
    release() {
      const [first] = line
      // The permit passes from hand to hand, so that nobody can jump the line.
      if (first === undefined) inUse -= 1
      else first()
    },
    get inUse() {
      return inUse
    },
    get waiting() {
      return line.size
    },
  }
}
