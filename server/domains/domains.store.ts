import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { createDomainCode } from './domain-code.ts'

export async function insertDomain(trx: Kysely<Database>, row: { accountId: string; name: string; isPrimary: boolean; at: string }): Promise<string> {
  const id = randomUUID()
  await trx.insertInto('domain').values({
    id, account_id: row.accountId, name: row.name, is_primary: row.isPrimary ? 1 : 0, code: createDomainCode(), created_at: row.at,
  }).execute()
  return id
}

/** Throws where there is none: whoever asks holds a row that refers to it. */
export async function readDomainName(db: Kysely<Database>, { accountId, domainId }: { accountId: string; domainId: string }): Promise<string> {
  const { name } = await db.selectFrom('domain').select('name').where('id', '=', domainId).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  return name
}

export async function readDomainNames(db: Kysely<Database>, accountId: string): Promise<string[]> {
  const rows = await db.selectFrom('domain').select('name').where('account_id', '=', accountId).execute()
  return rows.map(({ name }) => name)
}
