/** The account's outbound addresses. A removed one stays as a row, so that the past can be told. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

type Db = Kysely<Database>

export async function insertAddress(trx: Db, row: { accountId: string; address: string; at: string }): Promise<void> {
  await trx.insertInto('outbound_address')
    .values({ id: randomUUID(), account_id: row.accountId, address: row.address, added_at: row.at, removed_at: null }).execute()
}

export async function removeAddress(trx: Db, row: { accountId: string; address: string; at: string }): Promise<void> {
  await trx.updateTable('outbound_address').set({ removed_at: row.at })
    .where('account_id', '=', row.accountId).where('address', '=', row.address).where('removed_at', 'is', null).execute()
}
