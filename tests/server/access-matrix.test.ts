import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import { endpoints } from '#core/contract/endpoints.ts'
import { toPath, type Access, type Endpoint } from '#core/contract/endpoint.ts'
import { startJourney } from '#core/contract/journey.ts'
import { sendRequest } from '#core/contract/requests.ts'
import { getSession } from '#core/contract/session.ts'
import { createShare } from '#core/contract/shares.ts'
import type { Database } from '../../server/db/schema.ts'
import { createApp, type App } from '../../server/http/app.ts'
import { createSessions } from '../../server/people/sessions.ts'
import { createRoutes } from '../../server/routes.ts'
import type { Caller } from '../helpers/api-caller.ts'
import { describeOnEachDatabase, makeSqlitePlace } from '../helpers/databases.ts'
import { openDatabase } from '../../server/db/database.ts'
import { becomeCustomer, becomeStaff, northwind } from '../helpers/people.ts'
import { createTestParts, type TestParts } from '../helpers/server-parts.ts'

const roles = ['nobody', 'customer', 'other customer', 'staff', 'link holder'] as const
type Role = (typeof roles)[number]
type Ids = Readonly<Record<string, string>>

/** A body that each endpoint would take, so that a refusal can only be about who asks, and for what. */
const bodies: Readonly<Record<string, unknown>> = {
  signIn: { email: 'nobody@nowhere.example', password: 'wrong' },
  lookAtLink: { token: 'x'.repeat(43) },
  redeemLink: { token: 'x'.repeat(43), name: 'N', email: 'n@n.example', password: 'a long enough password' },
  addDomain: { name: 'added.example' },
  answerSpf: { mailPaths: 'only-mimecast' },
  checkWhatIf: { addresses: ['193.0.6.139'] },
  confirmAddresses: { addresses: ['193.0.6.139'] },
  skipSpfCheck: { reason: 'Because.' },
  tickGuideStep: { step: 'step', done: true },
  sendRequest: { message: 'Please look', add: [], remove: [], step: 'addresses' },
  replyToRequest: { message: 'More' },
  answerRequest: { message: 'Done' },
  changeAddressesForRequest: { add: ['199.43.135.53'], remove: [] },
  closeRequest: { message: '' },
  createShare: { purpose: 'connector', domainId: null },
  createAccount: { ...northwind, code: 'CUK999', domains: ['new.example'], contact: { name: 'N', email: 'new@new.example' } },
  changeAccount: {},
  setDomainCode: { code: 'issued-by-mimecast' },
  inviteCustomer: { name: 'N', email: 'invited@northwind.example' },
}
const bodyOf = ({ name, body }: Endpoint): unknown => (body === null ? undefined : (bodies[name] ?? {}))

/** What the contract's statement means for each role, as the status that a wrong role gets; null for "may call". */
function refusalOf(access: Access, role: Role): string | null {
  const isPerson = role !== 'nobody' && role !== 'link holder'
  switch (access) {
    case 'anyone':
      return null
    case 'person':
      return isPerson ? null : '401 session.none'
    case 'customer':
      if (!isPerson) return '401 session.none'
      return role === 'staff' ? '403 access.forbidden' : null
    case 'staff':
      if (!isPerson) return '401 session.none'
      return role === 'staff' ? null : '403 access.forbidden'
    case 'share-link':
      return role === 'link holder' ? null : '404 link.unusable'
  }
}

