import type { Kysely } from 'kysely'
import { isUniqueViolation } from '../db/database.ts'
import type { AccountTable, Database } from '../db/schema.ts'
import { AppError } from '../http/errors.ts'

type Db = Kysely<Database>

export async function insertAccount(trx: Db, account: AccountTable): Promise<void> {
  try {
    await trx.insertInto('account').values(account).execute()
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new AppError('account.code-taken', { cause: error, fields: [{ field: 'code', code: 'account.code-taken' }] })
    }
    throw error
  }
}

export type AccountChange = Partial<Pick<AccountTable, 'platform' | 'dynamic_addresses' | 'include' | 'general_hosts' | 'office365_hosts' | 'allow_global_include'>>

export async function updateAccount(trx: Db, accountId: string, change: AccountChange): Promise<void> {
  if (Object.keys(change).length > 0) await trx.updateTable('account').set(change).where('id', '=', accountId).execute()
}

/** Newest change first. */
export async function readAccountIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('account').select('id').orderBy('updated_at', 'desc').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** False where this account has no such domain. */
export async function updateDomainCode(trx: Db, { accountId, domainId, code }: { accountId: string; domainId: string; code: string }): Promise<boolean> {
  const { numUpdatedRows } = await trx.updateTable('domain').set({ code })
    .where('id', '=', domainId).where('account_id', '=', accountId).executeTakeFirst()
  return numUpdatedRows > 0n
}
