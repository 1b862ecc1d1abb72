import type { Account } from '#core/contract/account.ts'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import type { MimecastRule } from '#core/spf/rule.ts'

type RuleFacts = Pick<Account, 'region' | 'include' | 'allowGlobalInclude'>

/** What this account's records are held against; null where no include is known and staff has entered none. */
export function toAccountRule({ region, include, allowGlobalInclude }: RuleFacts): MimecastRule | null {
  return include === null ? null : toMimecastRule(region, { include, allowGlobal: allowGlobalInclude })
}

/** Names the rules of the engine and this account's own part of them, for the evidence. */
export function toSpfRulesVersion(engine: string, facts: RuleFacts): string {
  return `spf ${engine} ${toRuleKey(facts)}`
}

/**
 * Whether a verdict was given for what is required of the account today. A new engine undoes nothing by itself: a
 * finished step is re-opened only by what DNS says again (architecture 4).
 */
export function isUnderRule(version: string, facts: RuleFacts): boolean {
  return version.endsWith(` ${toRuleKey(facts)}`)
}

/** What of an account decides a verdict, as text to compare. */
export const toRuleKey = ({ region, include, allowGlobalInclude }: RuleFacts): string =>
  [region, include ?? 'no-include', ...(allowGlobalInclude ? ['global-allowed'] : [])].join(' ')
