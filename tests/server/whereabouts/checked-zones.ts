/** One check of a zone as a customer presses it, at the zone's own servers, and the look for what went astray. */
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { vendorZones } from '../../../server/demo/vendor-zones.ts'
import { createAuthority, type Authority } from '../../../server/dns/authority/authority.ts'
import { parseDnsServer } from '../../../server/dns/upstreams.ts'
import { createZoneLookup } from '../../../server/source/zone-lookup.ts'
import { checkSpf } from '../../../server/spf-check/check-spf.ts'
import { lookAtOwnRecord } from '../../helpers/own-record.ts'
import { lookElsewhere } from '../../../server/spf-check/spf-whereabouts.ts'
import { findWhereabouts } from '../../../server/whereabouts/find-whereabouts.ts'
import { useDnsWorld, type WorldForTests } from '../../helpers/dns-world.ts'
import { eu } from '../../helpers/spf-rule.ts'
import { code, target, toZoneData, type PlacedZone } from './odd-zones.ts'

export interface CheckedZone {
  isRight: boolean
  found: Whereabouts | null
  /** What the look for it asked, beyond the check itself. */
  questions: string[]
}

export interface CheckedZones {
  dns: WorldForTests
  check: (zone: PlacedZone) => Promise<CheckedZone>
}

/** Each check has a budget of its own: what one zone costs is no other zone's trouble. */
export function useZones(zones: readonly PlacedZone[]): CheckedZones {
  const dns = useDnsWorld({ zones: [...vendorZones, ...zones.map(toZoneData)] })
  const check = async (zone: PlacedZone): Promise<CheckedZone> => {
    const root = parseDnsServer(dns.world.authorityAddress)
    if (root === null) throw new TypeError('the world has an address')
    const authority = createAuthority({ resolver: dns.resolver, resolvers: [], roots: [root], port: root.port, allowLoopback: true })
    const asked: string[] = []
    const lookup = createZoneLookup({ authority, lookup: dns.resolver.lookupWith({ fresh: true }), domain: zone.domain, wish: {} })
    const counted: Lookup = (name, type) => {
      asked.push(`${name} ${type}`)
      return lookup(name, type)
    }
    try {
      const { isRight, find } = await (zone.kind === 'spf' ? checkRecord(zone, authority, counted) : checkCode(zone, counted))
      const before = asked.length
      const found = await find()
      return { isRight, found, questions: asked.slice(before) }
    } finally {
      await authority.close()
    }
  }
  return { dns, check }
}

interface Check {
  isRight: boolean
  find: () => Promise<Whereabouts | null>
}

async function checkRecord({ domain, siblings }: PlacedZone, authority: Authority, lookup: Lookup): Promise<Check> {
  const own = await lookAtOwnRecord(authority, { domain, rule: eu }, {})
  const { report, outcomes } = await checkSpf({ domain, rule: eu, own: own.settled, lookup, now: () => new Date('2026-11-21T20:00:00Z') })
  return { isRight: report.outcome === 'valid', find: () => lookElsewhere({ report, own, rule: eu, outcomes, siblings: [domain, ...siblings] }, lookup) }
}

async function checkCode({ domain, zone, siblings }: PlacedZone, ask: Lookup): Promise<Check> {
  const [atDomain, atChallenge, byCname] = await Promise.all([ask(domain, 'TXT'), ask(`_connect-challenge.${domain}`, 'TXT'), ask(`${code}.${domain}`, 'CNAME')])
  const texts = [atDomain, atChallenge].flatMap((outcome) => (outcome.kind === 'answer' ? outcome.records.map(({ text }) => text) : []))
  const targets = byCname.kind === 'answer' ? byCname.records.map((record) => record.target) : []
  const known: DnsOutcome[] = [atDomain, atChallenge, byCname]
  const below = siblings.filter((name) => name.endsWith(`.${domain}`))
  return { isRight: texts.includes(code) || targets.includes(target), find: () => findWhereabouts({ kind: 'proof', domain, zone, below, code, target }, ask, known) }
}
