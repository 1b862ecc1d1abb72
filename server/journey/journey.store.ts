/** The rows of one account that the journey is folded from. Every query carries the account (S-1). */
import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { AccountTable, Database, DomainTable, OutboundAddressTable } from '../db/schema.ts'
import { notFound } from '../http/errors.ts'
import { parseDecision, type Decision, type NewDecision } from './decision.ts'

type Db = Kysely<Database>
export type AccountRow = Selectable<AccountTable>
export type DomainRow = Selectable<DomainTable>
export type AddressRow = Selectable<OutboundAddressTable>
export interface Actor {
  id: string
  name: string
}

export async function readAccountRow(db: Db, accountId: string): Promise<AccountRow> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The primary domain first, then by name. */
export function readDomainRows(db: Db, accountId: string): Promise<DomainRow[]> {
  return db.selectFrom('domain').selectAll().where('account_id', '=', accountId)
    .orderBy('is_primary', 'desc').orderBy('name').execute()
}

export function readAddressRows(db: Db, accountId: string): Promise<AddressRow[]> {
  return db.selectFrom('outbound_address').selectAll().where('account_id', '=', accountId).where('removed_at', 'is', null)
    .orderBy('added_at').orderBy('address').execute()
}

/** Oldest first. `touchAccount` gave each a moment of its own, so that the order is certain. */
export async function readDecisions(db: Db, accountId: string): Promise<Decision[]> {
  const rows = await db.selectFrom('decision').selectAll().where('account_id', '=', accountId).orderBy('at').orderBy('id').execute()
  return rows.map(parseDecision)
}

/**
 * One more version of the account, and the moment to write beside whatever changes: later than any before, also where
 * the clock stood still. Holds the account's row until the transaction ends, so that what is read after it stays true.
 */
export async function touchAccount(trx: Db, accountId: string, now: Date): Promise<string> {
  const row = await trx.updateTable('account').set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', accountId).returning('updated_at').executeTakeFirst()
  if (!row) throw notFound()
  const at = new Date(Math.max(now.getTime(), Date.parse(row.updated_at) + 1)).toISOString()
  await trx.updateTable('account').set({ updated_at: at }).where('id', '=', accountId).execute()
  return at
}

/** Writes what somebody decided. Only inside a transaction that has touched the account at `at`. */
export async function appendDecision(trx: Db, where: { accountId: string; at: string; by: Actor }, decision: NewDecision): Promise<void> {
  await trx.insertInto('decision').values({
    id: randomUUID(),
    account_id: where.accountId,
    domain_id: decision.domainId ?? null,
    kind: decision.kind,
    data: JSON.stringify(decision.data),
    person_id: where.by.id,
    person_name: where.by.name,
    at: where.at,
  }).execute()
}
