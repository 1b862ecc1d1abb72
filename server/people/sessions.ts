import type { Kysely, Selectable } from 'kysely'
import type { Person } from '#core/contract/session.ts'
import type { Database, PersonTable } from '../db/schema.ts'
import { createToken, hashToken } from './tokens.ts'

const hourMs = 3_600_000
/** A session ends after so long without a request, and after so long in any case. */
export const inactivityMs = 12 * hourMs
export const absoluteMs = 7 * 24 * hourMs
/** The last use is written at most so often: reading must not become writing. */
const touchEveryMs = 60_000

export interface Sessions {
  /** Returns the token: the cookie holds it, the database only its hash. */
  open: (personId: string, db?: Kysely<Database>) => Promise<string>
  /** Who this is, and lets the session live on. Null for a token that is unknown or over. */
  use: (token: string) => Promise<Person | null>
  /** The same without letting it live on: for a stream that merely stays open. */
  peek: (token: string) => Promise<Person | null>
  end: (token: string) => Promise<void>
  endAll: (personId: string, db?: Kysely<Database>) => Promise<void>
}

export function createSessions(db: Kysely<Database>, now: () => Date): Sessions {
  async function find(token: string) {
    const row = await db.selectFrom('session').innerJoin('person', 'person.id', 'session.person_id')
      .leftJoin('account', 'account.id', 'person.account_id')
      .select(['session.last_seen_at as lastUsed', 'session.expires_at as expires', 'person.id', 'person.name', 'person.email', 'person.role', 'account.id as accountId', 'account.company'])
      .where('session.token_hash', '=', hashToken(token)).executeTakeFirst()
    const at = now().getTime()
    if (row === undefined || at >= Date.parse(row.expires) || at >= Date.parse(row.lastUsed) + inactivityMs) return null
    return { row, person: toPerson(row) }
  }

  async function touch(token: string, personId: string, lastUsed: string): Promise<void> {
    const at = now()
    if (at.getTime() < Date.parse(lastUsed) + touchEveryMs) return
    await db.updateTable('session').set({ last_seen_at: at.toISOString() }).where('token_hash', '=', hashToken(token)).execute()
    await db.updateTable('person').set({ last_seen_at: at.toISOString() }).where('id', '=', personId).execute()
  }

  return {
    open: async (personId, within = db) => {
      const { token, hash } = createToken()
      const at = now()
      await within.deleteFrom('session').where('expires_at', '<=', at.toISOString()).execute()
      await within.insertInto('session').values({
        token_hash: hash, person_id: personId, created_at: at.toISOString(), last_seen_at: at.toISOString(),
        expires_at: new Date(at.getTime() + absoluteMs).toISOString(),
      }).execute()
      return token
    },
    use: async (token) => {
      const found = await find(token)
      if (found === null) return null
      await touch(token, found.person.id, found.row.lastUsed)
      return found.person
    },
    peek: async (token) => (await find(token))?.person ?? null,
    end: async (token) => {
      await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()
    },
    endAll: async (personId, within = db) => {
      await within.deleteFrom('session').where('person_id', '=', personId).execute()
    },
  }
}

type PersonRow = Pick<Selectable<PersonTable>, 'id' | 'name' | 'email' | 'role'> & { accountId: string | null; company: string | null }

export function toPerson({ id, name, email, role, accountId, company }: PersonRow): Person {
  return { id, name, email, role, account: accountId === null || company === null ? null : { id: accountId, company } }
}