describeOnEachDatabase('who may call what', (open) => {
  let db: Kysely<Database>
  let parts: TestParts
  let app: App
  let staff: Caller
  let holder = ''
  const people: Partial<Record<Role, string>> = {}
  let own: Ids = {}
  let foreign: Ids = {}

  beforeAll(async () => {
    db = await open()
    parts = createTestParts(db)
    app = createApp(parts, createRoutes(parts))
    staff = await becomeStaff(app, parts)
    const first = await makeTenant({})
    const second = await makeTenant({ code: 'CUK2', domains: ['south.example'], contact: { name: 'S', email: 's@south.example' } })
    own = first.ids
    foreign = second.ids
    holder = first.token
    people.customer = own['personId'] ?? ''
    people['other customer'] = foreign['personId'] ?? ''
    people.staff = (await staff.call(getSession)).person?.id ?? ''
  })

  async function makeTenant(change: Parameters<typeof becomeCustomer>[2]) {
    const { accountId, caller, domainIds } = await becomeCustomer(app, staff, change)
    await caller.call(startJourney)
    const domainId = domainIds[0] ?? ''
    // Proven, so that every step can be opened and a refusal is about the id.
    const evidenceId = randomUUID()
    await db.insertInto('evidence').values({
      id: evidenceId, account_id: accountId, domain_id: domainId, kind: 'proof', asked_at: parts.now().toISOString(), rules_version: '1', outcome: 'proven',
      result: JSON.stringify({ outcome: 'proven', finding: 'code-at-domain', params: {}, asked: [] }), questions: '[]',
    }).execute()
    const request = await caller.call(sendRequest, { body: { message: 'Hello', add: [], remove: [], step: 'addresses' } })
    const wanted = { body: { purpose: 'domain-proof' as const, domainId } }
    const [share, held] = [await caller.call(createShare, wanted), await caller.call(createShare, wanted)]
    const person = (await caller.call(getSession)).person
    const ids: Ids = { accountId, domainId, evidenceId, requestId: request.id, shareId: share.share.id, personId: person?.id ?? '' }
    return { ids, token: held.url.split('/').at(-1) ?? '' }
  }

  /** A new session each time, since some calls end the one that they come with. */
  async function ask(endpoint: Endpoint, role: Role, ids: Ids): Promise<{ line: string; body: string }> {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin' })
    const personId = people[role]
    if (personId !== undefined) headers.set('cookie', `connect=${await createSessions(db, parts.now).open(personId)}`)
    if (role === 'link holder') headers.set('authorization', `Bearer ${holder}`)
    const init: RequestInit = { method: endpoint.method, headers }
    if (endpoint.body !== null) {
      headers.set('content-type', 'application/json')
      init.body = JSON.stringify(bodyOf(endpoint))
    }
    const response = await app(new Request(`http://127.0.0.1:3000${toPath(endpoint.path, ids)}`, init), { clientAddress: '193.0.6.139' })
    const answer = (await response.json()) as { code?: string; requestId?: string }
    const line = answer.code === undefined ? String(response.status) : `${String(response.status)} ${answer.code}`
    return { line, body: JSON.stringify({ ...answer, requestId: '' }) }
  }

  it('has a body for every endpoint that takes one', () => {
    const fits = ({ name, body }: Endpoint) => body === null || body.safeParse(bodies[name] ?? {}).success
    expect(endpoints.filter((endpoint) => !fits(endpoint)).map(({ name }) => name)).toEqual([])
  })

  const refusedCases = endpoints.flatMap((endpoint) =>
    roles.flatMap((role) => {
      const refusal = refusalOf(endpoint.access, role)
      return refusal === null ? [] : [{ name: endpoint.name, role, endpoint, refusal }]
    }))
  it.each(refusedCases)('$name is not for $role', async ({ endpoint, role, refusal }) => {
    expect((await ask(endpoint, role, own)).line).toBe(refusal)
  })

  const withIds = endpoints.filter(({ path }) => path.includes(':'))
  const foreignCases = withIds.flatMap((endpoint) => {
    const params = [...endpoint.path.matchAll(/:([a-zA-Z]+)/gu)].map(([, param]) => param ?? '')
    return params.map((param) => ({ name: endpoint.name, param, endpoint }))
  })
  it.each(foreignCases)('$name knows no foreign $param', async ({ endpoint, param }) => {
    const role = endpoint.access === 'staff' ? 'staff' : 'customer'
    const unknown = await ask(endpoint, role, { ...own, [param]: randomUUID() })
    expect(unknown.line).toBe('404 not-found')
    // Staff reaches every account and every request; within one account the ids of another are as foreign as for a customer.
    const isFree = role === 'staff' && (param === 'requestId' || foreignCases.every((other) => other.endpoint !== endpoint || other.param === 'accountId'))
    if (!isFree) expect((await ask(endpoint, role, { ...own, [param]: foreign[param] ?? '' })).body).toBe(unknown.body)
  })

  it('is for everybody else: nobody who may call is refused for who they are', async () => {
    const last = ['revokeShare', 'closeRequest', 'redeemLink']
    const ordered = [...endpoints].sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name))
    const wrong: string[] = []
    for (const endpoint of ordered) {
      for (const role of roles.filter((one) => one !== 'other customer' && refusalOf(endpoint.access, one) === null)) {
        const { line } = await ask(endpoint, role, own)
        const isExpected = endpoint.access === 'anyone' ? !/^(?:403|5)/u.test(line) : !/^(?:401|403|404|415|422|5)/u.test(line)
        if (!isExpected) wrong.push(`${endpoint.name} for ${role}: ${line}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('every route', () => {
  it('below /api states who may call it, and every endpoint of the contract is served', async () => {
    const { place, remove } = await makeSqlitePlace()
    const parts = createTestParts(await openDatabase(place))
    const app = createApp(parts, createRoutes(parts))
    const toLine = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
    const stated = new Set(app.stated.map(toLine))
    expect(app.registered.map(toLine).filter((line) => !stated.has(line))).toEqual([])
    expect(endpoints.map(toLine).filter((line) => !app.registered.map(toLine).includes(line))).toEqual([])
    expect(app.stated.find(({ path }) => path === '/api/events')).toMatchObject({ access: 'person' })
    await parts.db.destroy()
    await remove()
  })
})
