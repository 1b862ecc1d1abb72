import { randomInt, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { LiveEvent } from '#core/contract/live.ts'
import type { Person } from '#core/contract/session.ts'
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import { insertNewAccount } from '../../server/accounts/new-account.ts'
import { readConfig } from '../../server/config.ts'
import type { Database } from '../../server/db/schema.ts'
import { actAs, createCaller, type Caller } from '../../server/demo/act-as.ts'
import { createApp } from '../../server/http/app.ts'
import { createLive } from '../../server/http/live.ts'
import { createLog } from '../../server/http/log.ts'
import type { Parts } from '../../server/parts.ts'
import { insertPerson, readPerson } from '../../server/people/people.store.ts'
import { createRoutes } from '../../server/routes.ts'
import { resolversOnly } from './resolvers-only.ts'

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

export function openWay(db: Kysely<Database>, resolver: Parts['resolver'], authority = resolversOnly(resolver)): Way {
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
    config: readConfig({}), publicUrl: 'https://connect.example', db, resolver, authority, live, log: createLog('silent'), now: () => clock.now,
  }
  const app = createApp(parts, createRoutes(parts))

  const signIn = async (row: { accountId: string | null; name: string }): Promise<SignedInCaller> => {
    const email = `${randomUUID()}@northwind.example`
    const id = await insertPerson(db, {
      ...row, role: row.accountId === null ? 'staff' : 'customer', email, passwordHash: 'nobody signs in with this', at: parts.now().toISOString(),
    })
    return { ...(await actAs(app, parts, id)), person: await readPerson(db, id), accountId: row.accountId ?? '' }
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
    holder: (token) => createCaller(app, parts.publicUrl, { authorization: `Bearer ${token}` }),
  }
}
