import { assert, describe, expect, test } from 'vitest'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { checkSpf } from '../../../server/spf-check/check-spf.ts'
import { lookAtOwnRecord } from '../../helpers/own-record.ts'
import { createZoneLookup } from '../../../server/source/zone-lookup.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'

const eu = 'include:eu._netblocks.mimecast.com'
const right = `v=spf1 ${eu} ~all`
const dns = useDnsWorld({
  zones: [...sampleZones, { origin: 'softly-none.example', records: { 'softly-none.example': { TXT: ['v=spf1 ip4:192.0.2.1 ~all'] } } }, { origin: 'wait.example', negativeTtlSeconds: 20, records: { 'wait.example': { A: ['192.0.2.80'] } } },
    { origin: 'turn.example', ttlSeconds: 30, records: { 'turn.example': { TXT: ['v=spf1 ip4:192.0.2.1 ~all'] } } }],
  faults: sampleFaults,
  remembers: true,
})
const rule = toMimecastRule('eu', { include: 'eu._netblocks.mimecast.com', allowGlobal: false })
assert(rule !== null)

const check = async (domain: string) => {
  const { authority } = dns
  const own = await lookAtOwnRecord(authority, { domain, rule }, {})
  const lookup = createZoneLookup({ authority, lookup: dns.resolver.lookupWith({ fresh: true }), domain, wish: {} })
  return { ...own, ...(await checkSpf({ domain, rule, own: own.settled, lookup, now: () => new Date('2026-11-21T14:00:00.000Z') })) }
}
const askedOf = (face: 'resolver' | 'authority', name: string) => dns.world.questions.filter((one) => one.face === face && one.name === name).map(({ type }) => type)

describe('a record checked at its source', () => {
  test('is right everywhere when the resolvers have it too', async () => {
    const { report, propagation, look } = await check('good.example')
    expect(report).toMatchObject({ outcome: 'valid', lookups: 1 })
    expect(propagation).toMatchObject({ state: 'everywhere', by: 'source' })
    expect(look.zone).toMatchObject({ zone: 'good.example', parent: 'example' })
    expect(look.servers.map(({ role, state }) => `${role} ${state}`)).toEqual(['source answered', 'cache answered'])
  })

  test('that is missing is not asked of any resolver, by whatever type', async () => {
    const { report, propagation } = await check('missing.example')
    expect(report).toMatchObject({ outcome: 'invalid', findings: [{ code: 'no-record' }] })
    expect(propagation).toMatchObject({ state: 'not-published', cachesUntilMs: null })
    expect(askedOf('resolver', 'missing.example')).toEqual([])
    expect(askedOf('authority', 'missing.example')).toContain('TXT')
  })

  test('that does not name Mimecast yet is not asked of any resolver, which would keep it for another TTL', async () => {
    const { report, propagation } = await check('softly-none.example')
    expect(report).toMatchObject({ outcome: 'invalid', records: ['v=spf1 ip4:192.0.2.1 ~all'] })
    expect(propagation).toMatchObject({ state: 'at-source', cachesUntilMs: null })
    expect(askedOf('resolver', 'softly-none.example')).toEqual([])
  })

  test('is right at the source while a resolver still remembers that there was none', async () => {
    await dns.resolver.lookup('wait.example', 'TXT')
    dns.world.setTxt('wait.example', [right], 60)
    const { report, propagation } = await check('wait.example')
    expect(report.outcome).toBe('valid')
    expect(propagation.state).toBe('at-source')
    const seconds = ((propagation.cachesUntilMs ?? 0) - Date.now()) / 1000
    expect(seconds).toBeGreaterThan(15)
    expect(seconds).toBeLessThanOrEqual(20)
  })

  test('is right at the source while a resolver still has the old one', async () => {
    await dns.resolver.lookup('turn.example', 'TXT')
    dns.world.setTxt('turn.example', [right], 60)
    const { report, propagation, look } = await check('turn.example')
    expect(report).toMatchObject({ outcome: 'valid', records: [right] })
    expect(propagation.state).toBe('at-source')
    expect(look.servers.find(({ role }) => role === 'cache')?.outcome).toMatchObject({ kind: 'answer', records: [{ text: 'v=spf1 ip4:192.0.2.1 ~all' }] })
  })

  test('that nobody could be asked about is never missing', async () => {
    for (const [domain, reason] of [['servfail.example', 'servfail'], ['refused.example', 'refused'], ['silent.example', 'timeout']] as const) {
      const { report, propagation } = await check(domain)
      expect(report).toMatchObject({ outcome: 'unavailable', findings: [], unavailable: { reason } })
      expect(propagation.state).toBe('could-not-ask')
      expect(askedOf('resolver', domain)).toEqual([])
    }
  })

  test('of a domain that does not exist says so, from what the zone above it says', async () => {
    const { report } = await check('nowhere-to-be-found.example')
    expect(report).toMatchObject({ outcome: 'invalid', findings: [{ code: 'no-such-domain' }] })
    expect(askedOf('resolver', 'nowhere-to-be-found.example')).toEqual([])
  })
})
