import { toUntold, type DnsOutcome, type Lookup, type RrType } from '#core/dns/outcome.ts'

/** What a whole check may take, however many servers are silent (architecture section 7). */
export const wholeCheckMs = 4500

export interface CheckDeadline {
  lookup: Lookup
  isOver: () => boolean
  /** Lets go of the timer; questions still on their way end by their own deadline. */
  close: () => void
}

/** Answers `aborted` in place of every question that is still open when the check's time is up. */
export function createCheckDeadline(lookup: Lookup, ms = wholeCheckMs): CheckDeadline {
  const waiting = new Set<() => void>()
  let over = false
  const timer = setTimeout(() => {
    over = true
    for (const end of waiting) end()
  }, ms)
  const withDeadline = <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    const toAborted = (): DnsOutcome<T> => toUntold({ name, type }, 'aborted', 'the check ran out of time')
    if (over) return Promise.resolve(toAborted())
    return new Promise((resolve, reject) => {
      const end = (): void => resolve(toAborted())
      waiting.add(end)
      lookup(name, type).then(resolve, reject).finally(() => waiting.delete(end))
    })
  }
  return { lookup: withDeadline, isOver: () => over, close: () => clearTimeout(timer) }
}
