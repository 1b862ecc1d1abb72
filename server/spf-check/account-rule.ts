import type { Account } from '#core/contract/account.ts'
import { rulesVersion } from '#core/spf/judge.ts'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import type { MimecastRule } from '#core/spf/rule.ts'

/** What this account's records are held against; null where no include is known and staff has entered none. */
export function toAccountRule({ region, include, allowGlobalInclude }: Account): MimecastRule | null {
  return include === null ? null : toMimecastRule(region, { include, allowGlobal: allowGlobalInclude })
}

/** Names the rules of the engine and this account's own part of them: a verdict holds as long as both are the same. */
export function toSpfRulesVersion(engine: string, { region, include, allowGlobalInclude }: Account): string {
  return ['spf', engine, region, include ?? 'no-include', ...(allowGlobalInclude ? ['global-allowed'] : [])].join(' ')
}

/** Whether a verdict was given under the rule that holds for the account today. */
export function isUnderRule(version: string, account: Account): boolean {
  return version === toSpfRulesVersion(rulesVersion, account)
}
