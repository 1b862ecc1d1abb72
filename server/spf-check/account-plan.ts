import type { Account } from '#core/contract/account.ts'
import type { SpfAnswer } from '#core/contract/journey.ts'
import type { SpfPlan, SpfReport } from '#core/contract/spf.ts'
import { planSpf } from '#core/spf/plan.ts'
import { toRelativeName } from '#core/address/domain.ts'
import { toOwnZone } from '../domains/domain-name.ts'
import { toAccountRule } from './account-rule.ts'

/** The record to publish, from what was found and what the customer said; null where nothing can be proposed yet. */
export function toAccountPlan(report: SpfReport, answer: SpfAnswer, { account, zone }: { account: Account; zone: string | null }): SpfPlan | null {
  const rule = toAccountRule(account)
  return rule === null ? null : planSpf({ report, rule, answer, host: toHost(report.domain, zone) })
}

/** What the DNS host's form wants for the domain's own record. `zone`: as DNS showed it, where somebody looked. */
export function toHost(domain: string, zone: string | null): string {
  return toRelativeName(domain, toOwnZone(domain, zone))
}
