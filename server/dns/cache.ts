/**
 * Outcomes worth remembering, and for how long (RFC 2308 for "there is none", RFC 9520 for "could not"). What comes
 * out says so: it is marked as cached, with its age, and with the seconds that are left of its TTL.
 */
import { LRUCache } from 'lru-cache'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { isFinal } from './answer.ts'
import type { Question } from './answer.ts'

export interface CacheLimits {
  entries: number
  octets: number
  maxTtlSeconds: number
  maxNegativeTtlSeconds: number
  failureTtlSeconds: number
}

export const defaultCacheLimits: CacheLimits = {
  entries: 5000,
  octets: 32 * 1024 * 1024,
  maxTtlSeconds: 3600,
  // Short, because somebody is waiting for a record to appear.
  maxNegativeTtlSeconds: 900,
  failureTtlSeconds: 5,
}

export interface AnswerCache {
  get(question: Question): DnsOutcome | null
  set(question: Question, outcome: DnsOutcome): void
  readonly size: number
}

/** Keeps nothing. */
export const forgetful: AnswerCache = { get: () => null, set: () => undefined, size: 0 }

interface Entry {
  outcome: DnsOutcome
  storedAt: number
  lifeMs: number
}

/** A rough weight for what an outcome holds beside the raw reply. */
const overheadOctets = 1024

const keyOf = ({ name, type }: Question): string => `${type} ${name}`

export function createAnswerCache(limits: CacheLimits, now: () => number): AnswerCache {
  const entries = new LRUCache<string, Entry>({
    max: limits.entries,
    maxSize: limits.octets,
    sizeCalculation: ({ outcome }) => overheadOctets + 2 * (outcome.raw?.length ?? 0),
  })
  return {
    get(question) {
      const key = keyOf(question)
      const entry = entries.get(key)
      if (entry === undefined) return null
      const ageMs = now() - entry.storedAt
      if (ageMs < entry.lifeMs) return toAged(entry.outcome, Math.floor(ageMs / 1000))
      entries.delete(key)
      return null
    },
    set(question, outcome) {
      const key = keyOf(question)
      const old = entries.get(key)
      const isOldGood = old !== undefined && now() - old.storedAt < old.lifeMs && isFinal(old.outcome.kind)
      // A failure unmakes nothing that is still true; an answer that may not be remembered does.
      if (!isFinal(outcome.kind) && isOldGood) return
      const lifeMs = lifeSeconds(outcome, limits) * 1000
      if (lifeMs <= 0) entries.delete(key)
      else entries.set(key, { outcome, storedAt: now(), lifeMs })
    },
    get size() {
      return entries.size
    },
  }
}

function lifeSeconds(outcome: DnsOutcome, limits: CacheLimits): number {
  switch (outcome.kind) {
    case 'answer':
      return Math.min(outcome.ttlSeconds, limits.maxTtlSeconds)
    case 'nodata':
    case 'nxdomain':
      return Math.min(outcome.negativeTtlSeconds ?? 0, limits.maxNegativeTtlSeconds)
    case 'servfail':
    case 'refused':
    case 'other-rcode':
    case 'malformed':
      return limits.failureTtlSeconds
    // These speak of the way there or of our patience, not of the name.
    case 'timeout':
    case 'network':
    case 'aborted':
    case 'bad-name':
      return 0
  }
}

function toAged(outcome: DnsOutcome, ageSeconds: number): DnsOutcome {
  const aged = { cached: true, ageSeconds }
  switch (outcome.kind) {
    case 'answer':
      return { ...outcome, ...aged, ttlSeconds: outcome.ttlSeconds - ageSeconds }
    case 'nodata':
    case 'nxdomain':
      return { ...outcome, ...aged, negativeTtlSeconds: (outcome.negativeTtlSeconds ?? 0) - ageSeconds }
    default:
      return { ...outcome, ...aged }
  }
}
