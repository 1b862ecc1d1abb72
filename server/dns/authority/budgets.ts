/**
 * How many questions may be asked: for one account, of one zone's servers, and in all, so that nobody can have Connect
 * flood a name server (security: S-16, S-44). A question over budget is not asked, and is never an answer.
 */

export interface Charge {
  /** Null: on nobody's account. */
  account: string | null
  /** The zone whose servers are asked; null where everybody's questions go (the root, the registries). */
  zone: string | null
}

export interface Budgets {
  /** False when one of them is used up; then none is charged. */
  take(charge: Charge): boolean
}

export interface BudgetLimits {
  accountPerMinute: number
  zonePerMinute: number
  allPerSecond: number
}

export const defaultBudgetLimits: BudgetLimits = { accountPerMinute: 1800, zonePerMinute: 300, allPerSecond: 200 }

const minuteMs = 60_000
/** Buckets are swept when there are more: those that have filled up again say nothing. */
const maxBuckets = 2000

interface Bucket {
  tokens: number
  atMs: number
}

interface Rate {
  capacity: number
  periodMs: number
}

export function createBudgets(now: () => number, given: Partial<BudgetLimits> = {}): Budgets {
  const limits = { ...defaultBudgetLimits, ...given }
  const buckets = new Map<string, Bucket>()
  const rates = {
    all: { capacity: limits.allPerSecond, periodMs: 1000 },
    account: { capacity: limits.accountPerMinute, periodMs: minuteMs },
    zone: { capacity: limits.zonePerMinute, periodMs: minuteMs },
  } satisfies Record<string, Rate>

  const filled = (key: string, { capacity, periodMs }: Rate): Bucket => {
    const at = now()
    const bucket = buckets.get(key)
    if (bucket === undefined) {
      const fresh = { tokens: capacity, atMs: at }
      buckets.set(key, fresh)
      return fresh
    }
    bucket.tokens = Math.min(capacity, bucket.tokens + ((at - bucket.atMs) * capacity) / periodMs)
    bucket.atMs = at
    return bucket
  }
  const sweep = (): void => {
    const before = now() - minuteMs
    for (const [key, { atMs }] of buckets) if (atMs < before) buckets.delete(key)
  }

  return {
    take({ account, zone }) {
      if (buckets.size > maxBuckets) sweep()
      const wanted = [filled('all', rates.all)]
      if (account !== null) wanted.push(filled(`account ${account}`, rates.account))
      if (zone !== null) wanted.push(filled(`zone ${zone}`, rates.zone))
      if (wanted.some(({ tokens }) => tokens < 1)) return false
      for (const bucket of wanted) bucket.tokens -= 1
      return true
    },
  }
}
