/** Shared links. The token itself is never kept, only its hash; a customer's queries carry the account (S-1, S-20). */
import type { Kysely, Selectable } from 'kysely'
import type { Share } from '#core/contract/shares.ts'
import type { Database, ShareTable } from '../db/schema.ts'

type Db = Kysely<Database>
export type ShareRow = Selectable<ShareTable>

export async function insertShare(trx: Db, row: ShareRow): Promise<void> {
  await trx.insertInto('share').values(row).execute()
}

/** Newest first. */
export function readShareRows(db: Db, accountId: string): Promise<ShareRow[]> {
  return db.selectFrom('share').selectAll().where('account_id', '=', accountId).orderBy('created_at', 'desc').orderBy('id').execute()
}

/** True for the one call that revoked it. */
export async function revokeShareRow(trx: Db, { id, accountId, at }: { id: string; accountId: string; at: string }): Promise<boolean> {
  const row = await trx.updateTable('share').set({ revoked_at: at })
    .where('id', '=', id).where('account_id', '=', accountId).where('revoked_at', 'is', null).returning('id').executeTakeFirst()
  return row !== undefined
}

/** Null for what is unknown, expired, revoked or somebody else's. */
export async function findLiveShare(db: Db, where: { id: string; accountId: string }, now: Date): Promise<ShareRow | null> {
  const row = await db.selectFrom('share').selectAll().where('id', '=', where.id).where('account_id', '=', where.accountId).executeTakeFirst()
  return row !== undefined && isLive(row, now) ? row : null
}

export function isLive(row: Pick<ShareRow, 'revoked_at' | 'expires_at'>, now: Date): boolean {
  return row.revoked_at === null && row.expires_at > now.toISOString()
}

export function toShare(row: ShareRow, domainName: string | null): Share {
  return {
    id: row.id,
    purpose: row.purpose,
    domain: row.domain_id === null || domainName === null ? null : { id: row.domain_id, name: domainName },
    createdAt: row.created_at,
    createdBy: row.person_name,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}
