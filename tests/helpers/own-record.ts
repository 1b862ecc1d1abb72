import type { MimecastRule } from '#core/spf/rule.ts'
import type { AskWish, Authority } from '../../server/dns/authority/authority.ts'
import { spfValueOf, toOwnRecord, toOwnWish, type OwnRecord } from '../../server/spf-check/own-record.ts'

/** The domain's own record as a check asks for it. */
export async function lookAtOwnRecord(authority: Pick<Authority, 'lookEverywhere'>, { domain, rule }: { domain: string; rule: MimecastRule }, wish: AskWish): Promise<OwnRecord> {
  return toOwnRecord(await authority.lookEverywhere(domain, 'TXT', spfValueOf, { ...wish, ...toOwnWish(rule) }))
}
