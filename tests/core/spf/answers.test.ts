import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingsOf, toSpfAnswers, type SpfAnswers } from '#core/spf/answers.ts'
import { findingAxis, findingCodes, findingSeverity, spfAxes, type FindingCode } from '#core/spf/codes.ts'
import { toFinding } from '#core/spf/finding.ts'
import { judgeSpf, type SpfJudgement } from '#core/spf/judge.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { selectSpf } from '#core/spf/select.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone } from '../../helpers/zone.ts'
import { met } from './mimecast-rows/met.ts'
import { notMet } from './mimecast-rows/not-met.ts'
import { notThere } from './mimecast-rows/not-there.ts'
import { R, rules, type MimecastRow } from './mimecast-rows/row.ts'

const domain = 'acme.example'
const { lookup } = createZone({
  ...vendorZone,
  'uspcom._netblocks.mimecast-pscom-us.com': { TXT: ['v=spf1 ip4:207.211.31.0/25 ~all'] },
  [domain]: { A: ['193.0.6.139'], AAAA: ['2001:db8::1'], MX: ['10 mail.acme.example'] },
  'mail.acme.example': { A: ['193.0.6.139'], AAAA: ['2001:db8::1'] },
  'host.acme.example': { A: ['199.43.135.53'], AAAA: ['2001:db8::2'] },
  'many.acme.example': { MX: Array.from({ length: 11 }, (_, i) => `10 mx${String(i)}.acme.example`) },
  'spf.acme.example': { TXT: [`v=spf1 ${R} ~all`] },
  'deep.acme.example': { TXT: ['v=spf1 include:spf.acme.example ~all'] },
  'relay.example': { TXT: ['v=spf1 ip4:203.119.101.61 -all'] },
  'twice.example': { TXT: ['v=spf1 -all', 'v=spf1 ~all'] },
  'broken.example': { TXT: ['v=spf1 ip4:193.0.6 -all'] },
  'loop.example': { TXT: ['v=spf1 include:loop.example -all'] },
  'greedy.example': { TXT: [`v=spf1 ${Array.from({ length: 10 }, () => 'a:host.acme.example').join(' ')} -all`] },
  'silent.example': 'timeout',
})

async function judge(texts: readonly string[], rule: MimecastRule = eu): Promise<SpfJudgement> {
  const tree = await walkSpfTree(domain, selectSpf(texts).records, lookup)
  return judgeSpf({ domain, answer: { kind: 'texts', texts }, type99: [], tree }, rule)
}
const toTexts = (published: MimecastRow[0]) => (typeof published === 'string' ? [published] : published)

describe('does the record meet the Mimecast rule', () => {
  const rows = [...met, ...notMet, ...notThere]

  it.each(rows)('%j under the rule %s: %s, %s', async (published, rule, answer, code) => {
    const judged = await judge(toTexts(published), rules[rule])
    const [about] = findingsOf(judged.findings, 'mimecast')
    expect({ answer: toSpfAnswers(judged).mimecast, code: (about ?? judged.findings.find(({ severity }) => answer !== 'yes' && severity === 'error'))?.code ?? null })
      .toEqual({ answer, code })
  })

  it('the table is long, and no row stands in it twice', () => {
    expect(rows.length).toBeGreaterThanOrEqual(150)
    expect(new Set(rows.map(([published, rule]) => JSON.stringify([published, rule]))).size).toBe(rows.length)
  })

  it('every code that speaks of the rule is in the table', () => {
    const spoken = new Set(rows.map(([, , , code]) => code))
    expect(findingCodes.filter((code) => findingAxis[code] === 'mimecast' && !spoken.has(code))).toEqual([])
  })
})

type Row = readonly [published: string | readonly string[], answer: string, code: FindingCode | null]

const legal: readonly Row[] = [
  [`v=spf1 ${R} ~all`, 'yes', null],
  ['v=spf1 mx -all', 'yes', null],
  ['v=spf1', 'yes', null],
  ['v=spf1 include:broken.example -all', 'yes', null],
  ['v=spf1 include:loop.example -all', 'yes', null],
  ['v=spf1 +all ip4:193.0.6.139 ptr', 'yes', null],
  ['v=spf1 unknown=modifier -all', 'yes', null],
  [['v=spf1 mx -all', 'v=spf2.0/pra mx'], 'with-warnings', 'look-alike'],
  ['v=spf1 ip4:193.0.6 -all', 'no', 'syntax-error'],
  [`v=spf1 ${R} ~all.`, 'no', 'syntax-error'],
  [`v=spf1 ${R} ipv4:193.0.6.139 ~all`, 'no', 'syntax-error'],
  [`v=spf1 ${R} redirect=a.example redirect=b.example`, 'no', 'syntax-error'],
  [[`v=spf1 ${R} ~all`, 'v=spf1 -all'], 'no', 'multiple-records'],
  [['"v=spf1 -all"'], 'no', 'no-record'],
  [[], 'no', 'no-record'],
]

it.each(legal)('is %j legal SPF: %s, %s', async (published, answer, code) => {
  const judged = await judge(toTexts(published))
  expect([toSpfAnswers(judged).legal, findingsOf(judged.findings, 'legal')[0]?.code ?? null]).toEqual([answer, code])
})

