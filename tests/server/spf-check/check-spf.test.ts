import { describe, expect, it } from 'vitest'
import { spfReportSchema } from '#core/contract/spf.ts'
import type { DnsOutcome, Lookup, RrType } from '#core/dns/outcome.ts'
import type { Settled } from '#core/dns/settle.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { checkSpf } from '../../../server/spf-check/check-spf.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone } from '../../helpers/zone.ts'

const R = 'include:eu._netblocks.mimecast.com'
const now = () => new Date('2026-11-21T20:00:00Z')
const dns = useDnsWorld({ zones: sampleZones, faults: sampleFaults })

/** Answers the names of the zone, and stays silent for ever on all others. */
function withSilence(lookup: Lookup, isSilent: (name: string) => boolean): Lookup {
  const never = <T extends RrType>() => new Promise<DnsOutcome<T>>(() => undefined)
  return (name, type) => (isSilent(name) ? never() : lookup(name, type))
}

const meta = { name: 'acme.example', type: 'TXT' as const, server: '127.0.0.1:53', transport: 'udp' as const, rttMs: 1, cached: false, ageSeconds: 0, attempts: [], raw: null }
const said = (...texts: string[]): DnsOutcome<'TXT'> =>
  ({ ...meta, kind: 'answer', records: texts.map((text) => ({ strings: [], text, ascii: true })), ttlSeconds: 300, cnames: [] })
const none: DnsOutcome<'TXT'> = { ...meta, kind: 'nodata', negativeTtlSeconds: 60, cnames: [] }

describe('what the zone’s own servers have said already', () => {
  const { lookup, asked } = createZone({ ...vendorZone, 'acme.example': { TXT: ['v=spf1 -all'] } })
  const check = async (own: Settled<'TXT'>) => (await checkSpf({ domain: 'acme.example', rule: eu, own, lookup, now })).report
  const right = said(`v=spf1 ${R} ~all`)

  it('is not asked again', async () => {
    expect(await check({ kind: 'said', outcome: right })).toMatchObject({ outcome: 'valid', records: [`v=spf1 ${R} ~all`], ttlSeconds: 300 })
    expect(asked).not.toContain('acme.example TXT')
  })

  it('is undecided while some have a right record and some have none', async () => {
    const split = await check({ kind: 'disagree', outcomes: [none, right] })
    expect(split).toMatchObject({ outcome: 'unavailable', findings: [], plan: null, unavailable: { reason: 'servers-disagree', tryAgain: true } })
  })

  it('is one verdict when it is wrong, or right, in whatever way', async () => {
    const wrong = await check({ kind: 'disagree', outcomes: [said(`v=spf1 ip4:192.0.2.1 ${R} ~all`), none] })
    expect(wrong).toMatchObject({ outcome: 'invalid', findings: [{ code: 'mimecast-not-first' }] })
    const good = await check({ kind: 'disagree', outcomes: [right, said(`v=spf1 ${R} -all`)] })
    expect(good).toMatchObject({ outcome: 'valid', unavailable: null })
  })

  it('is "could not ask", with the reason, when nobody whose answer counts has answered', async () => {
    expect(await check({ kind: 'unasked', reason: 'lame' })).toMatchObject({ outcome: 'unavailable', findings: [], unavailable: { reason: 'lame', tryAgain: false } })
    expect(await check({ kind: 'unasked', reason: 'busy' })).toMatchObject({ outcome: 'unavailable', unavailable: { reason: 'busy', tryAgain: true } })
  })
})

describe('checking a domain', () => {
  it('asks each question once, and type 99 only where there is no record', async () => {
    const { lookup, asked } = createZone({ ...vendorZone, 'acme.example': { TXT: [`v=spf1 ${R} ${R} a:x.example a:x.example ~all`] }, 'x.example': { A: ['192.0.2.1'] } })
    await checkSpf({ domain: 'acme.example', rule: eu, lookup, now })
    expect([...asked].sort()).toEqual(['acme.example TXT', 'eu._netblocks.mimecast.com TXT', 'x.example A', 'x.example AAAA'])
    const empty = createZone({ 'acme.example': { SPF: [`v=spf1 ${R} ~all`] } })
    const { report } = await checkSpf({ domain: 'acme.example', rule: eu, lookup: empty.lookup, now })
    expect(empty.asked).toEqual(['acme.example TXT', 'acme.example SPF'])
    expect(report.findings).toMatchObject([{ code: 'type-99-only' }])
  })

  it('ends in its time although no server ever answers, and cannot say anything then', async () => {
    const { lookup } = createZone({})
    const { report } = await checkSpf({ domain: 'acme.example', rule: eu, lookup: withSilence(lookup, () => true), now, wholeMs: 30 })
    expect(report).toMatchObject({ outcome: 'unavailable', unavailable: { reason: 'aborted', tryAgain: true }, findings: [], plan: null })
  })

  it('ends in its time although an include never answers, and says what was proven until then', async () => {
    const { lookup } = createZone({ ...vendorZone, 'acme.example': { TXT: [`v=spf1 include:slow.example ${R} ~all`] } })
    const { report } = await checkSpf({ domain: 'acme.example', rule: eu, lookup: withSilence(lookup, (name) => name === 'slow.example'), now, wholeMs: 30 })
    expect(report).toMatchObject({ outcome: 'invalid', lookups: null, findings: [{ code: 'mimecast-not-first' }, { code: 'include-unavailable' }] })
    expect(report.plan).toMatchObject({ record: `v=spf1 ${R} include:slow.example ~all` })
  })

  it('has no time left then for the sender that was asked about', async () => {
    const { lookup } = createZone(vendorZone)
    const own: Settled<'TXT'> = { kind: 'said', outcome: said(`v=spf1 include:slow.example ${R} ~all`) }
    const { report, trace } = await checkSpf({ domain: 'acme.example', rule: eu, own, lookup: withSilence(lookup, (name) => name === 'slow.example'), now, wholeMs: 30, senderIp: '192.0.2.7', trace: true })
    expect([report.sender, trace]).toEqual([{ ip: '192.0.2.7', result: 'temperror' }, []])
  })

  it('gives back every outcome for the evidence, and a report of plain JSON', async () => {
    const { report, outcomes } = await checkSpf({ domain: 'good.example', rule: eu, lookup: dns.resolver.lookup, now })
    expect(outcomes.map(({ name, type, raw }) => [name, type, raw !== null])).toEqual([
      ['good.example', 'TXT', true], ['eu._netblocks.mimecast.com', 'TXT', true],
    ])
    expect(report).toMatchObject({ outcome: 'valid', region: 'eu', checkedAt: '2026-11-21T20:00:00.000Z', ttlSeconds: 300 })
  })

  it('fits the contract for every sample domain', async () => {
    const domains = sampleZones.map(({ origin }) => origin)
    const checks = await Promise.all(domains.map((domain) => checkSpf({ domain, rule: eu, lookup: dns.resolver.lookup, now })))
    for (const { report } of checks) expect(spfReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
  })
})
