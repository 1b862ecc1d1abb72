/**
 * How many questions may be asked: for one account, of one zone's servers, of one address, in one look with all that it
 * leads to, and in all, so that nobody can have Connect flood a name server (security: S-16, S-44). A question over budget
 * is not asked, and is never an answer.
 */

export interface Charge {
  /** Null: on nobody's account. */
  account: string | null
  /** The zone whose servers are asked; null where everybody's questions go (the root, the registries). */
  zone: string | null
  /** Where the question would go; left out where that is a resolver of our own. */
  address?: string
  /** The look that it is asked for. */
  purse?: Purse | undefined
}

/** What is left of the questions of one look. */
export interface Purse {
  left: number
}

/**
 * The largest healthy look needs some 90: thirteen hosts to resolve, sixteen addresses asked for the record and for the
 * version, the walk, and the same servers once more behind an alias. More is somebody who makes Connect ask.
 */
const questionsPerLook = 120

export function createPurse(): Purse {
  return { left: questionsPerLook }
}

export interface Budgets {
  /** False when one of them is used up; then none is charged. */
  take(charge: Charge): boolean
}

export interface BudgetLimits {
  accountPerMinute: number
  accountPerSecond: number
  zonePerMinute: number
  addressPerMinute: number
  allPerSecond: number
}

/**
 * Half of what all may ask in a second is left to the others, however much one account asks. An address may be the name
 * server of thousands of zones: ten a second are a hundred checks a minute there, and nothing to a server of that size.
 */
export const defaultBudgetLimits: BudgetLimits = { accountPerMinute: 1800, accountPerSecond: 100, zonePerMinute: 300, addressPerMinute: 600, allPerSecond: 200 }

const secondMs = 1000
const minuteMs = 60_000
/** Buckets are swept when there are more, once a second: those that have filled up again say nothing. */
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
  let sweptMs = -Infinity
  const rates = {
    all: { capacity: limits.allPerSecond, periodMs: secondMs },
    account: { capacity: limits.accountPerMinute, periodMs: minuteMs },
    burst: { capacity: limits.accountPerSecond, periodMs: secondMs },
    zone: { capacity: limits.zonePerMinute, periodMs: minuteMs },
    address: { capacity: limits.addressPerMinute, periodMs: minuteMs },
  } satisfies Record<string, Rate>

  const filled = (of: keyof typeof rates, whose: string): Bucket => {
    const { capacity, periodMs } = rates[of]
    const key = `${of} ${whose}`
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
    if (buckets.size <= maxBuckets || now() - sweptMs < secondMs) return
    sweptMs = now()
    for (const [key, { atMs }] of buckets) if (atMs < sweptMs - minuteMs) buckets.delete(key)
  }

  return {
    take({ account, zone, address, purse }) {
      sweep()
      const wanted = [filled('all', '')]
      if (account !== null) wanted.push(filled('account', account), filled('burst', account))
      if (zone !== null) wanted.push(filled('zone', zone))
      if (address !== undefined) wanted.push(filled('address', address))
      if (wanted.some(({ tokens }) => tokens < 1) || purse?.left === 0) return false
      for (const bucket of wanted) bucket.tokens -= 1
      if (purse !== undefined) purse.left -= 1
      return true
    },
  }
}