const survives: readonly Row[] = [
  [`v=spf1 ${R} ~all`, 'yes', null],
  ['v=spf1 ip4:193.0.6.139 -all', 'yes', null],
  [`v=spf1 ip4:193.0.6.139 ${R} ~all`, 'yes', null],
  [`v=spf1 ${R} include:relay.example -all`, 'yes', null],
  [`v=spf1 ${R} a mx ${'a:host.acme.example '.repeat(6).trim()} ~all`, 'with-warnings', 'near-lookup-limit'],
  [`v=spf1 ${R} ${Array.from({ length: 8 }, (_, i) => `a:host.acme.example/${String(32 - i)}`).join(' ')} ~all`, 'yes', 'near-lookup-limit'],
  [`v=spf1 ${R} +all`, 'with-warnings', 'all-pass'],
  [`v=spf1 ${R} ?all`, 'with-warnings', 'all-neutral'],
  [`v=spf1 ${R}`, 'with-warnings', 'no-ending'],
  [`v=spf1 ${R} ~all mx`, 'with-warnings', 'terms-after-all'],
  [`v=spf1 ${R} ~all redirect=relay.example`, 'with-warnings', 'redirect-ignored'],
  [`v=spf1 ${R} ptr ~all`, 'with-warnings', 'ptr-used'],
  [`v=spf1 ${R} mx mx ~all`, 'with-warnings', 'duplicate-term'],
  [`v=spf1 ${R} a:gone.example ~all`, 'with-warnings', 'void-lookup'],
  [`v=spf1 ${R} ${Array.from({ length: 30 }, (_, i) => `ip4:193.0.6.${String(100 + i)}`).join(' ')} ~all`, 'with-warnings', 'record-too-long'],
  [`v=spf1 ${R} include:silent.example ~all`, 'unknown', 'include-unavailable'],
  [`v=spf1 ${R} a:silent.example ~all`, 'unknown', 'lookup-unavailable'],
  [`v=spf1 ${R} include:%{d}._spf.gateway.example ~all`, 'unknown', 'macro-uncounted'],
  [`v=spf1 ${R} include:gone.example ~all`, 'no', 'include-without-record'],
  [`v=spf1 ${R} include:_spf.mimecast.com ~all`, 'no', 'include-dead'],
  [`v=spf1 ${R} include:twice.example ~all`, 'no', 'include-multiple-records'],
  [`v=spf1 ${R} include:broken.example ~all`, 'no', 'include-syntax-error'],
  [`v=spf1 ${R} include:loop.example ~all`, 'no', 'include-loop'],
  [`v=spf1 ${R} include:greedy.example ~all`, 'no', 'too-many-lookups'],
  [`v=spf1 ${R} a:g1.example a:g2.example a:g3.example ~all`, 'no', 'too-many-void-lookups'],
  [`v=spf1 ${R} mx:many.acme.example ~all`, 'no', 'too-many-mx'],
  // A proven fault comes before what is not known.
  [`v=spf1 ${R} include:silent.example include:gone.example ~all`, 'no', 'include-unavailable'],
  [`v=spf1 ${R} ipv4:193.0.6.139 ~all`, 'not-judged', null],
  [[`v=spf1 ${R} ~all`, 'v=spf1 +all'], 'not-judged', null],
  [[], 'not-judged', null],
]

it.each(survives)('will %j hold up in practice: %s, %s', async (published, answer, code) => {
  const judged = await judge(toTexts(published))
  expect([toSpfAnswers(judged).survives, findingsOf(judged.findings, 'survives')[0]?.code ?? null]).toEqual([answer, code])
})

it('Mimecast’s list named rightly and missing from DNS is a fault of what the record leads to, not of the record', async () => {
  const rule = { ...eu, include: 'ca._netblocks.mimecast.com' }
  const judged = await judge(['v=spf1 include:ca._netblocks.mimecast.com ~all'], rule)
  expect(toSpfAnswers(judged)).toEqual({ legal: 'yes', mimecast: 'yes', survives: 'no' })
})

it('a domain that does not exist has no record that could be legal or Mimecast’s, and none that could hold up', () => {
  const judged = judgeSpf({ domain, answer: { kind: 'no-such-domain' }, type99: [], tree: [] }, eu)
  expect(toSpfAnswers(judged)).toEqual({ legal: 'no', mimecast: 'no', survives: 'not-judged' })
})

it('a record of the abolished type is none', () => {
  const judged = judgeSpf({ domain, answer: { kind: 'texts', texts: [] }, type99: [`v=spf1 ${R} ~all`], tree: [] }, eu)
  expect(toSpfAnswers(judged)).toEqual({ legal: 'no', mimecast: 'no', survives: 'not-judged' })
})

it.each([[[]], [[`v=spf1 ${R} ~all`]]])('where nobody could be asked, or the servers disagree, all three are unknown (%j)', (records) => {
  expect(toSpfAnswers({ outcome: 'unavailable', findings: [], records })).toEqual({ legal: 'unknown', mimecast: 'unknown', survives: 'unknown' })
})

it('the outcome says no exactly where one of the three does, whatever was found', () => {
  const finding = fc.constantFrom(...findingCodes).map((code) => toFinding(code, { text: 'x', term: 'x' }))
  fc.assert(fc.property(fc.array(finding, { maxLength: 6 }), (findings) => {
    const outcome = findings.some(({ severity }) => severity === 'error') ? 'invalid' : 'valid'
    const answers: SpfAnswers = toSpfAnswers({ outcome, findings, records: [`v=spf1 ${R} ~all`] })
    expect(spfAxes.some((axis) => answers[axis] === 'no')).toBe(outcome === 'invalid')
  }))
})

it('an answer speaks of its own findings alone: each error says no to one question only', () => {
  for (const code of findingCodes.filter((one) => findingSeverity[one] === 'error' && findingAxis[one] !== 'legal')) {
    const answers = toSpfAnswers({ outcome: 'invalid', findings: [toFinding(code, {})], records: [`v=spf1 ${R} ~all`] })
    expect(spfAxes.filter((axis) => answers[axis] !== 'yes'), code).toEqual([findingAxis[code]])
  }
})
