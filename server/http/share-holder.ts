import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { hashToken } from '../people/tokens.ts'
import { isLive } from '../shares/shares.store.ts'

export interface ShareHolder {
  shareId: string
  accountId: string
  /** The domain that it is about; null for a link to the connector. */
  domainId: string | null
}

/** The link that a token opens. Unknown, expired and revoked are the same null (S-27). */
export async function findShareHolder(db: Kysely<Database>, token: string, now: Date): Promise<ShareHolder | null> {
  const row = await db.selectFrom('share').select(['id', 'account_id', 'domain_id', 'expires_at', 'revoked_at'])
    .where('token_hash', '=', hashToken(token)).executeTakeFirst()
  if (row === undefined || !isLive(row, now)) return null
  return { shareId: row.id, accountId: row.account_id, domainId: row.domain_id }
}

export function readBearer(request: Request): string | null {
  return /^Bearer ([\w-]{20,200})$/u.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
}
