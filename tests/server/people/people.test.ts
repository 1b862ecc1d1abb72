import { beforeAll, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import { getSession, lookAtLink, redeemLink, signIn, signOut } from '#core/contract/session.ts'
import { createAccount, inviteCustomer, reissuePassword } from '#core/contract/staff.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createApp, type App } from '../../../server/http/app.ts'
import { createPeopleService } from '../../../server/people/people.service.ts'
import { absoluteMs, inactivityMs } from '../../../server/people/sessions.ts'
import { createRoutes } from '../../../server/routes.ts'
import { createCaller, type Caller } from '../../helpers/api-caller.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { becomeCustomer, becomeStaff, northwind, password, tokenOf } from '../../helpers/people.ts'
import { createTestParts, type TestParts } from '../../helpers/server-parts.ts'

const email = northwind.contact.email
const who = async (caller: Caller) => (await caller.call(getSession)).person?.email ?? null

describeOnEachDatabase('people', (open) => {
  let db: Kysely<Database>
  let parts: TestParts
  let app: App
  let staff: Caller

  beforeAll(async () => {
    db = await open()
    parts = createTestParts(db)
    app = createApp(parts, createRoutes(parts))
  })

  it('are none at first: the page is told that set-up is needed, and each start makes the last link void', async () => {
    expect(await createCaller(app).call(getSession)).toEqual({ person: null, setUpNeeded: true })
    const first = await createPeopleService(parts).createSetUpUrl()
    staff = await becomeStaff(app, parts)
    expect(await createCaller(app).refused(lookAtLink, { body: { token: tokenOf(first ?? '') } })).toMatchObject({ status: 404, code: 'link.unusable' })
    expect(await createPeopleService(parts).createSetUpUrl()).toBeNull()
    expect(await staff.call(getSession)).toMatchObject({ person: { role: 'staff', account: null, name: 'Sam Staff' }, setUpNeeded: false })
  })

  it('come by invitation, with the address that staff gave', async () => {
    const { detail, invitation } = await staff.call(createAccount, { body: northwind })
    const token = tokenOf(invitation.url)
    expect(await createCaller(app).call(lookAtLink, { body: { token } })).toEqual({ kind: 'invitation', company: 'Northwind', ...northwind.contact })
    const caller = createCaller(app)
    const person = await caller.call(redeemLink, { body: { token, name: 'Nora N.', email: 'other@elsewhere.example', password } })
    expect(person).toMatchObject({ role: 'customer', email, account: { id: detail.account.id, company: 'Northwind' } })
    expect(await caller.refused(redeemLink, { body: { token, name: 'Nora N.', email, password } })).toMatchObject({ code: 'link.unusable' })
  })

  it('redeem a link only once, also at the same moment', async () => {
    const { invitation } = await staff.call(createAccount, { body: { ...northwind, code: 'CUK2', domains: ['twice.example'], contact: { name: 'T', email: 't@twice.example' } } })
    const body = { token: tokenOf(invitation.url), name: 'T', email: 't@twice.example', password }
    const answers = await Promise.all([1, 2, 3].map(() => createCaller(app).send(redeemLink, { body })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404])
  })

  it('leave a link good when redeeming it fails', async () => {
    const { detail, invitation } = await staff.call(createAccount, { body: { ...northwind, code: 'CUK3', domains: ['again.example'], contact: { name: 'A', email: 'a@again.example' } } })
    const token = tokenOf(invitation.url)
    const short = await createCaller(app).refused(redeemLink, { body: { token, name: 'A', email: 'a@again.example', password: 'short' } })
    expect(short).toMatchObject({ status: 422, fields: [{ field: 'password', code: 'field.password-too-short' }] })
    expect(await staff.refused(inviteCustomer, { params: { accountId: detail.account.id }, body: { name: 'N', email } })).toMatchObject({ status: 409, code: 'person.email-taken' })
    expect(await createCaller(app).call(lookAtLink, { body: { token } })).toMatchObject({ company: 'Northwind' })
  })

  it('sign in and out; every sign-in gets a new token and ends the old one', async () => {
    const caller = createCaller(app)
    await caller.call(signIn, { body: { email: ` ${email.toUpperCase()} `, password } })
    const first = caller.cookie()
    await caller.call(signIn, { body: { email, password } })
    expect(caller.cookie()).not.toBe(first)
    const answer = await app(new Request('http://127.0.0.1:3000/api/session', { headers: { cookie: first ?? '' } }))
    expect(await answer.json()).toMatchObject({ person: null })
    const last = caller.cookie() ?? ''
    await caller.call(signOut)
    expect(caller.cookie()).toBeNull()
    const after = await app(new Request('http://127.0.0.1:3000/api/session', { headers: { cookie: last } }))
    expect(await after.json()).toMatchObject({ person: null })
  })

  it('are told the same about an unknown address and a wrong password', async () => {
    const caller = createCaller(app)
    const unknown = await caller.refused(signIn, { body: { email: 'nobody@nowhere.example', password } })
    const wrong = await caller.refused(signIn, { body: { email, password: 'wrong' } })
    expect({ ...unknown, requestId: '' }).toEqual({ ...wrong, requestId: '' })
    expect(wrong).toMatchObject({ status: 401, code: 'session.wrong-credentials' })
  })

  it('have no secret in the database or the log', async () => {
    const caller = createCaller(app)
    await caller.call(signIn, { body: { email, password } })
    const token = (caller.cookie() ?? '').split('=')[1] ?? 'none'
    const rows = JSON.stringify([await db.selectFrom('session').selectAll().execute(), await db.selectFrom('person').selectAll().execute(), await db.selectFrom('one_time_link').selectAll().execute()])
    for (const secret of [token, password]) {
      expect(rows).not.toContain(secret)
      expect(JSON.stringify(parts.logged)).not.toContain(secret)
    }
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2')
  })

  it('stay signed in while they work, and no longer than twelve hours without', async () => {
    const caller = createCaller(app)
    await caller.call(signIn, { body: { email, password } })
    for (let i = 0; i < 3; i += 1) {
      parts.pass(inactivityMs - 60_000)
      expect(await who(caller)).toBe(email)
    }
    parts.pass(inactivityMs)
    expect(await who(caller)).toBeNull()
  })

  it('sign in again after seven days whatever they do', async () => {
    const caller = createCaller(app)
    await caller.call(signIn, { body: { email, password } })
    for (let passed = 0; passed < absoluteMs - inactivityMs / 2; passed += inactivityMs / 2) {
      expect(await who(caller)).toBe(email)
      parts.pass(inactivityMs / 2)
    }
    parts.pass(inactivityMs / 2 - 1)
    expect(await who(caller)).toBe(email)
    parts.pass(1)
    expect(await who(caller)).toBeNull()
  })

  it('get a new password from staff, which ends every session of theirs', async () => {
    await staff.call(signIn, { body: { email: 'staff@connect.example', password } })
    const { accountId, caller } = await becomeCustomer(app, staff, { code: 'CUK4', domains: ['lost.example'], contact: { name: 'L', email: 'l@lost.example' } })
    const personId = (await caller.call(getSession)).person?.id ?? ''
    const older = await staff.call(reissuePassword, { params: { accountId, personId } })
    const { url } = await staff.call(reissuePassword, { params: { accountId, personId } })
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/new-password#/u)
    expect(await createCaller(app).refused(lookAtLink, { body: { token: tokenOf(older.url) } })).toMatchObject({ code: 'link.unusable' })
    await createCaller(app).call(redeemLink, { body: { token: tokenOf(url), name: 'L', email: 'l@lost.example', password: 'another long password' } })
    expect(await who(caller)).toBeNull()
    expect(await caller.refused(signIn, { body: { email: 'l@lost.example', password } })).toMatchObject({ code: 'session.wrong-credentials' })
    await caller.call(signIn, { body: { email: 'l@lost.example', password: 'another long password' } })
  })

  it('cannot guess for ever, and others are not kept out by it', async () => {
    const guess = (clientAddress: string) => createCaller(app).refused(signIn, { body: { email, password: 'wrong' }, clientAddress })
    for (let i = 0; i < 10; i += 1) expect(await guess('199.43.135.53')).toMatchObject({ status: 401 })
    const limited = await createCaller(app).send(signIn, { body: { email, password }, clientAddress: '199.43.135.53' })
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true])
    await createCaller(app).call(signIn, { body: { email, password }, clientAddress: '193.0.6.139' })
  })

  it('cannot try links for ever', async () => {
    const attempt = () => createCaller(app).refused(lookAtLink, { body: { token: 'x'.repeat(43) }, clientAddress: '203.119.101.61' })
    for (let i = 0; i < 30; i += 1) expect(await attempt()).toMatchObject({ code: 'link.unusable' })
    expect(await attempt()).toMatchObject({ status: 429, code: 'request.too-many' })
  })

  it('find an invitation void once it is over', async () => {
    await staff.call(signIn, { body: { email: 'staff@connect.example', password } })
    const { invitation } = await staff.call(createAccount, { body: { ...northwind, code: 'CUK5', domains: ['late.example'], contact: { name: 'L', email: 'l@late.example' } } })
    parts.pass(14 * 86_400_000)
    expect(await createCaller(app).refused(lookAtLink, { body: { token: tokenOf(invitation.url) } })).toMatchObject({ code: 'link.unusable' })
  })
})
