import { describe, expect, it } from 'vitest'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import type { Wanted } from '#core/whereabouts/subject.ts'
import type { OwnerRecords, ZoneData } from '../../../server/demo/dns-zones.ts'
import { vendorZones } from '../../../server/demo/vendor-zones.ts'
import { createAuthority } from '../../../server/dns/authority/authority.ts'
import { parseDnsServer } from '../../../server/dns/upstreams.ts'
import { checkSpf } from '../../../server/spf-check/check-spf.ts'
import { findWhereabouts } from '../../../server/whereabouts/find-whereabouts.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { eu } from '../../helpers/spf-rule.ts'
import { code, damagedProof, damagedSpf, right, target, type DamagedZone } from './damaged-zones.ts'

interface Case extends DamagedZone {
  kind: 'spf' | 'proof'
  zone: string
  domain: string
}

const fill = (text: string, zone: string) => text.replaceAll('{zone}', zone)

const cases: readonly Case[] = [
  ...damagedSpf.map((one) => ({ ...one, kind: 'spf' as const })),
  ...damagedProof.map((one) => ({ ...one, kind: 'proof' as const })),
].map((one, i) => {
  const zone = `z${String(i + 1)}.example`
  return { ...one, zone, domain: one.at === undefined ? zone : `${one.at}.${zone}` }
})

function toZoneData({ zone, records }: Case): ZoneData {
  const filled = Object.entries(records).map(([label, owner]): [string, OwnerRecords] => [
    label === '' ? zone : fill(`${label}.${zone}`, zone),
    {
      ...owner,
      ...(owner.TXT === undefined ? {} : { TXT: owner.TXT.map((text) => (typeof text === 'string' ? fill(text, zone) : text)) }),
      ...(owner.CNAME === undefined ? {} : { CNAME: owner.CNAME.map((text) => fill(text, zone)) }),
    },
  ])
  return { origin: zone, records: Object.fromEntries(filled) }
}

const healthy: ZoneData = { origin: 'healthy.example', records: { 'healthy.example': { TXT: [right] }, '_connect-challenge.healthy.example': { TXT: [code] } } }
const dns = useDnsWorld({ zones: [...vendorZones, ...cases.map(toZoneData), healthy] })

/** Asks the zone's own servers, with a budget of its own: what one zone costs is no other zone's trouble. */
async function withSource<T>(work: (ask: Lookup, asked: string[]) => Promise<T>): Promise<T> {
  const root = parseDnsServer(dns.world.authorityAddress)
  if (root === null) throw new TypeError('the world has an address')
  const authority = createAuthority({ resolver: dns.resolver, resolvers: [], roots: [root], port: root.port, allowLoopback: true })
  const asked: string[] = []
  try {
    return await work(async (name, type) => {
      asked.push(`${name} ${type}`)
      const { servers } = await authority.look(name, type)
      const [outcome] = servers.flatMap((server) => (server.state === 'answered' && server.outcome !== null ? [server.outcome] : []))
      if (outcome === undefined) throw new Error(`nobody answered for ${name} ${type}: ${JSON.stringify(servers)}`)
      return outcome
    }, asked)
  } finally {
    await authority.close()
  }
}

interface Checked {
  isRight: boolean
  wanted: Wanted
  known: readonly DnsOutcome[]
}

/** One check as a customer presses it, and what it has learnt. */
async function check({ kind, zone, domain, below }: Pick<Case, 'kind' | 'zone' | 'domain'> & { below?: string }, ask: Lookup): Promise<Checked> {
  const where = { domain, zone, ...(below === undefined ? {} : { below: [`${below}.${zone}`] }) }
  if (kind === 'spf') {
    const others = dns.resolver.lookupWith({ fresh: true })
    const lookup: Lookup = (name, type) => (name.endsWith(zone) ? ask(name, type) : others(name, type))
    const { report, outcomes } = await checkSpf({ domain, rule: eu, lookup, now: () => new Date('2026-11-21T20:00:00Z') })
    return { isRight: report.outcome === 'valid', wanted: { ...where, kind, wanted: report.plan?.record ?? null }, known: outcomes.filter(({ name }) => name === domain) }
  }
  const [atDomain, atChallenge, byCname] = await Promise.all([ask(domain, 'TXT'), ask(`_connect-challenge.${domain}`, 'TXT'), ask(`${code}.${domain}`, 'CNAME')])
  const texts = [atDomain, atChallenge].flatMap((outcome) => (outcome.kind === 'answer' ? outcome.records.map(({ text }) => text) : []))
  const targets = byCname.kind === 'answer' ? byCname.records.map((record) => record.target) : []
  return { isRight: texts.includes(code) || targets.includes(target), wanted: { ...where, kind, code, target }, known: [atDomain, atChallenge, byCname] }
}

/** As a person who does what the page says: in the form's host field, in place of what was found there. */
function publish({ zone, records }: Case, { found, repair }: Whereabouts): void {
  if (repair === null) throw new Error('there is no repair to publish')
  const name = repair.host === '@' ? zone : `${repair.host}.${zone}`
  dns.world.remove(name, 'CNAME')
  if (repair.type === 'CNAME') {
    dns.world.remove(name)
    dns.world.setCname(name, repair.value.replace(/\.$/u, ''))
    return
  }
  const label = repair.host === '@' ? '' : repair.host
  const isOld = (text: string) => text === found || /spf|[a-z2-7]{32}/iu.test(text)
  const kept = (records[label]?.TXT ?? []).filter((text): text is string => typeof text === 'string' && !isOld(text))
  dns.world.setTxt(name, [...kept, repair.value])
}

describe('forty damaged zones', () => {
  it('are at least forty', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40)
  })

  it.each(cases)('$kind, $title: the cause is $cause, and its repair makes the check right', async (zone) => {
    const found = await withSource(async (ask, asked) => {
      const { isRight, wanted, known } = await check(zone, ask)
      expect(isRight).toBe(false)
      const before = asked.length
      const whereabouts = await findWhereabouts(wanted, ask, known)
      const questions = asked.slice(before)
      expect(questions.length).toBeLessThanOrEqual(12)
      expect(new Set(asked).size).toBe(asked.length)
      return whereabouts
    })
    const value = zone.value ?? (zone.kind === 'spf' ? right : code)
    expect(found).toMatchObject({ cause: zone.cause, repair: { host: zone.host ?? '@', value } })
    if (found === null) throw new Error('it was found')
    publish(zone, found)
    await withSource(async (ask) => expect((await check(zone, ask)).isRight).toBe(true))
  })
})

describe('a healthy zone', () => {
  it.each(['spf', 'proof'] as const)('causes no question beyond those of the %s check', async (kind) => {
    const atZone = () => dns.world.questions.filter(({ name, type }) => name.endsWith('healthy.example') && type !== 'NS').length
    await withSource(async (ask, asked) => {
      const before = atZone()
      const { isRight, wanted, known } = await check({ kind, zone: 'healthy.example', domain: 'healthy.example' }, ask)
      const own = atZone() - before
      expect(isRight).toBe(true)
      const count = asked.length
      expect(await findWhereabouts(wanted, ask, known)).toBeNull()
      expect(asked).toHaveLength(count)
      expect(atZone() - before).toBe(own)
    })
  })
})
