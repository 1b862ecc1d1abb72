import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SpfAnswer } from '#core/contract/journey.ts'
import type { SpfPlan } from '#core/contract/spf.ts'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import { judgeSpf, type SpfJudgement } from '#core/spf/judge.ts'
import { planSpf } from '#core/spf/plan.ts'
import type { SpfResult } from '#core/spf/result.ts'
import { selectSpf } from '#core/spf/select.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const domain = 'acme.example'
const mimecastAddress = '195.130.217.9'

const world: Zone = {
  ...vendorZone,
  'one.example': { TXT: ['v=spf1 ip4:198.51.100.0/28 ~all'], A: ['198.51.100.200'], MX: ['10 one.example'] },
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

async function study(texts: readonly string[], customer: SpfAnswer): Promise<{ judged: SpfJudgement; plan: SpfPlan | null }> {
  const { lookup } = createZone({ ...world, [domain]: { TXT: texts } })
  const tree = await walkSpfTree(domain, selectSpf(texts).records, lookup)
  const judged = judgeSpf({ domain, answer: { kind: 'texts', texts }, type99: [], tree }, eu)
  return { judged, plan: planSpf({ report: { domain, tree, ...judged }, rule: eu, answer: customer, host: '@' }) }
}

async function send(texts: readonly string[], ip: string): Promise<SpfResult> {
  const { lookup } = createZone({ ...world, [domain]: { TXT: texts } })
  return (await evaluateSpf({ ip, helo: domain, mailfrom: `ann@${domain}`, lookup })).result
}

it('what is proposed is judged valid, passes Mimecast’s mail, and is proposed again unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(records, answer, async (texts, customer) => {
      const { plan } = await study(texts, customer)
      if (plan === null || plan.record === null) return
      const again = await study([plan.record], customer)
      expect(again.judged.outcome, plan.record).toBe('valid')
      expect(again.plan).toMatchObject({ record: plan.record, changes: [] })
      expect(again.judged.lookups).toBe(plan.lookups)
      expect(await send([plan.record], mimecastAddress)).toBe('pass')
    }),
    { numRuns: 2000 },
  )
})

const outside = fc.oneof(
  fc.constantFrom('198.51.100.1', '198.51.100.33', '198.51.100.40', '198.51.100.70', '198.51.100.200', '203.0.113.9', '2001:db8::1', '192.0.2.1'),
  fc.nat(255).map((last) => `198.51.100.${last}`),
)

it('nobody outside Mimecast’s networks gets another verdict, unless the customer says that nobody else sends', async () => {
  await fc.assert(
    fc.asyncProperty(records, outside, async (texts, ip) => {
      const { plan } = await study(texts, { mailPaths: 'others-too', ending: '~all' })
      if (plan === null || plan.record === null) return
      const before = await send(texts, ip)
      // Where receivers saw no record, or an error, there was no verdict to keep.
      if (before === 'none' || before === 'permerror' || before === 'temperror') return
      expect(await send([plan.record], ip), `${texts.join(' | ')} → ${plan.record}`).toBe(before)
    }),
    { numRuns: 2000 },
  )
})
