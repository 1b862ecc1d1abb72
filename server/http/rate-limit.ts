import { sql, type Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { tooMany } from './errors.ts'

export interface RateRule {
  limit: number
  windowSeconds: number
}

export const rateRules = {
  /** Wrong passwords: of one address, of one address for one person, and for one person from everywhere. */
  signInPerAddress: { limit: 50, windowSeconds: 900 },
  signInPerAddressAndPerson: { limit: 10, windowSeconds: 900 },
  signInPerPerson: { limit: 100, windowSeconds: 900 },
  /** One-time links that do not exist, were used or are over. */
  linkPerAddress: { limit: 30, windowSeconds: 900 },
  /** Shared links that do not exist or are over (S-27). */
  sharePerAddress: { limit: 30, windowSeconds: 900 },
  /** Whatever asks DNS on somebody's behalf (S-44). */
  checkPerAccount: { limit: 60, windowSeconds: 60 },
  /** Whatever a customer writes: far more than hands can do, far less than would fill a disk. */
  actPerAccount: { limit: 600, windowSeconds: 900 },
} as const satisfies Record<string, RateRule>

export interface RateLimiter {
  /** Counts one attempt; throws `request.too-many` when it is one too many. */
  take: (key: string, rule: RateRule) => Promise<void>
  /** Takes the count of one attempt back: for limits that only mean failures, counted before it is known what it was. */
  giveBack: (key: string, rule: RateRule) => Promise<void>
}

/** Fixed windows in the database, so that limits hold across instances. Old windows are swept as new ones begin. */
export function createRateLimiter(db: Kysely<Database>, now: () => Date): RateLimiter {
  const windowOf = ({ windowSeconds }: RateRule) => {
    const seconds = Math.floor(now().getTime() / 1000)
    const start = seconds - (seconds % windowSeconds)
    return { start: new Date(start * 1000).toISOString(), secondsLeft: start + windowSeconds - seconds }
  }

  return {
    take: async (key, rule) => {
      const { start, secondsLeft } = windowOf(rule)
      const { count } = await db.insertInto('rate').values({ key, window_start: start, count: 1 })
        .onConflict((conflict) => conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql`rate.count + 1` }))
        .returning('count').executeTakeFirstOrThrow()
      if (count === 1) await sweep(db, now)
      if (count > rule.limit) throw tooMany(secondsLeft)
    },
    giveBack: async (key, rule) => {
      const { start } = windowOf(rule)
      await db.updateTable('rate').set(({ eb }) => ({ count: eb('count', '-', 1) }))
        .where('key', '=', key).where('window_start', '=', start).where('count', '>', 0).execute()
    },
  }
}

const longestWindowMs = 900_000

async function sweep(db: Kysely<Database>, now: () => Date): Promise<void> {
  const over = new Date(now().getTime() - longestWindowMs).toISOString()
  await db.deleteFrom('rate').where('window_start', '<', over).execute()
}
