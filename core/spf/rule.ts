/**
 * What Mimecast asks of one account's records, as the judge and the planner need it.
 * Where the values come from (the catalogue, staff's entries for the account) is for the callers to know.
 */
import type { AcceptableCode } from './codes.ts'

export interface MimecastRule {
  /** The account's region key, repeated in the report. */
  region: string
  /** The one include that must come first. */
  include: string
  /** The includes of all other regions, so that a wrong one can be named. */
  otherIncludes: ReadonlyArray<{ region: string; include: string }>
  globalInclude: string
  /** Staff allowed the global include for this account (architecture D2). */
  allowGlobal: boolean
  /** What staff accepted for this account, with a reason recorded elsewhere (architecture D1). */
  accepted: readonly AcceptableCode[]
}

/** Host names as SPF compares them: case does not count (RFC 7208 §12, strings), nor does the dot of the root. */
export function sameHost(a: string, b: string): boolean {
  return canonicalHost(a) === canonicalHost(b)
}

export function canonicalHost(host: string): string {
  const name = host.toLowerCase()
  return name.endsWith('.') ? name.slice(0, -1) : name
}
