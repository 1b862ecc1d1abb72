/** "The customer presses Validate": DNS asked at this moment, judged by the account's rule, kept as evidence, told to all. */
import type { Account } from '#core/contract/account.ts'
import type { SourceLook } from '#core/dns/source.ts'
import { readDomainNames } from '../domains/domains.store.ts'
import { appendSpfEvidence } from '../evidence/evidence.store.ts'
import { createKeptLog } from '../evidence/kept-log.ts'
import { createSharedWork } from '../evidence/shared-work.ts'
import { toSourceView } from '../evidence/source-view.ts'
import type { JourneyActing } from '../journey/act.ts'
import { stepNotReady } from '../journey/journey.errors.ts'
import { touchAccount } from '../journey/journey.store.ts'
import type { Parts } from '../parts.ts'
import { goOnWatching, type CheckErrand } from '../watch/check-errand.ts'
import { createZoneLookup } from '../source/zone-lookup.ts'
import { toHost } from './account-plan.ts'
import { toAccountRule, toRuleKey, toSpfRulesVersion } from './account-rule.ts'
import { checkSpf } from './check-spf.ts'
import { spfOrContentOf, spfValueOf, toOwnRecord, toOwnWish } from './own-record.ts'
import { toSpfSeen } from './spf-seen.ts'
import { lookElsewhere } from './spf-whereabouts.ts'

export interface SpfCheckParts extends JourneyActing, Pick<Parts, 'authority'> {
  resolver: Pick<Parts['resolver'], 'lookupWith'>
}

export interface SpfSubject {
  account: Account
  domain: { id: string; name: string }
}

export type CheckAccountSpf = (subject: SpfSubject) => Promise<void>

export function createSpfCheck(parts: SpfCheckParts): CheckAccountSpf {
  const share = createSharedWork<void>()
  return (subject) => share(subject.domain.id, async () => {
    const accountId = subject.account.id
    await checkAndKeep(parts, subject, { wish: { account: accountId }, commit: goOnWatching({ accountId, domainId: subject.domain.id, kind: 'spf' }, parts.now) })
    parts.live.publish({ topic: 'journey', accountId })
  })
}

/** One question a second to the zone's servers: a record of many names takes its time, and must not be cut short. */
const politeCheckMs = 240_000

export interface SpfErrand extends CheckErrand {
  /** What the source has said a moment ago. */
  seen?: SourceLook<'TXT'> | undefined
}

export async function checkAndKeep(parts: SpfCheckParts, { account, domain }: SpfSubject, { wish, commit, seen: atSource }: SpfErrand): Promise<void> {
  const rule = toAccountRule(account)
  if (rule === null) throw stepNotReady()
  const { db, resolver, authority, now } = parts
  // Whoever presses wants to know how it is now, so nothing is answered from memory.
  const kept = createKeptLog({ authority, lookup: resolver.lookupWith({ fresh: true, ...(wish.signal === undefined ? {} : { signal: wish.signal }) }) })
  const lookup = createZoneLookup({ authority: kept.authority, lookup: kept.lookup, domain: domain.name, wish, compareBy: spfOrContentOf })
  const own = toOwnRecord(await authority.lookEverywhere(domain.name, 'TXT', spfValueOf, { ...wish, ...toOwnWish(rule), seen: atSource }))
  const host = toHost(domain.name, own.look.zone?.zone ?? null)
  const { report, outcomes } = await checkSpf({ domain: domain.name, rule, own: own.settled, lookup, now, host, ...(wish.paced === true ? { wholeMs: politeCheckMs } : {}) })
  const whereabouts = await lookElsewhere({ report, own, rule, outcomes, siblings: await readDomainNames(db, account.id) }, lookup)
  await db.transaction().execute(async (trx) => {
    if (!(await commit(trx, toSpfSeen(own, report, { now: now(), rule: toRuleKey(account) })))) return
    const at = await touchAccount(trx, account.id, now())
    const place = { accountId: account.id, domainId: domain.id, at, replies: kept.toReplies([own.look], outcomes) }
    const seen = { report: { ...report, asked: [...own.asked, ...report.asked] }, source: toSourceView(own.look, own.propagation), whereabouts }
    await appendSpfEvidence(trx, place, seen, toSpfRulesVersion(report.rules, account))
  })
}
