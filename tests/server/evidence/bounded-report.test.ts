import { assert, describe, expect, test } from 'vitest'
import { spfReportSchema, type SpfReport } from '#core/contract/spf.ts'
import { planSpf } from '#core/spf/plan.ts'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import { toBoundedReport } from '../../../server/evidence/bounded-report.ts'
import { checkSpf } from '../../../server/spf-check/check-spf.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const domain = 'full.example'
const own = 'include:eu._netblocks.mimecast.com'
const rule = toMimecastRule('eu', { include: 'eu._netblocks.mimecast.com', allowGlobal: false })
assert(rule !== null)

/** As much as one TXT answer holds. */
const octets = 60_000
const fill = (term: string, front = 'v=spf1', most = octets) => `${front} ${`${term} `.repeat(Math.floor((most - front.length) / (term.length + 1)))}`
const hundred = Array.from({ length: 100 }, (_, at) => `i${at}.full.example`)
const below = (text: string): Zone => ({
  [domain]: { TXT: [`v=spf1 ${own} ${hundred.map((name) => `include:${name}`).join(' ')} ~all`] },
  ...Object.fromEntries(hundred.map((name) => [name, { TXT: [text] }])),
})
const codesOf = ({ findings }: Pick<SpfReport, 'findings'>) => [...new Set(findings.map(({ code }) => code))]

describe('a report of what was published to fill a row', () => {
  test.each<[string, Zone]>([
    ['terms that ask', { [domain]: { TXT: [fill('a')] } }],
    ['terms that depend on the sender', { [domain]: { TXT: [fill('ptr')] } }],
    ['terms that are none', { [domain]: { TXT: [fill('%')] } }],
    ['one long word', { [domain]: { TXT: [fill('x'.repeat(59_000))] } }],
    ['octets that are no letters', { [domain]: { TXT: [fill('\u0001')] } }],
    ['what only resembles a record', { [domain]: { TXT: [fill('a', '"v=spf1')] } }],
    ['a hundred records', { [domain]: { TXT: Array.from({ length: 100 }, () => fill('a', 'v=spf1', octets / 100)) } }],
    ['a hundred texts that resemble one', { [domain]: { TXT: Array.from({ length: 100 }, () => fill('a', '"v=spf1', octets / 100)) } }],
    ['a hundred includes of as many terms', below(fill('a:full.example'))],
    ['a hundred includes of long words', below(fill(`a:${'%{i}'.repeat(290)}.example`))],
  ])('%s ends within two megabytes, and says and proposes the same', async (_, zone) => {
    const { report } = await checkSpf({ domain, rule, lookup: createZone(zone).lookup, now: () => new Date(0), wholeMs: 60_000 })
    const kept = spfReportSchema.parse(JSON.parse(JSON.stringify(toBoundedReport(report))))
    expect(JSON.stringify(kept).length).toBeLessThan(2 * 1024 * 1024)
    const { findings: _findings, tree, ...rest } = report
    expect(kept).toMatchObject(rest)
    expect(codesOf(kept)).toEqual(codesOf(report))
    expect(kept.tree.map(({ state, lookups, terms }) => [state, lookups, terms.length])).toEqual(tree.map(({ state, lookups, terms }) => [state, lookups, terms.length]))
    for (const mailPaths of ['others-too', 'only-mimecast'] as const) {
      const propose = (from: SpfReport) => planSpf({ report: from, rule, answer: { mailPaths }, host: '@' })
      expect(propose(kept)).toEqual(propose(report))
    }
  })

  test('what people publish is kept as it is', async () => {
    const zone: Zone = { [domain]: { TXT: [`v=spf1 ${own} include:i0.full.example mx ptr ptr +all`, '"v=spf1 a -all"'] }, 'i0.full.example': { TXT: ['v=spf1 a:gone.example -all'] } }
    const { report } = await checkSpf({ domain, rule, lookup: createZone(zone).lookup, now: () => new Date(0) })
    expect(report.findings.length).toBeGreaterThan(4)
    expect(toBoundedReport(report)).toEqual(report)
  })
})
