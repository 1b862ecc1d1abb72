/** "The customer presses Validate": DNS asked at this moment, judged by the account's rule, kept as evidence, told to all. */
import type { Account } from '#core/contract/account.ts'
import { appendSpfEvidence } from '../evidence/evidence.store.ts'
import { toKeptReplies } from '../evidence/dns-record.ts'
import { createSharedWork } from '../evidence/shared-work.ts'
import type { JourneyActing } from '../journey/act.ts'
import { stepNotReady } from '../journey/journey.errors.ts'
import { touchAccount } from '../journey/journey.store.ts'
import type { Parts } from '../parts.ts'
import { toHost } from './account-plan.ts'
import { toAccountRule, toSpfRulesVersion } from './account-rule.ts'
import { checkSpf } from './check-spf.ts'

export interface SpfCheckParts extends JourneyActing {
  resolver: Pick<Parts['resolver'], 'lookupWith'>
}

export interface SpfSubject {
  account: Account
  domain: { id: string; name: string }
}

export type CheckAccountSpf = (subject: SpfSubject) => Promise<void>

export function createSpfCheck(parts: SpfCheckParts): CheckAccountSpf {
  const share = createSharedWork<void>()
  return (subject) => share(subject.domain.id, () => checkAndKeep(parts, subject))
}

async function checkAndKeep({ db, resolver, live, now }: SpfCheckParts, { account, domain }: SpfSubject): Promise<void> {
  const rule = toAccountRule(account)
  if (rule === null) throw stepNotReady()
  // Whoever presses wants to know how it is now, so nothing is answered from memory.
  const lookup = resolver.lookupWith({ fresh: true })
  const { report, outcomes } = await checkSpf({ domain: domain.name, rule, lookup, now, host: toHost(domain.name) })
  await db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, account.id, now())
    const place = { accountId: account.id, domainId: domain.id, at, replies: toKeptReplies(outcomes) }
    await appendSpfEvidence(trx, place, { report, source: null, whereabouts: null }, toSpfRulesVersion(report.rules, account))
  })
  live.publish({ topic: 'journey', accountId: account.id })
}
