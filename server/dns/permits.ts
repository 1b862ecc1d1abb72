/**
 * So many sockets and no more: who comes late waits in line, and leaves it when the signal says so. All lines of a
 * process draw on one stock. None takes its last part: each may go on taking while it has no more than three times of
 * what is left, so that a server that keeps its questions open leaves sockets for those of others.
 */
import { socketShare } from './descriptors.ts'
import type { StopSignal } from './stop.ts'

export interface Permits {
  /** True when there was one left: the short way, without waiting. */
  tryAcquire(): boolean
  /** False when the signal came first: then there is nothing to release. `isFirst`: who goes on with a look-up, before who begins one. */
  acquire(signal: StopSignal, isFirst?: boolean): Promise<boolean>
  release(): void
  /** In place of `release`: the system had no socket. The stock is smaller for a while. */
  releaseUnused(): void
  /** Resolves when none is in use. */
  whenIdle(): Promise<void>
  readonly inUse: number
  readonly waiting: number
}

/** A line as its stock sees it. */
interface Line {
  canEnter(): boolean
  letIn(): void
  isEmpty(): boolean
}

export interface Stock {
  readonly left: number
  take(): void
  giveBack(): void
  shrink(): void
  join(line: Line): void
  leave(line: Line): void
}

const recoveryMs = 50

export function createStock(whole: number): Stock {
  const lines = new Set<Line>()
  let size = whole
  let used = 0
  let recovery: NodeJS.Timeout | null = null
  /** The system has just had none: until the timer nobody enters, or whoever comes next would find none either, without end. */
  let isShort = false
  /** In turn, one of each line. */
  const serve = (): void => {
    for (let isMore = true; isMore && used < size && lines.size > 0; ) {
      isMore = false
      for (const line of [...lines]) {
        if (!line.canEnter()) continue
        isMore = true
        // Whoever was served is the last the next time.
        lines.delete(line)
        line.letIn()
        if (!line.isEmpty()) lines.add(line)
      }
    }
  }
  const recover = (): void => {
    isShort = false
    size = Math.min(whole, size + Math.max(1, size >> 3))
    recovery = size < whole ? setTimeout(recover, recoveryMs) : null
    serve()
  }
  return {
    get left() {
      return isShort ? 0 : size - used
    },
    take() {
      used += 1
    },
    giveBack() {
      used -= 1
      if (lines.size > 0) serve()
    },
    shrink() {
      isShort = true
      size = Math.max(1, Math.min(size, used - 1))
      used -= 1
      recovery ??= setTimeout(recover, recoveryMs)
    },
    join: (line) => void lines.add(line),
    leave: (line) => void lines.delete(line),
  }
}

const ofThisProcess = createStock(socketShare.sockets)
/** Of what is left, so many times as much may one line have. */
const greed = 3

export function createPermits(max: number, stock: Stock = ofThisProcess): Permits {
  // Those in front go on with a look-up.
  const front = new Set<() => void>()
  const rear = new Set<() => void>()
  const watchers: (() => void)[] = []
  let inUse = 0
  const line: Line = {
    canEnter: () => inUse < max && inUse < greed * stock.left,
    letIn() {
      const [first] = front.size > 0 ? front : rear
      first?.()
    },
    isEmpty: () => front.size + rear.size === 0,
  }
  const take = (): void => {
    inUse += 1
    stock.take()
  }
  const tellIdle = (): void => {
    if (inUse === 0) for (const tell of watchers.splice(0)) tell()
  }
  return {
    tryAcquire() {
      // Who waits in line was there first; while somebody does, none is left.
      if (!line.canEnter()) return false
      take()
      return true
    },
    acquire(signal, isFirst = false) {
      if (signal.aborted) return Promise.resolve(false)
      if (line.canEnter()) {
        take()
        return Promise.resolve(true)
      }
      const places = isFirst ? front : rear
      return new Promise((resolve) => {
        const enter = (): void => {
          places.delete(enter)
          signal.removeEventListener('abort', leave)
          take()
          resolve(true)
        }
        const leave = (): void => {
          signal.removeEventListener('abort', leave)
          places.delete(enter)
          if (line.isEmpty()) stock.leave(line)
          resolve(false)
        }
        places.add(enter)
        stock.join(line)
        signal.addEventListener('abort', leave)
      })
    },
    release() {
      inUse -= 1
      stock.giveBack()
      tellIdle()
    },
    releaseUnused() {
      inUse -= 1
      stock.shrink()
      tellIdle()
    },
    whenIdle: () => (inUse === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
    get inUse() {
      return inUse
    },
    get waiting() {
      return front.size + rear.size
    },
  }
}
