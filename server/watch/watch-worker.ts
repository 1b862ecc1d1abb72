/** The loop in each process that goes on asking: sleeps until a watch is due, and never so long that it misses another's. */
import { createDueWatches, type DueWatchesOptions } from './due-watches.ts'

export interface WatchWorkerOptions extends Omit<DueWatchesOptions, 'onRoom'> {
  /** Other processes start watches too, and die with some in their hands. */
  maxSleepMs?: number
}

export interface WatchWorker {
  /** A watch was started or came nearer. */
  wake: () => void
  /** Tells running ticks to stop, hands back what they hold, and resolves once all have. */
  close: () => Promise<void>
}

export function createWatchWorker(options: WatchWorkerOptions): WatchWorker {
  const { now, log, maxSleepMs = 2_000 } = options
  const bell = createBell()
  const due = createDueWatches({ ...options, onRoom: bell.ring })
  let isClosing = false

  /** Without room the bell rings as soon as there is. */
  const toSleepMs = async (): Promise<number> => {
    if (!due.hasRoom()) return maxSleepMs
    const next = await due.nextDue()
    return next === null ? maxSleepMs : Math.min(maxSleepMs, Math.max(0, next.getTime() - now().getTime()))
  }
  const loop = async () => {
    let isFailing = false
    while (!isClosing) {
      let sleepMs = maxSleepMs
      try {
        await due.begin()
        sleepMs = await toSleepMs()
        isFailing = false
      } catch (error) {
        // The database is away: everything that is due stays due. Said once for each time that it goes.
        if (!isFailing) log.error({ err: error }, 'watches cannot be read just now')
        isFailing = true
      }
      await bell.wait(sleepMs)
    }
  }
  const ended = loop()

  return {
    wake: bell.ring,
    close: async () => {
      isClosing = true
      const stopped = due.close()
      bell.ring()
      await Promise.all([stopped, ended])
      // What the loop had claimed at that very moment.
      await due.close()
    },
  }
}

/** A sleep that can be ended; one that is rung for before it begins ends at once. */
function createBell() {
  let isRung = false
  let end: (() => void) | null = null
  return {
    ring: () => {
      isRung = true
      end?.()
    },
    wait: async (ms: number): Promise<void> => {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          end = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        end = null
      }
      isRung = false
    },
  }
}
