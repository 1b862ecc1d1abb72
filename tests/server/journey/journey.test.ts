import { expect, test } from 'vitest'
import * as contract from '#core/contract/journey.ts'
import type { Journey } from '#core/contract/journey.ts'
import { changeAccount } from '#core/contract/staff.ts'
import type { StepKey } from '#core/contract/task.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { openWay, type SignedInCaller, type Way } from '../../helpers/way.ts'

const dns = useDnsWorld({ zones: sampleZones, faults: sampleFaults })
const stateOf = (journey: Journey, key: StepKey) => {
  const task = journey.tasks.find((one) => one.key === key)
  return `${task?.state ?? ''} ${task?.reason ?? ''}`
}
const first = (journey: Journey) => {
  const [domain] = journey.domains
  if (!domain) throw new Error('no domain')
  return domain
}

async function prove(caller: SignedInCaller): Promise<Journey> {
  const started = await caller.get(contract.startJourney, { body: {} })
  const domain = first(started)
  dns.world.setTxt(`_connect-challenge.${domain.name}`, [domain.proof.code ?? ''])
  return caller.get(contract.checkProof, { params: { domainId: domain.id }, body: {} })
}

describeOnEachDatabase('the journey', (open) => {
  const begin = async (): Promise<Way> => openWay(await open(), dns.resolver)

  test('an administrator walks from the start to the summary', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['northwind.example'] })
    dns.world.setTxt('northwind.example', ['v=spf1 include:spf.protection.outlook.com -all'])

    let journey = await maria.get(contract.getJourney)
    expect(stateOf(journey, 'start')).toBe('not-started start.read')
    expect(stateOf(journey, 'domains')).toBe('not-started needs.start')

    journey = await prove(maria)
    const domainId = first(journey).id
    const at = { params: { domainId } }
    expect(stateOf(journey, 'domains')).toBe('completed domains.all-proven')
    expect(first(journey).proof).toMatchObject({ provenBy: null, provenAt: first(journey).proof.evidence?.askedAt })

    journey = await maria.get(contract.confirmAddresses, { body: { addresses: ['193.0.6.139'] } })
    expect(stateOf(journey, 'addresses')).toBe('completed addresses.confirmed')
    expect(journey.addressesConfirmed).toMatchObject({ by: 'Maria Lang' })

    journey = await maria.get(contract.checkSpf, { ...at, body: {} })
    expect(stateOf(journey, 'spf-record')).toBe('in-progress spf-record.answer')
    expect(stateOf(journey, 'spf-check')).toBe('in-progress spf-check.validate')
    expect(first(journey).spf).toMatchObject({ answer: null, plan: null, validAt: null })

    journey = await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } })
    const combined = 'v=spf1 include:eu._netblocks.mimecast.com include:spf.protection.outlook.com -all'
    expect(first(journey).spf.plan).toMatchObject({ host: '@', record: combined })
    journey = await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'only-mimecast' } })
    expect(first(journey).spf.plan?.record).toBe('v=spf1 include:eu._netblocks.mimecast.com -all')
    expect(stateOf(journey, 'spf-record')).toBe('in-progress spf-record.publish')

    journey = await maria.get(contract.markSpfPublished, { ...at, body: {} })
    expect(stateOf(journey, 'spf-record')).toBe('completed spf-record.published')
    expect(first(journey).spf.published).toMatchObject({ by: 'Maria Lang', found: first(journey).spf.evidence?.report.records })
    expect(stateOf(journey, 'spf-check')).toBe('in-progress spf-check.validate')

    dns.world.setTxt('northwind.example', ['v=spf1 include:eu._netblocks.mimecast.com -all'])
    journey = await maria.get(contract.checkSpf, { ...at, body: {} })
    expect(stateOf(journey, 'spf-check')).toBe('completed spf-check.valid')
    expect(first(journey).spf.validAt).toBe(first(journey).spf.evidence?.askedAt)

    journey = await maria.get(contract.answerConnector, { body: { exchangeVersion: '2019' } })
    journey = await maria.get(contract.tickGuideStep, { body: { step: 'open', done: true } })
    expect(stateOf(journey, 'connector')).toBe('in-progress connector.follow')
    journey = await maria.get(contract.confirmConnector, { body: { note: 'both hosts tried' } })
    expect(journey.connector).toMatchObject({ answers: { exchangeVersion: '2019' }, ticks: ['open'], confirmed: { by: 'Maria Lang' } })
    expect(stateOf(journey, 'summary')).toBe('completed summary.done')
    expect(journey.history.map(({ kind }) => kind)).toEqual([
      'connector-confirmed', 'connector-answered', 'spf-valid', 'spf-published', 'spf-answered', 'spf-answered', 'addresses-confirmed', 'domain-proven', 'started',
    ])
  })

  test('while the zone changes, the page says each fault, and a published record that is wrong is a problem', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['changing.example'] })
    dns.world.addZone({ origin: 'changing.example', records: { 'changing.example': { MX: ['10 mail.changing.example'] } } })
    const at = { params: { domainId: first(await prove(maria)).id }, body: {} }
    const look = async (texts: string[]) => {
      dns.world.setTxt('changing.example', texts)
      return first(await maria.get(contract.checkSpf, at)).spf
    }
    const codes = (spf: Awaited<ReturnType<typeof look>>) => spf.evidence?.report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
    expect(codes(await look([]))).toEqual(['no-record'])
    expect(codes(await look(['v=spf1 ip4:192.0.2.1 include:eu._netblocks.mimecast.com ~all']))).toEqual(['mimecast-not-first'])
    expect(codes(await look(['v=spf1 include:us._netblocks.mimecast.com ~all']))).toEqual(['mimecast-wrong-region'])
    const right = await look(['v=spf1 include:eu._netblocks.mimecast.com ~all'])
    expect(codes(right)).toEqual([])
    expect(right.validAt).not.toBeNull()
  })

  test('one bad look does not undo a good one, and two in a row do', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['good.example'] })
    const good = 'v=spf1 include:eu._netblocks.mimecast.com ~all'
    dns.world.setTxt('good.example', [good])
    const at = { params: { domainId: first(await prove(maria)).id }, body: {} }
    await maria.get(contract.checkSpf, at)
    dns.world.setTxt('good.example', ['v=spf1 -all'])
    let journey = await maria.get(contract.checkSpf, at)
    expect(stateOf(journey, 'spf-check')).toBe('completed spf-check.valid')
    dns.world.fault('good.example', 'servfail')
    journey = await maria.get(contract.checkSpf, at)
    expect(first(journey).spf.evidence?.report.outcome).toBe('unavailable')
    expect(stateOf(journey, 'spf-check')).toBe('completed spf-check.valid')
    dns.world.fault('good.example', null)
    journey = await maria.get(contract.checkSpf, at)
    expect(stateOf(journey, 'spf-check')).toBe('problem spf-check.wrong')
    expect(first(journey).spf.validAt).toBeNull()
    expect(journey.history.map(({ kind }) => kind).slice(0, 2)).toEqual(['spf-no-longer-valid', 'spf-valid'])
    dns.world.setTxt('good.example', [good])
  })

  test('a look that found nobody to ask is no look at the record yet', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['good.example'] })
    const at = { params: { domainId: first(await prove(maria)).id }, body: {} }
    dns.world.fault('good.example', 'servfail')
    expect(stateOf(await maria.get(contract.checkSpf, at), 'spf-record')).toBe('not-started spf-record.look')
    dns.world.fault('good.example', null)
    dns.world.setTxt('good.example', ['v=spf1 -all'])
    expect(stateOf(await maria.get(contract.checkSpf, at), 'spf-record')).toBe('in-progress spf-record.answer')
    dns.world.fault('good.example', 'servfail')
    expect(stateOf(await maria.get(contract.checkSpf, at), 'spf-record')).toBe('in-progress spf-record.answer')
    dns.world.fault('good.example', null)
    dns.world.setTxt('good.example', ['v=spf1 include:eu._netblocks.mimecast.com ~all'])
  })

  test('looks under another include no longer say how the record stands', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['good.example'] })
    const at = { params: { domainId: first(await prove(maria)).id }, body: {} }
    expect(stateOf(await maria.get(contract.checkSpf, at), 'spf-check')).toBe('completed spf-check.valid')
    await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } })
    await maria.get(contract.markSpfPublished, at)
    const sam = await way.staff()
    await sam.get(changeAccount, { params: { accountId: maria.accountId }, body: { include: 'own._netblocks.mimecast.com' } })
    let journey = await maria.get(contract.getJourney)
    expect(stateOf(journey, 'spf-check')).toBe('not-started spf-check.validate')
    // No page may go on showing the old record as the right one to publish.
    expect(first(journey).spf).toMatchObject({ evidence: null, plan: null, published: null, validAt: null })
    expect(stateOf(journey, 'spf-record')).toBe('not-started spf-record.look')
    journey = await maria.get(contract.checkSpf, at)
    expect(first(journey).spf.evidence?.report.outcome).toBe('invalid')
    expect(first(journey).spf.plan?.record).toBe('v=spf1 include:own._netblocks.mimecast.com ~all')
    expect(stateOf(journey, 'spf-record')).toBe('in-progress spf-record.publish')
  })

  test('a step that cannot be opened yet takes no act', async () => {
    const way = await begin()
    const maria = await way.customer()
    const domainId = first(await maria.get(contract.getJourney)).id
    const at = { params: { domainId } }
    const refused = async (reply: Promise<{ ok: boolean } | { ok: false; problem: { code: string } }>) => {
      const given = await reply
      return 'problem' in given ? given.problem.code : 'done'
    }
    const tooEarly = async () => [
      await refused(maria.call(contract.checkSpf, { ...at, body: {} })),
      await refused(maria.call(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } })),
      await refused(maria.call(contract.markSpfPublished, { ...at, body: {} })),
      await refused(maria.call(contract.skipSpfCheck, { body: { reason: 'the agency does it' } })),
      await refused(maria.call(contract.answerConnector, { body: { exchangeVersion: 'se' } })),
      await refused(maria.call(contract.tickGuideStep, { body: { step: 'open', done: true } })),
      await refused(maria.call(contract.confirmConnector, { body: {} })),
    ]
    const before = [
      await refused(maria.call(contract.addDomain, { body: { name: 'good.example' } })),
      await refused(maria.call(contract.checkProof, { ...at, body: {} })),
      await refused(maria.call(contract.confirmAddresses, { body: { addresses: ['193.0.6.139'] } })),
    ]
    expect(new Set([...before, ...(await tooEarly())])).toEqual(new Set(['step.not-ready']))
    await maria.get(contract.startJourney, { body: {} })
    expect(new Set(await tooEarly())).toEqual(new Set(['step.not-ready']))
    expect((await maria.get(contract.getJourney)).version).toBe(2)
    await prove(maria)
    // Nobody has looked, so there is nothing to answer and nothing to publish.
    expect(await refused(maria.call(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } }))).toBe('step.not-ready')
    expect(await refused(maria.call(contract.markSpfPublished, { ...at, body: {} }))).toBe('step.not-ready')
  })

  test('going on without the check takes a reason, and the reason is kept', async () => {
    const way = await begin()
    const maria = await way.customer({ platform: 'google-workspace', addresses: [] })
    await prove(maria)
    expect(await maria.call(contract.skipSpfCheck, { body: { reason: '   ' } })).toMatchObject({ status: 422, problem: { code: 'request.invalid' } })
    const journey = await maria.get(contract.skipSpfCheck, { body: { reason: ' the agency does it ' } })
    expect(journey.spfCheckSkipped).toMatchObject({ by: 'Maria Lang', reason: 'the agency does it' })
    expect(stateOf(journey, 'spf-check')).toBe('not-started spf-check.skipped')
    expect(stateOf(journey, 'connector')).toBe('not-started connector.follow')
    expect(stateOf(journey, 'addresses')).toBe('not-needed addresses.not-needed')
    expect(await maria.call(contract.confirmAddresses, { body: { addresses: [] } })).toMatchObject({ status: 409, problem: { code: 'step.not-ready' } })
  })

  test('an answer that changes asks for publishing again, the same answer does not', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['missing.example'] })
    const at = { params: { domainId: first(await prove(maria)).id } }
    await maria.get(contract.checkSpf, { ...at, body: {} })
    await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } })
    await maria.get(contract.markSpfPublished, { ...at, body: {} })
    expect(first(await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } })).spf.published).not.toBeNull()
    expect(first(await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'only-mimecast' } })).spf.published).toBeNull()
  })

  test('a connector that was confirmed for one platform is not one for another', async () => {
    const way = await begin()
    const maria = await way.customer({ platform: 'office-365', addresses: [] })
    await prove(maria)
    await maria.get(contract.skipSpfCheck, { body: { reason: 'later' } })
    await maria.get(contract.confirmConnector, { body: {} })
    await way.parts.db.updateTable('account').set({ platform: 'google-workspace' }).where('id', '=', maria.accountId).execute()
    const journey = await maria.get(contract.getJourney)
    expect(journey.connector.confirmed).toBeNull()
    expect(stateOf(journey, 'connector')).toBe('not-started connector.follow')
  })

  test('every act makes one more version and is told to open pages; starting twice is starting once', async () => {
    const way = await begin()
    const maria = await way.customer()
    const before = await maria.get(contract.getJourney)
    const started = await maria.get(contract.startJourney, { body: {} })
    expect(started.version).toBe(before.version + 1)
    expect(way.events).toEqual([{ topic: 'journey', accountId: maria.accountId }])
    way.clock.pass(60_000)
    const again = await maria.get(contract.startJourney, { body: {} })
    expect(again.started).toEqual(started.started)
    expect(again.history).toHaveLength(1)
  })

  test('opening the journey writes nothing and asks no DNS', async () => {
    const way = await begin()
    const maria = await way.customer()
    const asked = dns.world.questions.length
    const before = await way.parts.db.selectFrom('account').selectAll().execute()
    await maria.get(contract.getJourney)
    expect(await way.parts.db.selectFrom('account').selectAll().execute()).toEqual(before)
    expect(dns.world.questions.length).toBe(asked)
  })

  test('a domain of another account is unknown, and nothing of it changes', async () => {
    const way = await begin()
    const maria = await way.customer({ domains: ['good.example'] })
    const other = await way.customer({ domains: ['second.example'] })
    await prove(maria)
    await prove(other)
    const foreign = { params: { domainId: first(await other.get(contract.getJourney)).id } }
    const replies = [
      await maria.call(contract.checkProof, { ...foreign, body: {} }),
      await maria.call(contract.checkSpf, { ...foreign, body: {} }),
      await maria.call(contract.answerSpf, { ...foreign, body: { mailPaths: 'others-too' } }),
      await maria.call(contract.markSpfPublished, { ...foreign, body: {} }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(first(await other.get(contract.getJourney)).spf).toMatchObject({ answer: null, evidence: null })
  })

  test('two people of one account share one journey, and each act bears its own name', async () => {
    const way = await begin()
    const maria = await way.customer()
    const ben = await way.colleagueOf(maria, 'Ben Ross')
    await ben.get(contract.startJourney, { body: {} })
    expect((await maria.get(contract.getJourney)).started?.by).toBe('Ben Ross')
  })

  test('acts at one moment keep their order', async () => {
    const way = await begin()
    const maria = await way.customer({ platform: 'office-365', addresses: [] })
    await prove(maria)
    await maria.get(contract.skipSpfCheck, { body: { reason: 'later' } })
    for (const done of [true, false, true]) await maria.get(contract.tickGuideStep, { body: { step: 'open', done } })
    expect((await maria.get(contract.getJourney)).connector.ticks).toEqual(['open'])
    const rows = await way.parts.db.selectFrom('decision').select('at').where('account_id', '=', maria.accountId).execute()
    expect(new Set(rows.map(({ at }) => at)).size).toBe(rows.length)
  })

  test('the address that a browser comes from is told without its IPv6 wrapping', async () => {
    const way = await begin()
    expect(await (await way.customer()).get(contract.getSeenAddress)).toEqual({ address: '127.0.0.1' })
  })
})
