import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import * as journey from '#core/contract/journey.ts'
import * as contract from '#core/contract/shares.ts'
import { changeAccount } from '#core/contract/staff.ts'
import { sampleZones } from '../../../server/demo/sample-zones.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { openWay, type SignedInCaller } from '../../helpers/way.ts'

const dns = useDnsWorld({ zones: sampleZones })
const dayMs = 86_400_000
const stepOf = async (caller: SignedInCaller, step: string) => {
  const { state, reason } = (await caller.get(journey.getJourney)).tasks.find(({ key }) => key === step) ?? {}
  return `${state ?? ''} ${reason ?? ''}`
}

describeOnEachDatabase('shared links', (open) => {
  let opened: ReturnType<typeof open> | undefined
  /** A proven account with a zone of its own, whose record is not right yet. */
  const begin = async (changes = {}) => {
    const name = `share${String(randomInt(1e9))}.example`
    dns.world.addZone({ origin: name, records: { [name]: { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } } })
    const way = openWay(await (opened ??= open()), dns.resolver)
    const maria = await way.customer({ platform: 'office-365', addresses: [], domains: [name], ...changes })
    const [domain] = (await maria.get(journey.startJourney, { body: {} })).domains
    if (!domain) throw new Error('no domain')
    dns.world.setTxt(`_connect-challenge.${name}`, [domain.proof.code ?? ''])
    await maria.get(journey.checkProof, { params: { domainId: domain.id }, body: {} })
    const share = async (purpose: contract.SharePurpose, days?: number) => {
      const body = { purpose, domainId: purpose === 'connector' ? null : domain.id, ...(days === undefined ? {} : { days }) }
      const made = await maria.get(contract.createShare, { body })
      return { ...made, token: made.url.split('/s/')[1] ?? '' }
    }
    return { way, maria, name, domain, share }
  }

  test('the link is seen once: the database has only its hash', async () => {
    const { way, maria, share } = await begin()
    const { url, token } = await share('spf')
    expect(url).toMatch(/^https:\/\/connect\.example\/s\/[\w-]{43}$/u)
    const rows = await way.parts.db.selectFrom('share').selectAll().where('account_id', '=', maria.accountId).execute()
    const decisions = await way.parts.db.selectFrom('decision').selectAll().where('account_id', '=', maria.accountId).execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify([rows, decisions, await maria.get(contract.listShares), await maria.get(journey.getJourney)])).not.toContain(token)
  })

  test('every link is another one, works for 14 days unless told, and 90 at most', async () => {
    const { maria, domain, share } = await begin()
    const [usual, long] = [await share('spf'), await share('spf', 90)]
    expect(usual.token).not.toBe(long.token)
    const daysOf = ({ share: { createdAt, expiresAt } }: typeof usual) => (Date.parse(expiresAt) - Date.parse(createdAt)) / dayMs
    expect([daysOf(usual), daysOf(long)]).toEqual([14, 90])
    for (const days of [0, 91, 1.5]) {
      expect(await maria.call(contract.createShare, { body: { purpose: 'spf', domainId: domain.id, days } })).toMatchObject({ status: 422 })
    }
  })

  test('who opens it sees who asks and what to publish, and nothing else of the account', async () => {
    const { way, maria, name, domain, share } = await begin({ platform: 'on-premises', addresses: ['196.216.2.6'] })
    await maria.get(journey.checkSpf, { params: { domainId: domain.id }, body: {} })
    await maria.get(journey.answerSpf, { params: { domainId: domain.id }, body: { mailPaths: 'others-too' } })
    const view = await way.holder((await share('spf')).token).get(contract.getShared)
    expect(view).toMatchObject({
      purpose: 'spf', from: { name: 'Maria Lang', company: 'Northwind Ltd' }, proof: null, connector: null,
      spf: { domain: name, region: 'eu', include: 'eu._netblocks.mimecast.com', plan: { record: 'v=spf1 include:eu._netblocks.mimecast.com ip4:192.0.2.7 -all' } },
    })
    const text = JSON.stringify(view)
    const { code, id } = (await maria.get(journey.getJourney)).account
    for (const secret of [code, id, domain.id, '196.216.2.6', maria.person.email, domain.proof.code ?? '-']) expect(text).not.toContain(secret)
  })

  test('opening asks no DNS and writes nothing', async () => {
    const { way, maria, share } = await begin()
    const holder = way.holder((await share('spf')).token)
    const [asked, { version }] = [dns.world.questions.length, await maria.get(journey.getJourney)]
    await holder.get(contract.getShared)
    expect(dns.world.questions.length).toBe(asked)
    expect((await maria.get(journey.getJourney)).version).toBe(version)
    const checks = await way.parts.db.selectFrom('rate').selectAll().where('key', 'like', 'shared-check:%').execute()
    expect(checks).toHaveLength(0)
  })

  test('the colleague checks, and both pages know', async () => {
    const { way, maria, name, share } = await begin()
    const holder = way.holder((await share('spf')).token)
    dns.world.setTxt(name, ['v=spf1 include:eu._netblocks.mimecast.com -all'])
    way.events.length = 0
    const view = await holder.get(contract.checkShared, { body: {} })
    expect(view.spf?.evidence?.report.outcome).toBe('valid')
    expect(way.events).toEqual([{ topic: 'journey', accountId: maria.accountId }])
    expect((await maria.get(journey.getJourney)).domains[0]?.spf.evidence).toEqual(view.spf?.evidence)
    expect(await stepOf(maria, 'spf-check')).toBe('completed spf-check.valid')
  })

  test('one check a minute and link, and the wait is told', async () => {
    const { way, share } = await begin()
    const [one, another] = [way.holder((await share('spf')).token), way.holder((await share('spf')).token)]
    await one.get(contract.checkShared, { body: {} })
    way.clock.pass(20_000)
    expect(await one.call(contract.checkShared, { body: {} })).toMatchObject({ status: 429, problem: { code: 'request.too-many', retryAfterSeconds: 40 } })
    expect((await another.call(contract.checkShared, { body: {} })).ok).toBe(true)
    way.clock.pass(39_999)
    expect((await one.call(contract.checkShared, { body: {} })).ok).toBe(false)
    way.clock.pass(1)
    expect((await one.call(contract.checkShared, { body: {} })).ok).toBe(true)
  })

  test('a link for a code shows it, and its check proves the domain', async () => {
    const { way, maria, name } = await begin()
    const { domains } = await maria.get(journey.addDomain, { body: { name: `other-${name}` } })
    const domain = domains.find((one) => one.name === `other-${name}`)
    dns.world.addZone({ origin: `other-${name}`, records: { [`other-${name}`]: { TXT: [domain?.proof.code ?? ''] } } })
    const { url } = await maria.get(contract.createShare, { body: { purpose: 'domain-proof', domainId: domain?.id ?? '' } })
    const holder = way.holder(url.split('/s/')[1] ?? '')
    expect((await holder.get(contract.getShared)).proof).toMatchObject({ domain: `other-${name}`, code: domain?.proof.code, target: 'validate-domain.mimecast.com', evidence: null })
    expect((await holder.get(contract.checkShared, { body: {} })).proof?.evidence).toMatchObject({ outcome: 'proven', finding: 'code-at-domain' })
  })

  test('a link for the connector waits for the colleague while it lives', async () => {
    const { way, maria, share } = await begin()
    expect(await maria.call(contract.createShare, { body: { purpose: 'connector', domainId: null } })).toMatchObject({ status: 409, problem: { code: 'step.not-ready' } })
    await maria.get(journey.skipSpfCheck, { body: { reason: 'later' } })
    const { token } = await share('connector')
    expect(await stepOf(maria, 'connector')).toBe('waiting-for-somebody connector.shared')
    const holder = way.holder(token)
    const { connector } = await holder.get(contract.getShared)
    expect(connector).toMatchObject({ platform: 'office-365', region: 'eu', smartHosts: { office365: { hosts: ['eu-smtp-o365-outbound-1.mimecast.com', 'eu-smtp-o365-outbound-2.mimecast.com'] } } })
    // There is nothing to ask DNS about, so no turn is used up.
    for (let i = 0; i < 2; i += 1) expect((await holder.call(contract.checkShared, { body: {} })).ok).toBe(true)
    way.clock.pass(15 * dayMs)
    const later = await way.colleagueOf(maria, 'Ben Ross')
    expect(await stepOf(later, 'connector')).toBe('not-started connector.follow')
  })

  test('a shared record counts as handed over until the link is taken back', async () => {
    const { maria, domain, share } = await begin()
    const params = { domainId: domain.id }
    const { share: { id } } = await share('spf')
    expect((await maria.get(journey.getJourney)).domains[0]?.spf.shared).toMatchObject({ by: 'Maria Lang' })
    // Its page has no record to publish until somebody has looked and said how mail leaves.
    expect(await stepOf(maria, 'spf-record')).toBe('not-started spf-record.look')
    await maria.get(journey.checkSpf, { params, body: {} })
    expect(await stepOf(maria, 'spf-record')).toBe('in-progress spf-record.answer')
    await maria.get(journey.answerSpf, { params, body: { mailPaths: 'others-too' } })
    expect(await stepOf(maria, 'spf-record')).toBe('completed spf-record.shared')
    await maria.get(contract.revokeShare, { params: { shareId: id } })
    expect(await stepOf(maria, 'spf-record')).toBe('in-progress spf-record.publish')
  })

  test('unknown, expired, revoked and malformed links are told apart by nothing', async () => {
    const { way, maria, share } = await begin()
    const [short, revoked] = [await share('spf', 1), await share('spf')]
    way.events.length = 0
    const gone = await maria.get(contract.revokeShare, { params: { shareId: revoked.share.id } })
    expect(gone.revokedAt).not.toBeNull()
    expect(way.events).toContainEqual({ topic: 'shares', accountId: maria.accountId })
    way.clock.pass(dayMs + 1_000)
    const tokens = [short.token, revoked.token, 'A'.repeat(43), 'short', maria.accountId]
    const replies = await Promise.all(tokens.flatMap((token) => [
      way.holder(token).call(contract.getShared), way.holder(token).call(contract.checkShared, { body: {} }),
    ]))
    const shapes = new Set(replies.map((reply) => JSON.stringify({ ...reply, problem: { ...('problem' in reply ? reply.problem : {}), requestId: '' } })))
    expect(shapes.size).toBe(1)
    expect(replies[0]).toMatchObject({ status: 404, problem: { code: 'link.unusable' } })
  })

  test('each link is revoked alone, and twice is once', async () => {
    const { way, maria, share } = await begin()
    const [one, another] = [await share('spf'), await share('spf')]
    const first = await maria.get(contract.revokeShare, { params: { shareId: one.share.id } })
    expect(await maria.get(contract.revokeShare, { params: { shareId: one.share.id } })).toEqual(first)
    expect((await way.holder(another.token).call(contract.getShared)).ok).toBe(true)
    const { history } = await maria.get(journey.getJourney)
    expect(history.filter(({ kind }) => kind === 'share-revoked')).toHaveLength(1)
    expect((await maria.get(contract.listShares)).shares.map(({ revokedAt }) => revokedAt === null)).toEqual([true, false])
  })

  test('another account can neither see nor revoke a link, nor share a foreign domain', async () => {
    const { way, domain, share } = await begin()
    const { share: { id }, token } = await share('spf')
    const { maria: other } = await begin()
    expect(await other.call(contract.revokeShare, { params: { shareId: id } })).toMatchObject({ status: 404, problem: { code: 'not-found' } })
    expect((await other.get(contract.listShares)).shares).toEqual([])
    expect(await other.call(contract.createShare, { body: { purpose: 'spf', domainId: domain.id } })).toMatchObject({ status: 404 })
    expect((await way.holder(token).call(contract.getShared)).ok).toBe(true)
  })

  test('a purpose without its subject is refused', async () => {
    const { maria, domain } = await begin()
    await maria.get(journey.skipSpfCheck, { body: { reason: 'later' } })
    const refused = async (purpose: contract.SharePurpose, domainId: string | null) => {
      const reply = await maria.call(contract.createShare, { body: { purpose, domainId } })
      return reply.ok ? 'made' : (reply.problem.fields?.[0]?.code ?? reply.problem.code)
    }
    expect(await refused('spf', null)).toBe('field.required')
    expect(await refused('domain-proof', null)).toBe('field.required')
    expect(await refused('connector', domain.id)).toBe('field.not-allowed')
    const { domains } = await maria.get(journey.addDomain, { body: { name: `mail.${domain.name}` } })
    expect(await refused('domain-proof', domains.find(({ name }) => name.startsWith('mail.'))?.id ?? '')).toBe('step.not-ready')
  })

  test('while the region has no include there is no record to hand over', async () => {
    const { way, maria, domain } = await begin()
    await way.parts.db.updateTable('account').set({ region: 'je' }).where('id', '=', maria.accountId).execute()
    expect(await maria.call(contract.createShare, { body: { purpose: 'spf', domainId: domain.id } })).toMatchObject({ problem: { code: 'step.not-ready' } })
    const sam = await way.staff()
    await sam.get(changeAccount, { params: { accountId: maria.accountId }, body: { include: 'je._netblocks.mimecast.com' } })
    expect((await maria.call(contract.createShare, { body: { purpose: 'spf', domainId: domain.id } })).ok).toBe(true)
  })
})
