/**
 * Who looks at which domain, in this process: while at least one page does, its watches are told every few seconds. Five
 * hundred pages on one domain cost what one costs.
 */
import type { Parts } from '../parts.ts'
import { markViewed } from './watch.store.ts'

export interface Presence {
  /** A page that shows the domain is open. Returns how to say that it is closed. */
  enter: (domainId: string) => () => void
}

const beatMs = 5_000
/** Longer than two beats: one that comes late is no closed page. */
const viewedForMs = 15_000

export function createPresence({ db, now, log }: Pick<Parts, 'db' | 'now' | 'log'>, { everyMs = beatMs } = {}): Presence {
  const pages = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null
  let isBeating = false
  let isFailing = false

  const mark = async (domainIds: readonly string[]): Promise<void> => {
    try {
      for (const domainId of domainIds) await markViewed(db, domainId, { now: now(), viewedForMs })
      isFailing = false
    } catch (error) {
      // Without it a watch asks as if nobody looked, which is no reason to end a page's stream. Said once while it lasts.
      if (!isFailing) log.warn({ err: error }, 'watches were not told who looks')
      isFailing = true
    }
  }
  const beat = async (): Promise<void> => {
    if (isBeating) return
    isBeating = true
    await mark([...pages.keys()])
    isBeating = false
  }
  const leave = (domainId: string): void => {
    const left = (pages.get(domainId) ?? 1) - 1
    if (left > 0) pages.set(domainId, left)
    else pages.delete(domainId)
    if (pages.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }

  return {
    enter: (domainId) => {
      const before = pages.get(domainId) ?? 0
      pages.set(domainId, before + 1)
      if (before === 0) void mark([domainId])
      timer ??= setInterval(() => void beat(), everyMs)
      let isHere = true
      return () => {
        if (isHere) leave(domainId)
        isHere = false
      }
    },
  }
}
