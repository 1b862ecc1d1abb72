import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { OneTimeLink } from '#core/contract/session.ts'
import type { Database, OneTimeLinkTable } from '../db/schema.ts'
import { AppError } from '../http/errors.ts'
import { createToken, hashToken } from './tokens.ts'

type Db = Kysely<Database>
export type LinkRow = Selectable<OneTimeLinkTable>

const dayMs = 86_400_000
const lifetimeMs = { 'set-up': 7 * dayMs, invitation: 14 * dayMs, 'new-password': 2 * dayMs } as const

/** The page of each kind. The token is in the fragment, which browsers send to nobody: no log can hold it. */
export const toLinkUrl = (publicUrl: string, kind: LinkRow['kind'], token: string): string => `${publicUrl}/${kind}#${token}`

export interface NewLink {
  kind: LinkRow['kind']
  accountId?: string
  personId?: string
  name?: string
  email?: string
}

/** Ends older links for the same purpose: only the last one that was handed out works. */
export async function createLink(db: Db, link: NewLink, now: Date): Promise<{ token: string; expiresAt: string }> {
  const { token, hash } = createToken()
  const expiresAt = new Date(now.getTime() + lifetimeMs[link.kind]).toISOString()
  await endOlder(db, link, now)
  await db.insertInto('one_time_link').values({
    id: randomUUID(), token_hash: hash, kind: link.kind, account_id: link.accountId ?? null, person_id: link.personId ?? null,
    name: link.name ?? null, email: link.email ?? null, created_at: now.toISOString(), expires_at: expiresAt, used_at: null,
  }).execute()
  return { token, expiresAt }
}

async function endOlder(db: Db, { kind, accountId, personId, email }: NewLink, now: Date): Promise<void> {
  let older = db.updateTable('one_time_link').set({ expires_at: now.toISOString() })
    .where('kind', '=', kind).where('used_at', 'is', null).where('expires_at', '>', now.toISOString())
  if (accountId !== undefined) older = older.where('account_id', '=', accountId)
  if (personId !== undefined) older = older.where('person_id', '=', personId)
  if (email !== undefined) older = older.where('email', '=', email)
  await older.execute()
}

/** What a link is for. Looking does not use it up: mail scanners open links. */
export async function lookAtLink(db: Db, token: string, now: Date): Promise<OneTimeLink> {
  const row = await db.selectFrom('one_time_link').leftJoin('account', 'account.id', 'one_time_link.account_id')
    .select(['one_time_link.kind', 'one_time_link.name', 'one_time_link.email', 'account.company'])
    .where('token_hash', '=', hashToken(token)).where('used_at', 'is', null).where('expires_at', '>', now.toISOString()).executeTakeFirst()
  if (row === undefined) throw unusable()
  return row
}

/** Uses it up in one statement: of two who redeem it at the same moment one gets it. Unknown, used and over look alike. */
export async function useLink(db: Db, token: string, now: Date): Promise<LinkRow> {
  const row = await db.updateTable('one_time_link').set({ used_at: now.toISOString() })
    .where('token_hash', '=', hashToken(token)).where('used_at', 'is', null).where('expires_at', '>', now.toISOString())
    .returningAll().executeTakeFirst()
  if (row === undefined) throw unusable()
  return row
}

export function readPendingInvitations(db: Db, accountId: string, now: Date) {
  return db.selectFrom('one_time_link').select(['id', 'email', 'created_at as createdAt', 'expires_at as expiresAt'])
    .where('account_id', '=', accountId).where('kind', '=', 'invitation').where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString()).orderBy('created_at').execute()
}

const unusable = () => new AppError('link.unusable')
