import { randomInt, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { toPath, type Endpoint } from '#core/contract/endpoint.ts'
import type { LiveEvent } from '#core/contract/live.ts'
import type { Person } from '#core/contract/session.ts'
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import { insertNewAccount } from '../../server/accounts/new-account.ts'
import { readConfig } from '../../server/config.ts'
import type { Database } from '../../server/db/schema.ts'
import { createApp } from '../../server/http/app.ts'
import { createSessionCookie } from '../../server/http/cookies.ts'
import { createLive } from '../../server/http/live.ts'
import { createLog } from '../../server/http/log.ts'
import type { Parts } from '../../server/parts.ts'
import { insertPerson, readPerson } from '../../server/people/people.store.ts'
import { createSessions } from '../../server/people/sessions.ts'
import { createRoutes } from '../../server/routes.ts'

/** Whoever calls: what the endpoint answers, parsed by its own schema, or the refusal. */
export type Reply<A> = { status: number; ok: true; value: A } | { status: number; ok: false; problem: ProblemBody }
export interface ProblemBody {
  code: string
  fields?: { field: string; code: string; understood?: string }[]
  retryAfterSeconds?: number
}
export interface CallOptions<B> {
  params?: Record<string, string>
  body?: B
}

export interface Caller {
  call<B, A>(endpoint: Endpoint<B, A>, options?: CallOptions<B>): Promise<Reply<A>>
  /** The same where nothing else than an answer will do. */
  get<B, A>(endpoint: Endpoint<B, A>, options?: CallOptions<B>): Promise<A>
}
export interface SignedInCaller extends Caller {
  person: Person
  /** Empty for staff. */
  accountId: string
}

/** The whole server as a function, on one database, with people who are signed in and a clock that stands until it is moved. */
export interface Way {
  parts: Parts
  clock: { now: Date; pass(ms: number): void }
  events: LiveEvent[]
  /** A new account with one signed-in customer. */
  customer(changes?: Partial<CreateAccountRequest>): Promise<SignedInCaller>
  colleagueOf(customer: SignedInCaller, name: string): Promise<SignedInCaller>
  staff(): Promise<SignedInCaller>
  holder(token: string): Caller
}

export function openWay(db: Kysely<Database>, resolver: Parts['resolver']): Way {
  const clock = {
    now: new Date('2026-11-20T09:00:00.000Z'),
    pass: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const live = createLive()
  const events: LiveEvent[] = []
  live.subscribe((event) => events.push(event))
  const parts: Parts = {
    config: readConfig({}), publicUrl: 'https://connect.example', db, resolver, live, log: createLog('silent'), now: () => clock.now,
  }
  const app = createApp(parts, createRoutes(parts))
  const cookie = createSessionCookie(parts.publicUrl)
  const sessions = createSessions(db, parts.now)

  const createCaller = (headers: Record<string, string>): Caller => {
    const call: Caller['call'] = async (endpoint, { params, body } = {}) => {
      const init = { method: endpoint.method, headers: { ...headers, 'sec-fetch-site': 'same-origin', ...(body === undefined ? {} : { 'content-type': 'application/json' }) } }
      const response = await app(new Request(`${parts.publicUrl}${toPath(endpoint.path, params)}`, body === undefined ? init : { ...init, body: JSON.stringify(body) }))
      const answer: unknown = await response.json()
      const { status } = response
      return status < 300 ? { status, ok: true, value: endpoint.answer.parse(answer) } : { status, ok: false, problem: answer as ProblemBody }
    }
    const get: Caller['get'] = async (endpoint, options) => {
      const reply = await call(endpoint, options)
      if (!reply.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(reply.problem)}`)
      return reply.value
    }
    return { call, get }
  }

  const signIn = async (row: { accountId: string | null; name: string }): Promise<SignedInCaller> => {
    const email = `${randomUUID()}@northwind.example`
    const id = await insertPerson(db, {
      ...row, role: row.accountId === null ? 'staff' : 'customer', email, passwordHash: 'nobody signs in with this', at: parts.now().toISOString(),
    })
    const token = cookie.format(await sessions.open(id)).split(';')[0] ?? ''
    return { ...createCaller({ cookie: token }), person: await readPerson(db, id), accountId: row.accountId ?? '' }
  }

  return {
    parts,
    clock,
    events,
    customer: async (changes = {}) => {
      const typed: CreateAccountRequest = {
        company: 'Northwind Ltd', code: `CUK${String(randomInt(1e9))}`, platform: 'on-premises', domains: ['northwind.example'],
        dynamicAddresses: false, addresses: ['193.0.6.139'], rfiRanges: [], contact: { name: 'Maria Lang', email: `${randomUUID()}@northwind.example` }, ...changes,
      }
      const accountId = await db.transaction().execute((trx) => insertNewAccount(trx, typed, parts.now().toISOString()))
      return signIn({ accountId, name: 'Maria Lang' })
    },
    colleagueOf: ({ accountId }, name) => signIn({ accountId, name }),
    staff: () => signIn({ accountId: null, name: 'Sam Hill' }),
    holder: (token) => createCaller({ authorization: `Bearer ${token}` }),
  }
}
