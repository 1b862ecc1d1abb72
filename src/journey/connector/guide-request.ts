import type { ConnectorAnswers, Journey } from '#core/contract/journey.ts'
import { connectorAnswersSchema } from '#core/contract/journey.ts'
import type { GuideRequest } from '#core/guides/request.ts'

/** The account's own values, as the guide wants them. */
export function toGuideRequest({ account, domains, connector }: Journey): GuideRequest {
  const byRank = [...domains].sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
  return {
    ...connector.answers,
    platform: account.platform,
    region: account.region,
    smartHosts: account.smartHosts,
    authentication: account.dynamicAddresses ? 'smtp-auth' : 'address',
    domains: byRank.map(({ name }) => name),
  }
}

/** What people paste for the tenant's domain: an address, a web address, capitals, a final dot (U-16). */
export function toTenantDomain(typed: string): string {
  return typed.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/^.*@/, '').replace(/[/.]+$/, '')
}

export type TenantDomainFault = 'mail-form' | 'invalid'

/** Null when it can be taken; the form with `.mail.` is common enough for a sentence of its own. */
export function tenantDomainFault(domain: string): TenantDomainFault | null {
  if (/\.mail\.onmicrosoft\./.test(domain)) return 'mail-form'
  return connectorAnswersSchema.safeParse({ tenantDomain: domain } satisfies ConnectorAnswers).success ? null : 'invalid'
}
