import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SpfAnswer } from '#core/contract/journey.ts'
import type { SpfPlan } from '#core/contract/spf.ts'
import { evaluateSpf, type SpfVerdict } from '#core/spf/evaluate.ts'
import { judgeSpf, type SpfJudgement } from '#core/spf/judge.ts'
import { planSpf } from '#core/spf/plan.ts'
import { acceptableCodes } from '#core/spf/codes.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import type { SpfResult } from '#core/spf/result.ts'
import { selectSpf } from '#core/spf/select.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const domain = 'acme.example'
const mimecastAddress = '195.130.217.9'

const world: Zone = {
  ...vendorZone,
  'one.example': { TXT: ['v=spf1 ip4:198.51.100.0/28 ~all'], A: ['198.51.100.200'], AAAA: ['2001:db8:9::1'], MX: ['10 one.example'] },
  'deep.example': { TXT: ['v=spf1 include:one.example a:one.example -all'] },
  'wide.example': { TXT: ['v=spf1 include:deep.example include:deep.example mx:one.example ?all'] },
  'own.example': { TXT: ['v=spf1 include:eu._netblocks.mimecast.com ip4:198.51.100.64/28 ~all'] },
  'broken.example': { TXT: ['v=spf1 foo'] },
  'loop.example': { TXT: [`v=spf1 include:${domain} -all`] },
  'silent.example': 'timeout',
}

const term = fc.constantFrom(
  'ip4:198.51.100.0/28', 'ip4:198.51.100.32/28', '-ip4:198.51.100.40', '?ip4:203.0.113.0/24', 'ip6:2001:db8::/32', 'a:one.example', 'mx:one.example', 'a:gone.example', 'exists:gone.example',
  'include:one.example', '~include:deep.example', 'include:wide.example', 'include:own.example', 'include:broken.example', 'include:loop.example', 'include:silent.example', 'include:gone.example',
  'include:%{d}.x.example', 'include:eu._netblocks.mimecast.com', '-include:eu._netblocks.mimecast.com', 'include:us._netblocks.mimecast.com', 'include:_netblocks.mimecast.com', 'include:eu_netblocks.mimecast.com',
  'exp=why.example', 'redirect=one.example', 'redirect=eu._netblocks.mimecast.com', 'x=y', 'all', 'foo',
)
const record = fc.tuple(fc.array(term, { maxLength: 7 }), fc.constantFrom('~all', '-all', '?all', '+all', '', 'redirect=deep.example')).map(([terms, end]) => ['v=spf1', ...terms, end].filter((word) => word !== '').join(' '))
const records = fc.array(record, { maxLength: 2 })
const answer: fc.Arbitrary<SpfAnswer> = fc.record({ mailPaths: fc.constantFrom('only-mimecast' as const, 'others-too' as const), ending: fc.constantFrom('~all' as const, '-all' as const) })

/** What staff accepted or allowed for the account, most often nothing. */
const rule: fc.Arbitrary<MimecastRule> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(eu) },
  { weight: 1, arbitrary: fc.record({ accepted: fc.subarray([...acceptableCodes]), allowGlobal: fc.boolean() }).map((wishes) => ({ ...eu, ...wishes })) },
)

async function study(texts: readonly string[], customer: SpfAnswer, wanted: MimecastRule = eu): Promise<{ judged: SpfJudgement; plan: SpfPlan | null }> {
  const { lookup } = createZone({ ...world, [domain]: { TXT: texts } })
  const tree = await walkSpfTree(domain, selectSpf(texts).records, lookup)
  const judged = judgeSpf({ domain, answer: { kind: 'texts', texts }, type99: [], tree }, wanted)
  return { judged, plan: planSpf({ report: { domain, tree, ...judged }, rule: wanted, answer: customer, host: '@' }) }
}

function evaluate(texts: readonly string[], ip: string): Promise<SpfVerdict> {
  const { lookup } = createZone({ ...world, [domain]: { TXT: texts } })
  return evaluateSpf({ ip, helo: domain, mailfrom: `ann@${domain}`, lookup })
}

const send = async (texts: readonly string[], ip: string): Promise<SpfResult> => (await evaluate(texts, ip)).result

