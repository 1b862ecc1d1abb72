import type { SpfReport } from '#core/contract/spf.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { toRightful } from '#core/whereabouts/rightful.ts'
import { findWhereabouts } from '../whereabouts/find-whereabouts.ts'
import type { OwnRecord } from './own-record.ts'

interface Missed {
  report: SpfReport
  own: Pick<OwnRecord, 'look' | 'settled'>
  rule: Pick<MimecastRule, 'include'>
  /** What the check has asked already. */
  outcomes: readonly DnsOutcome[]
  /** The account's domains: each has its own check. */
  siblings: readonly string[]
}

/** Only after a miss, and only where the source can be asked: no resolver shall learn that there is nothing. */
export function lookElsewhere({ report, own, rule, outcomes, siblings }: Missed, lookup: Lookup): Promise<Whereabouts | null> {
  const { domain, outcome, plan, tree } = report
  const { zone } = own.look
  if (outcome !== 'invalid' || zone === null || own.settled.kind !== 'said') return Promise.resolve(null)
  const rightful = toRightful({ domain, tree, asked: outcomes, siblings })
  const wanted = { wanted: plan?.record ?? null, first: `include:${rule.include}` }
  return findWhereabouts({ kind: 'spf', domain, zone: zone.zone, rightful, ...wanted }, lookup, [own.settled.outcome, ...outcomes])
}
