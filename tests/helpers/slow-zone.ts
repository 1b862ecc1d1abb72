/** A zone whose answers come in rounds: all questions that are open are answered at once, and only then is the next round asked. */
import type { DnsOutcome, Lookup, RrType } from '../../core/dns/outcome.ts'
import { createZone, type Zone } from './zone.ts'

export interface SlowZone {
  lookup: Lookup
  asked: string[]
  /** How many answers had to follow one another until `work` was done. */
  roundsUntil(work: Promise<unknown>): Promise<number>
}

const idle = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** Names in `never` are not answered at all. `pick` chooses the questions of a round among those that are open. */
export function createSlowZone(zone: Zone, { never = [], pick = (open) => open }: { never?: readonly string[]; pick?: <T>(open: T[]) => T[] } = {}): SlowZone {
  const { lookup, asked } = createZone(zone)
  let open: Array<() => void> = []
  const later = <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    const outcome = lookup(name, type)
    return new Promise((resolve) => {
      if (!never.includes(name)) open.push(() => resolve(outcome))
    })
  }
  return {
    lookup: later,
    asked,
    async roundsUntil(work) {
      let isDone = false
      void work.finally(() => (isDone = true))
      for (let rounds = 0; ; rounds += 1) {
        await idle()
        if (isDone) return rounds
        if (open.length === 0) throw new Error('waits for an answer that never comes')
        const now = pick(open)
        open = open.filter((answer) => !now.includes(answer))
        for (const answer of now) answer()
      }
    },
  }
}