it('what is proposed is judged valid, passes Mimecast’s mail, and is proposed again unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(records, answer, rule, async (texts, customer, wanted) => {
      const { plan, judged } = await study(texts, customer, wanted)
      if (plan === null || plan.record === null) return
      // “Nothing to do” is said of a right record alone.
      if (plan.changes.length === 0) expect([judged.outcome, texts], texts.join(' | ')).toEqual(['valid', [plan.record]])
      const again = await study([plan.record], customer, wanted)
      expect(again.judged.outcome, plan.record).toBe('valid')
      expect(again.plan).toMatchObject({ record: plan.record, changes: [] })
      expect(again.judged.lookups).toBe(plan.lookups)
      if (wanted === eu) expect(await send([plan.record], mimecastAddress)).toBe('pass')
    }),
    { numRuns: 2000 },
  )
})

const outside = fc.oneof(
  fc.constantFrom('198.51.100.1', '198.51.100.33', '198.51.100.40', '198.51.100.70', '198.51.100.200', '203.0.113.9', '2001:db8::1', '192.0.2.1'),
  fc.nat(255).map((last) => `198.51.100.${last}`),
)

/** Records as most people have them: legal, with few look-ups, Mimecast somewhere or nowhere. */
const legalTerm = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('ip4:198.51.100.0/28', 'ip4:198.51.100.32/28', '-ip4:198.51.100.40', '?ip4:203.0.113.0/24', 'ip6:2001:db8::/32') },
  { weight: 3, arbitrary: fc.constantFrom('a:one.example', 'mx:one.example', 'exists:gone.example', 'include:one.example', '~include:deep.example', 'include:own.example', '-include:one.example') },
  { weight: 2, arbitrary: fc.constantFrom('include:eu._netblocks.mimecast.com', '-include:eu._netblocks.mimecast.com', 'include:us._netblocks.mimecast.com', 'include:_netblocks.mimecast.com') },
)
const legalRecord = fc
  .tuple(fc.array(legalTerm, { maxLength: 5 }), fc.constantFrom('', 'exp=why.example', 'x=y'), fc.constantFrom('~all', '~all', '-all', '?all', '+all', 'redirect=deep.example'), fc.constantFrom('', '', '', 'ip4:198.51.100.80/28', 'include:eu._netblocks.mimecast.com'))
  .map((words) => ['v=spf1', ...words.flat().filter((word) => word !== '')].join(' '))

const errors: readonly SpfResult[] = ['none', 'permerror', 'temperror']

it('nobody outside Mimecast’s networks gets another verdict, unless the customer says that nobody else sends', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: legalRecord }, { weight: 1, arbitrary: record }), outside, async (text, ip) => {
      const { plan } = await study([text], { mailPaths: 'others-too', ending: '~all' })
      if (plan === null || plan.record === null) return
      const before = await send([text], ip)
      // Where receivers saw an error there was no verdict to keep.
      if (errors.includes(before)) return
      compared += 1
      expect(await send([plan.record], ip), `${text} → ${plan.record}`).toBe(before)
    }),
    { numRuns: 1200 },
  )
  expect(compared).toBeGreaterThan(900)
})

const resultOfEnding: Readonly<Record<string, SpfResult>> = { '~all': 'softfail', '-all': 'fail', '?all': 'neutral', '+all': 'pass' }

/** What a domain with two records meant: the first sender that either of them names decides, and then the ending. */
async function sendByUnion(texts: readonly string[], ip: string, chosen: string): Promise<SpfResult> {
  const verdicts = await Promise.all(texts.map((text) => evaluate([text], ip)))
  const failed = verdicts.find(({ result }) => errors.includes(result))
  if (failed !== undefined) return failed.result
  const named = verdicts.find(({ matched }) => matched?.domain === domain && !matched.term.endsWith('all'))
  if (named !== undefined) return named.result
  const endings = new Set(texts.map((text) => /[-~?+]all/.exec(text)?.[0]).filter((ending) => ending !== undefined))
  const [only = null] = endings
  if (only === null) return verdicts[0]?.result ?? 'none'
  return resultOfEnding[endings.size > 1 ? chosen : only] ?? 'none'
}

it('two records become one that says what both said', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.tuple(legalRecord, legalRecord), outside, fc.constantFrom('~all' as const, '-all' as const), async (texts, ip, ending) => {
      const { plan } = await study(texts, { mailPaths: 'others-too', ending })
      if (plan === null || plan.record === null) return
      const meant = await sendByUnion(texts, ip, ending)
      if (errors.includes(meant)) return
      compared += 1
      expect(await send([plan.record], ip), `${texts.join(' | ')} → ${plan.record}`).toBe(meant)
    }),
    { numRuns: 800 },
  )
  expect(compared).toBeGreaterThan(400)
})
