/**
 * "Validate", asked at the source: the domain's own record as every server of its zone gives it, judged as many times
 * as they differ, and what resolvers still remember.
 */
import { isSubdomainOf } from '#core/address/domain.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { settle } from '#core/dns/settle.ts'
import type { Propagation, SourceLook } from '#core/dns/source.ts'
import { selectSpf } from '#core/spf/select.ts'
import type { SpfReport } from '#core/contract/spf.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import { withOnce } from '#core/spf/with-once.ts'
import type { AskWish, Authority } from '../dns/authority/authority.ts'
import { createZoneLookup, toUnasked } from '../source/zone-lookup.ts'
import { findWhereabouts } from '../whereabouts/find-whereabouts.ts'
import { toHost } from './account-plan.ts'
import { toAsked } from './asked-log.ts'
import { checkSpf, type SpfCheck, type SpfCheckRequest } from './check-spf.ts'

export interface SourceCheckRequest extends Omit<SpfCheckRequest, 'host'> {
  authority: Pick<Authority, 'look' | 'lookEverywhere'>
  wish: AskWish
  /** The account's domains: a record may have gone to one below this one. */
  siblings: readonly string[]
}

export interface SourceCheck extends SpfCheck {
  whereabouts: Whereabouts | null
  look: SourceLook<'TXT'>
  propagation: Propagation<'TXT'>
}

/** What of a TXT answer SPF goes by: the records in no order, or that there are none (RFC 7208 §4.5). */
export function spfValueOf(outcome: DnsOutcome<'TXT'>): string | null {
  if (outcome.kind !== 'answer') return null
  const { records } = selectSpf(outcome.records.map(({ text }) => text))
  return records.length === 0 ? null : records.sort().join('\n')
}

export async function checkSpfAtSource(request: SourceCheckRequest): Promise<SourceCheck> {
  const { authority, domain, wish } = request
  const { look, propagation } = await authority.lookEverywhere(domain, 'TXT', spfValueOf, { ...wish, serials: true })
  const host = toHost(domain, look.zone?.zone ?? null)
  const others = withOnce(createZoneLookup({ authority, lookup: request.lookup, domain, wish }))
  const checkOne = (own: DnsOutcome<'TXT'>): Promise<SpfCheck> => checkSpf({ ...request, host, lookup: withOwn(domain, own, others) })
  const settled = settle(look, propagation)
  const asked = look.servers.flatMap(({ outcome }) => (outcome === null ? [] : [toAsked(outcome)]))
  const finish = ({ report, outcomes, ...rest }: SpfCheck, changes: Partial<SpfReport> = {}): SourceCheck => {
    const beside = outcomes.filter(({ name, type }) => name !== domain || type !== 'TXT')
    return { ...rest, outcomes: beside, look, propagation, whereabouts: null, report: { ...report, asked: [...asked, ...beside.map(toAsked)], ...changes } }
  }

  switch (settled.kind) {
    case 'said': {
      const check = await checkOne(settled.outcome)
      return { ...finish(check), whereabouts: await lookElsewhere(request, { look, own: settled.outcome, check, others }) }
    }
    case 'unasked':
      return finish(await checkOne(toUnasked(look, settled.reason)), { unavailable: { reason: settled.reason, tryAgain: settled.tryAgain } })
    case 'disagree': {
      const checks = await Promise.all(settled.outcomes.map(checkOne))
      const [most] = checks
      if (most === undefined) throw new TypeError('servers that disagree have said something')
      const isOneVerdict = checks.every(({ report }) => report.outcome === most.report.outcome)
      return isOneVerdict ? finish(most) : finish(most, undecided)
    }
  }
}

interface Missed {
  look: SourceLook<'TXT'>
  own: DnsOutcome<'TXT'>
  check: SpfCheck
  others: Lookup
}

/** Only after a miss, and only where the source can be asked: no resolver shall learn that there is nothing. */
function lookElsewhere({ domain, siblings }: SourceCheckRequest, { look, own, check, others }: Missed): Promise<Whereabouts | null> {
  const { outcome, plan } = check.report
  if (outcome !== 'invalid' || look.zone === null) return Promise.resolve(null)
  const below = siblings.filter((name) => isSubdomainOf(name, domain))
  return findWhereabouts({ kind: 'spf', domain, zone: look.zone.zone, below, wanted: plan?.record ?? null }, others, [own, ...check.outcomes])
}

/** Some servers have a right record and some do not: neither is the customer's fault, nor is it done. */
const undecided: Partial<SpfReport> = {
  outcome: 'unavailable', findings: [], plan: null, unavailable: { reason: 'servers-disagree', tryAgain: true },
}

function withOwn(domain: string, own: DnsOutcome<'TXT'>, others: Lookup): Lookup {
  return (name, type) => (name === domain && type === 'TXT' ? Promise.resolve(own as DnsOutcome<typeof type>) : others(name, type))
}
