/**
 * The rule for one region, out of the catalogue. What staff entered or allowed for an account is handed in; what a rule
 * means is for the judge to know.
 */
import { globalInclude } from '../catalogue/global-include.ts'
import { regionKeys, regions, type RegionKey } from '../catalogue/regions.ts'
import type { AcceptableCode } from './codes.ts'
import type { MimecastRule } from './rule.ts'

export interface RuleWishes {
  /** Where the catalogue knows none, or staff knows better. */
  include?: string
  allowGlobal?: boolean
  accepted?: readonly AcceptableCode[]
}

/** Null where no include is known and staff has entered none: then nobody can judge (architecture D6). */
export function toMimecastRule(region: RegionKey, wishes: RuleWishes = {}): MimecastRule | null {
  const include = wishes.include ?? regions[region].include?.value
  if (include === undefined) return null
  const otherIncludes = regionKeys.flatMap((key) => {
    const known = regions[key].include?.value
    return key === region || known === undefined || known === include ? [] : [{ region: key, include: known }]
  })
  const { allowGlobal = false, accepted = [] } = wishes
  return { region, include, otherIncludes, globalInclude: globalInclude.value, allowGlobal, accepted }
}
