import { globalInclude } from '#core/catalogue/global-include.ts'
import { regionKeys, regions, type RegionKey } from '#core/catalogue/regions.ts'
import type { AcceptableCode } from '#core/spf/codes.ts'
import type { MimecastRule } from '#core/spf/rule.ts'

export interface RuleWishes {
  /** Where the catalogue knows none, or staff knows better. */
  include?: string
  allowGlobal?: boolean
  accepted?: readonly AcceptableCode[]
}

/** The rule for one account's region; null where no include is known and staff has entered none (architecture D6). */
export function toMimecastRule(region: RegionKey, wishes: RuleWishes = {}): MimecastRule | null {
  const include = wishes.include ?? regions[region].include?.value
  if (include === undefined) return null
  const others = regionKeys.filter((key) => key !== region)
  return {
    region,
    include,
    otherIncludes: others.flatMap((key) => {
      const known = regions[key].include
      return known === null ? [] : [{ region: key, include: known.value }]
    }),
    globalInclude: globalInclude.value,
    allowGlobal: wishes.allowGlobal ?? false,
    accepted: wishes.accepted ?? [],
  }
}
