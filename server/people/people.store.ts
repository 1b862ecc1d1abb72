import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { Person } from '#core/contract/session.ts'
import { isUniqueViolation } from '../db/database.ts'
import type { Database, PersonTable } from '../db/schema.ts'
import { AppError } from '../http/errors.ts'
import { toPerson } from './sessions.ts'

type Db = Kysely<Database>

export interface NewPerson {
  accountId: string | null
  role: PersonTable['role']
  name: string
  email: string
  passwordHash: string
  at: string
}

export async function insertPerson(db: Db, person: NewPerson): Promise<string> {
  const id = randomUUID()
  try {
    await db.insertInto('person').values({
      id, account_id: person.accountId, role: person.role, name: person.name, email: person.email,
      password_hash: person.passwordHash, created_at: person.at, last_seen_at: null,
    }).execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw emailTaken(error)
    throw error
  }
  return id
}

export const emailTaken = (cause?: unknown) => new AppError('person.email-taken', { cause })

export async function hasStaff(db: Db): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where('role', '=', 'staff').limit(1).executeTakeFirst()) !== undefined
}

export function findPersonByEmail(db: Db, email: string): Promise<Selectable<PersonTable> | undefined> {
  return db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst()
}

export async function readPerson(db: Db, personId: string): Promise<Person> {
  const row = await db.selectFrom('person').leftJoin('account', 'account.id', 'person.account_id')
    .select(['person.id', 'person.name', 'person.email', 'person.role', 'account.id as accountId', 'account.company'])
    .where('person.id', '=', personId).executeTakeFirstOrThrow()
  return toPerson(row)
}

/** A person of this account, or nobody (S-1). */
export function findPersonOfAccount(db: Db, where: { accountId: string; personId: string }): Promise<Selectable<PersonTable> | undefined> {
  return db.selectFrom('person').selectAll().where('id', '=', where.personId).where('account_id', '=', where.accountId).executeTakeFirst()
}

export async function setPassword(db: Db, personId: string, passwordHash: string): Promise<void> {
  await db.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', personId).execute()
}

export function readPeopleOfAccount(db: Db, accountId: string) {
  return db.selectFrom('person').select(['id', 'name', 'email', 'last_seen_at as lastSeenAt'])
    .where('account_id', '=', accountId).orderBy('created_at').orderBy('id').execute()
}
