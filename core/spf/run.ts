/**
 * What one check carries along: the message's facts and how much of the limits is spent (RFC 7208 §4.6.4). The limits
 * are here and nowhere else, so that nothing is asked before it was counted.
 */
import type { Lookup } from '../dns/outcome.ts'
import { maxLookups, maxVoidLookups } from './limits.ts'
import type { ReadRecord } from './read-record.ts'
import type { IpAddress } from './record.ts'
import type { Trace } from './trace.ts'

export type StopCode =
  | 'not-a-domain' | 'no-record' | 'no-match' | 'several-records' | 'syntax-error' | 'target-without-record'
  | 'dns-error' | 'out-of-time' | 'too-many-lookups' | 'too-many-void-lookups' | 'too-many-mx'

export interface StopReason {
  code: StopCode
  /** The name or the term it is about. */
  name: string
}

/** An error that ends the whole check: a value like any other. */
export interface Stop {
  result: 'temperror' | 'permerror'
  reason: StopReason
}

export const stop = (result: Stop['result'], code: StopCode, name: string): Stop => ({ result, reason: { code, name } })

/** What a message gives, and how to ask: enough to know which questions a term leads to. */
export interface Asker {
  ip: IpAddress
  localPart: string
  senderDomain: string
  helo: string
  receiver: string
  nowSeconds: number
  /** Asks each question once. */
  lookup: Lookup
  /** Reads each answer once. */
  read: ReadRecord
  isOutOfTime: () => boolean
}

export interface Run extends Asker {
  /** Null unless somebody wants to see it. */
  trace: Trace | null
  lookups: number
  voidLookups: number
  /** Counts a term that asks, before it asks: the eleventh is not asked any more. */
  spendLookup: (term: string) => Stop | null
  /** Counts an answer without records: the third ends the check. */
  spendVoid: (name: string) => Stop | null
}

export function createRun(asker: Asker, trace: Trace | null = null): Run {
  const { ip, localPart, senderDomain, helo, receiver, nowSeconds, lookup, read, isOutOfTime } = asker
  // Key by key: an object made by spreading, with keys added behind, is slow to make and slow to read in every step.
  return {
    ip, localPart, senderDomain, helo, receiver, nowSeconds, read, isOutOfTime, trace,
    lookup: trace === null ? lookup : trace.noting(lookup),
    lookups: 0,
    voidLookups: 0,
    spendLookup(term) {
      this.lookups += 1
      return this.lookups > maxLookups ? stop('permerror', 'too-many-lookups', term) : null
    },
    spendVoid(name) {
      this.voidLookups += 1
      return this.voidLookups > maxVoidLookups ? stop('permerror', 'too-many-void-lookups', name) : null
    },
  }
}
