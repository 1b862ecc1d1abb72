import { sql } from 'kysely'
import type { Parts } from '../parts.ts'

export interface Readiness {
  ready: boolean
  database: boolean
  dns: boolean
}

const keepMs = 2_000

/** Whether work can be done: the database answers and a DNS server does. Kept a moment, so that asking costs little. */
export function createReadiness({ db, resolver, now, log }: Parts): () => Promise<Readiness> {
  let last: { at: number; answer: Promise<Readiness> } | null = null

  async function check(): Promise<Readiness> {
    const [database, dns] = await Promise.all([asksDatabase(), asksDns()])
    return { ready: database && dns, database, dns }
  }
  async function asksDatabase(): Promise<boolean> {
    try {
      await sql`select 1`.execute(db)
      return true
    } catch (error) {
      log.warn({ err: error }, 'the database does not answer')
      return false
    }
  }
  /**
   * Any answer about the root will do: an upstream without a way out says SERVFAIL, or nothing. Asked anew each time: what
   * is remembered of the root is good for days, whatever has become of the upstream.
   */
  async function asksDns(): Promise<boolean> {
    const { kind } = await resolver.lookupWith({ deadlineMs: 1_500, fresh: true })('.', 'NS')
    return kind === 'answer' || kind === 'nodata' || kind === 'nxdomain'
  }

  return () => {
    const at = now().getTime()
    if (last === null || at >= last.at + keepMs) last = { at, answer: check() }
    return last.answer
  }
}
