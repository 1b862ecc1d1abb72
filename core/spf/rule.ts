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
