import { expect, test } from 'vitest'
import * as contract from '#core/contract/journey.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { toHost } from '../../../server/spf-check/account-plan.ts'
import { isUnderRule, toAccountRule, toSpfRulesVersion } from '../../../server/spf-check/account-rule.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { openWay } from '../../helpers/way.ts'

const dns = useDnsWorld({ zones: sampleZones, faults: sampleFaults })
const facts = { region: 'eu', include: 'eu._netblocks.mimecast.com', allowGlobalInclude: false } as const

test('the rule names the other regions, and is none where no include is known', () => {
  const rule = toAccountRule(facts)
  expect(rule).toMatchObject({ region: 'eu', include: facts.include, globalInclude: '_netblocks.mimecast.com', allowGlobal: false })
  expect(rule?.otherIncludes.map(({ region }) => region)).toEqual(expect.arrayContaining(['us', 'usb', 'de', 'za', 'au', 'ca', 'uspcom']))
  expect(rule?.otherIncludes.map(({ include }) => include)).not.toContain(facts.include)
  expect(toAccountRule({ region: 'je', include: null, allowGlobalInclude: false })).toBeNull()
})

test('a verdict counts under the include and the allowance it was made for, whatever the engine’s version', () => {
  const version = toSpfRulesVersion('7', facts)
  expect(isUnderRule(version, facts)).toBe(true)
  expect(isUnderRule(toSpfRulesVersion('8', facts), facts)).toBe(true)
  expect(isUnderRule(version, { ...facts, include: 'us._netblocks.mimecast.com' })).toBe(false)
  expect(isUnderRule(version, { ...facts, include: 'netblocks.mimecast.com' })).toBe(false)
  expect(isUnderRule(version, { ...facts, allowGlobalInclude: true })).toBe(false)
})

test.each([
  ['good.example', null, '@'], ['mail.good.example', null, 'mail'], ['a.b.good.co.uk', null, 'a.b'],
  // A subdomain that is a zone of its own, and a name that only its top-level domain knows of.
  ['a.b.good.example', 'b.good.example', 'a'], ['good.example', 'example', '@'],
])('in the form of the DNS host %s in the zone %s is %s', (name, zone, host) => {
  expect(toHost(name, zone)).toBe(host)
})

describeOnEachDatabase('the check of a record', (open) => {
  let opened: ReturnType<typeof open> | undefined
  /** Any domain beside a proven primary one. */
  const begin = async (...names: string[]) => {
    const way = openWay(await (opened ??= open()), dns.resolver)
    const maria = await way.customer({ platform: 'office-365', addresses: [], domains: [`own-${crypto.randomUUID()}.example`, ...names] })
    const { domains } = await maria.get(contract.startJourney, { body: {} })
    const [primary] = domains
    await way.parts.db.insertInto('evidence').values({
      id: crypto.randomUUID(), account_id: maria.accountId, domain_id: primary?.id ?? '', kind: 'proof', asked_at: '2026-11-20T08:00:00.000Z', rules_version: 'proof-1',
      outcome: 'proven', result: JSON.stringify({ outcome: 'proven', finding: 'code-at-domain', params: {}, asked: [] }), questions: '[]',
    }).execute()
    const check = async (name: string) => {
      const params = { domainId: domains.find((one) => one.name === name)?.id ?? '' }
      const { domains: after } = await maria.get(contract.checkSpf, { params, body: {} })
      const evidence = after.find((one) => one.name === name)?.spf.evidence
      if (!evidence) throw new Error('no evidence')
      return evidence.report
    }
    return { way, maria, domains, check }
  }

  test('a text that was written to hurt is kept and shown octet by octet', async () => {
    const { check } = await begin('hostile.example')
    const { records, outcome } = await check('hostile.example')
    expect(outcome).toBe('invalid')
    expect(records[0]).toContain('<img src=x onerror=alert(1)>')
    expect(records[0]).toContain('\u0000')
  })

  test('a server that fails is "could not ask", never a fault of the record', async () => {
    const { check } = await begin('servfail.example')
    expect(await check('servfail.example')).toMatchObject({ outcome: 'unavailable', findings: [], unavailable: { reason: 'servfail', tryAgain: true } })
  })

  test('silence ends within six seconds', async () => {
    const { check } = await begin('silent.example')
    const startedAt = performance.now()
    expect(await check('silent.example')).toMatchObject({ outcome: 'unavailable' })
    expect(performance.now() - startedAt).toBeLessThan(6_000)
  }, 10_000)

  test('nothing is answered from memory', async () => {
    const { check } = await begin('second.example')
    const asked = () => dns.world.questions.filter(({ name, type }) => name === 'second.example' && type === 'TXT').length
    const before = asked()
    await check('second.example')
    await check('second.example')
    expect(asked()).toBe(before + 2)
  })

  test('two who press at once share one check', async () => {
    const { way, maria, check } = await begin('slow.example')
    await Promise.all([check('slow.example'), check('slow.example')])
    const rows = await way.parts.db.selectFrom('evidence').selectAll().where('account_id', '=', maria.accountId).where('kind', '=', 'spf').execute()
    expect(rows).toHaveLength(1)
    const replies = JSON.parse(rows[0]?.questions ?? '[]') as { name: string; type: string; base64: string }[]
    expect(replies[0]).toMatchObject({ name: 'slow.example', type: 'TXT' })
    expect(rows[0]?.rules_version).toMatch(/ eu\._netblocks\.mimecast\.com$/u)
  }, 15_000)

  test('two records that end differently lead to a question, and the answer to a record', async () => {
    const { maria, domains, check } = await begin('two-records.example')
    await check('two-records.example')
    const params = { domainId: domains.find(({ name }) => name === 'two-records.example')?.id ?? '' }
    const planOf = (journey: contract.Journey) => journey.domains.find(({ id }) => id === params.domainId)?.spf.plan
    expect(planOf(await maria.get(contract.answerSpf, { params, body: { mailPaths: 'others-too' } }))).toMatchObject({ record: null, question: { code: 'contradictory-endings' } })
    const { problem } = (await maria.call(contract.markSpfPublished, { params, body: {} })) as { problem: { code: string } }
    expect(problem.code).toBe('step.not-ready')
    const plan = planOf(await maria.get(contract.answerSpf, { params, body: { mailPaths: 'others-too', ending: '-all' } }))
    expect(plan).toMatchObject({ record: expect.stringMatching(/^v=spf1 include:eu\._netblocks\.mimecast\.com .*-all$/u) as string })
  })

  test('in a region without an include there is nothing to check against, and staff acts', async () => {
    const { way, maria, domains } = await begin()
    await way.parts.db.updateTable('account').set({ region: 'je' }).where('id', '=', maria.accountId).execute()
    expect(await maria.call(contract.checkSpf, { params: { domainId: domains[0]?.id ?? '' }, body: {} })).toMatchObject({ status: 409, problem: { code: 'step.not-ready' } })
    expect((await maria.get(contract.getJourney)).tasks.find(({ key }) => key === 'spf-record')).toMatchObject({ reason: 'spf-record.no-include', whoActs: 'staff' })
  })
})
