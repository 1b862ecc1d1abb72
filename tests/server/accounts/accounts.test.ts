import { beforeAll, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { LiveEvent } from '#core/contract/live.ts'
import { addDomain, getJourney, startJourney } from '#core/contract/journey.ts'
import { sendRequest } from '#core/contract/requests.ts'
import { changeAccount, createAccount, getAccount, inviteCustomer, listAccounts, setDomainCode } from '#core/contract/staff.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createApp, type App } from '../../../server/http/app.ts'
import { createRoutes } from '../../../server/routes.ts'
import type { Caller } from '../../helpers/api-caller.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { becomeCustomer, becomeStaff, northwind, type TestCustomer } from '../../helpers/people.ts'
import { createTestParts, type TestParts } from '../../helpers/server-parts.ts'

const contact = (email: string) => ({ name: 'Some Body', email })

describeOnEachDatabase('accounts', (open) => {
  let db: Kysely<Database>
  let parts: TestParts
  let app: App
  let staff: Caller
  let north: TestCustomer
  const heard: LiveEvent[] = []

  beforeAll(async () => {
    db = await open()
    parts = createTestParts(db)
    parts.live.subscribe((event) => heard.push(event))
    app = createApp(parts, createRoutes(parts))
    staff = await becomeStaff(app, parts)
    north = await becomeCustomer(app, staff)
  })
  const rowsOf = async () => {
    const count = async (table: 'account' | 'domain' | 'outbound_address' | 'one_time_link') => (await db.selectFrom(table).select('id').execute()).length
    return [await count('account'), await count('domain'), await count('outbound_address'), await count('one_time_link')]
  }

  it('take their region from the code, and its include and hosts from the catalogue', async () => {
    const { account, journey, people, invitations } = await staff.call(getAccount, { params: { accountId: north.accountId } })
    expect(account).toMatchObject({
      region: 'eu', include: 'eu._netblocks.mimecast.com', dynamicAddresses: false, allowGlobalInclude: false,
      smartHosts: { general: { hosts: ['eu-smtp-outbound-1.mimecast.com', 'eu-smtp-outbound-2.mimecast.com'], overridden: false } },
    })
    expect(journey.domains.map(({ name, isPrimary }) => [name, isPrimary])).toEqual([['northwind.example', true], ['mail.northwind.example', false]])
    expect(journey.domains[0]?.proof.code).toMatch(/^[a-z2-7]{32}$/u)
    expect(journey.addresses.map(({ address }) => address)).toEqual(['193.0.6.139'])
    expect([people.length, invitations]).toEqual([1, []])
  })

  it('with an unknown prefix ask for the region; one that contradicts a known prefix is refused', async () => {
    const offshore = { ...northwind, code: 'CJE1', domains: ['offshore.example'], contact: contact('o@offshore.example') }
    expect(await staff.refused(createAccount, { body: offshore })).toMatchObject({ status: 422, fields: [{ field: 'region', code: 'account.region-needed' }] })
    expect(await staff.refused(createAccount, { body: { ...northwind, code: 'CDE1', region: 'eu', contact: contact('d@d.example') } }))
      .toMatchObject({ fields: [{ field: 'region', code: 'account.region-contradicts', understood: 'de' }] })
    const { detail } = await staff.call(createAccount, { body: { ...offshore, region: 'je' } })
    expect(detail.account).toMatchObject({ region: 'je', include: null })
  })

  it('are refused with every field that cannot be taken, and nothing is left behind', async () => {
    const before = await rowsOf()
    const refused = await staff.refused(createAccount, {
      body: {
        ...northwind, code: 'CUK31', contact: contact('x@x.example'),
        domains: ['http://Fine.Example./', 'a..b', 'co.uk', 'fine.example', '<script>'],
        addresses: ['193.0.6.139', '10.0.0.1', '193.0.6.0/24', '::ffff:10.0.0.1'],
      },
    })
    expect(refused.fields).toEqual([
      { field: 'domains.1', code: 'domain.empty-label', understood: 'a..b' },
      { field: 'domains.2', code: 'domain.public-suffix', understood: 'co.uk' },
      { field: 'domains.3', code: 'domain.already-listed', understood: 'fine.example' },
      expect.objectContaining({ field: 'domains.4', code: 'domain.bad-character' }),
      { field: 'addresses.1', code: 'address.private', understood: '10.0.0.1' },
      expect.objectContaining({ field: 'addresses.2', code: 'address.network' }),
      { field: 'addresses.3', code: 'address.ipv6-mapped', understood: '10.0.0.1' },
    ])
    expect(await staff.refused(createAccount, { body: { ...northwind, contact: contact('y@y.example') } })).toMatchObject({ status: 409, code: 'account.code-taken' })
    expect(await staff.refused(createAccount, { body: { ...northwind, code: 'CUK32' } })).toMatchObject({ status: 409, code: 'person.email-taken' })
    expect(await rowsOf()).toEqual(before)
  })

  it('clean what was pasted', async () => {
    const { detail } = await staff.call(createAccount, {
      body: { ...northwind, code: ' cuk33 ', domains: ['https://Bücher.example/shop', 'sales@second.example'], addresses: [' 199.43.135.53 ', '199.43.135.53'], contact: contact('B@Buecher.example') },
    })
    expect(detail.account.code).toBe('CUK33')
    expect(detail.journey.domains.map(({ name, display }) => [name, display])).toEqual([['xn--bcher-kva.example', 'bücher.example'], ['second.example', 'second.example']])
    expect(detail.journey.addresses).toHaveLength(1)
    expect(detail.invitations.map(({ email }) => email)).toEqual(['b@buecher.example'])
  })

  it('are changed in the fields that were given, and the customer’s page hears of it', async () => {
    const params = { accountId: north.accountId }
    const before = await north.caller.call(getJourney)
    heard.length = 0
    const { account, journey } = await staff.call(changeAccount, {
      params, body: { platform: 'hybrid', include: 'Own.Include.Example', generalSmartHosts: ['one.example', 'two.example'], allowGlobalInclude: true, dynamicAddresses: true },
    })
    expect(account).toMatchObject({ platform: 'hybrid', include: 'own.include.example', allowGlobalInclude: true, dynamicAddresses: true, company: 'Northwind' })
    expect(account.smartHosts.general).toEqual({ hosts: ['one.example', 'two.example'], checked: true, overridden: true, source: null })
    expect(account.smartHosts.office365?.overridden).toBe(false)
    expect(journey.version).toBeGreaterThan(before.version)
    expect(heard).toEqual([{ topic: 'journey', accountId: north.accountId }])
    expect(journey.history.some(({ kind }) => kind === 'staff-changed-account')).toBe(true)
    const back = await staff.call(changeAccount, { params, body: { platform: 'on-premises', include: null, generalSmartHosts: null, allowGlobalInclude: false, dynamicAddresses: false } })
    expect(back.account).toMatchObject({ include: 'eu._netblocks.mimecast.com', smartHosts: { general: { overridden: false } } })
  })

  it('take domains and addresses together, or none of them', async () => {
    const params = { accountId: north.accountId }
    const refused = await staff.refused(changeAccount, { params, body: { platform: 'hybrid', addDomains: ['third.example', 'northwind.example'], addAddresses: ['199.43.135.53'] } })
    expect(refused.fields).toEqual([{ field: 'addDomains.1', code: 'domain.already-listed', understood: 'northwind.example' }])
    const listed = await staff.refused(changeAccount, { params, body: { addDomains: ['third.example'], addAddresses: ['193.0.6.139'], removeAddresses: ['196.216.2.6'] } })
    expect(listed.fields?.map(({ field, code }) => [field, code])).toEqual([['addAddresses.0', 'address.already-listed'], ['removeAddresses.0', 'address.not-listed']])
    expect((await staff.call(getAccount, { params })).journey).toMatchObject({ account: { platform: 'on-premises' }, domains: { length: 2 } })
    const { journey } = await staff.call(changeAccount, { params, body: { addDomains: ['third.example'], addAddresses: ['199.43.135.53'], removeAddresses: ['193.0.6.139'] } })
    expect(journey.domains).toHaveLength(3)
    expect(journey.addresses.map(({ address }) => address)).toEqual(['199.43.135.53'])
  })

  it('take the code that Mimecast issued, for a domain of their own only', async () => {
    const other = await becomeCustomer(app, staff, { code: 'CUK34', domains: ['other.example'], contact: contact('o@other.example') })
    const body = { code: 'Issued-By-Mimecast-0001' }
    const [domainId = ''] = north.domainIds
    expect(await staff.refused(setDomainCode, { params: { accountId: other.accountId, domainId }, body })).toMatchObject({ status: 404 })
    const { journey } = await staff.call(setDomainCode, { params: { accountId: north.accountId, domainId }, body })
    expect(journey.domains.find(({ id }) => id === domainId)?.proof.code).toBe('issued-by-mimecast-0001')
    expect(await staff.refused(setDomainCode, { params: { accountId: north.accountId, domainId }, body: { code: 'not a label' } })).toMatchObject({ status: 422 })
  })

  it('whose domain is proven elsewhere are told so without a name', async () => {
    const owner = await becomeCustomer(app, staff, { code: 'CUK35', domains: ['held.example'], contact: contact('h@held.example') })
    await owner.caller.call(startJourney)
    await db.insertInto('evidence').values({
      id: randomUUID(), account_id: owner.accountId, domain_id: owner.domainIds[0] ?? '', kind: 'proof', asked_at: parts.now().toISOString(), rules_version: '1', outcome: 'proven',
      result: JSON.stringify({ outcome: 'proven', finding: 'code-at-domain', params: {}, asked: [] }), questions: '[]',
    }).execute()
    const refused = await staff.refused(createAccount, { body: { ...northwind, code: 'CUK36', domains: ['held.example'], contact: contact('z@z.example') } })
    expect(refused.fields).toEqual([{ field: 'domains.0', code: 'domain.taken', understood: 'held.example' }])
    await north.caller.call(startJourney)
    expect(await north.caller.refused(addDomain, { body: { name: 'held.example' } })).toMatchObject({ status: 409, code: 'domain.taken' })
  })

  it('are listed with their tasks, the latest change first; a request makes staff the one to act', async () => {
    await north.caller.call(sendRequest, { body: { message: 'Please look', add: ['203.119.101.61'], remove: [], step: 'addresses' } })
    const { accounts } = await staff.call(listAccounts)
    const own = accounts.find(({ id }) => id === north.accountId)
    expect(own).toMatchObject({ company: 'Northwind', domains: 3, openRequests: 1, whoActs: 'staff' })
    expect(own?.tasks.map(({ key }) => key)).toEqual(['start', 'domains', 'addresses', 'spf-record', 'spf-check', 'connector', 'summary'])
    expect(accounts.filter(({ id }) => id !== north.accountId).every(({ openRequests }) => openRequests === 0)).toBe(true)
    const times = accounts.map(({ updatedAt }) => updatedAt)
    expect(times).toEqual([...times].sort().reverse())
  })

  it('can have several people; a second invitation to one address replaces the first', async () => {
    const params = { accountId: north.accountId }
    for (let i = 0; i < 2; i += 1) await staff.call(inviteCustomer, { params, body: contact('second@northwind.example') })
    expect((await staff.call(getAccount, { params })).invitations.map(({ email }) => email)).toEqual(['second@northwind.example'])
  })
})
