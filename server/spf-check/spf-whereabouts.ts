import { isSubdomainOf } from '#core/address/domain.ts'
import type { SpfReport } from '#core/contract/spf.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { findWhereabouts } from '../whereabouts/find-whereabouts.ts'
import type { OwnRecord } from './own-record.ts'

interface Missed {
  report: SpfReport
  own: OwnRecord
  /** What the check has asked already. */
  outcomes: readonly DnsOutcome[]
  /** The account's domains: a record may have gone to one below this one. */
  siblings: readonly string[]
}

/** Only after a miss, and only where the source can be asked: no resolver shall learn that there is nothing. */
export function lookElsewhere({ report, own, outcomes, siblings }: Missed, lookup: Lookup): Promise<Whereabouts | null> {
  const { domain, outcome, plan } = report
  const { zone } = own.look
  if (outcome !== 'invalid' || zone === null || own.settled.kind !== 'said') return Promise.resolve(null)
  const below = siblings.filter((name) => isSubdomainOf(name, domain))
  return findWhereabouts({ kind: 'spf', domain, zone: zone.zone, below, wanted: plan?.record ?? null }, lookup, [own.settled.outcome, ...outcomes])
}
