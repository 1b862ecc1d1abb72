/**
 * Which process asks for which watch (S-49). A row is claimed by one statement, so that two never get the same; it is
 * written only by whoever still holds the claim. A process that died holds none for long.
 */
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Selectable, type Updateable } from 'kysely'
import type { WatchKind } from '#core/contract/watch.ts'
import type { Database, WatchTable } from '../db/schema.ts'

type Db = Kysely<Database>

export interface LeasedWatch {
  id: string
  accountId: string
  domainId: string
  kind: WatchKind
  startedAt: string
  viewedUntil: string | null
  askedAt: string | null
  endsAt: string
  digest: string | null
  recheckAt: string | null
  verdict: string | null
  rechecks: number
  told: number
  toldAt: string | null
  leaseToken: string
}

export interface Claim {
  now: Date
  leaseMs: number
  most: number
  /** So many of one account at once, whoever holds them. */
  mostOfAccount: number
}

/**
 * Up to `most` watches that are due, in fair order. `found` counts what was due before others took some of it.
 * One row a statement: whoever holds no row while waiting for another cannot be part of a deadlock.
 */
export async function claimDue(db: Db, claim: Claim): Promise<{ found: number; watches: LeasedWatch[] }> {
  const { now, leaseMs } = claim
  const at = now.toISOString()
  const due = await readDue(db, claim)
  const watches: LeasedWatch[] = []
  for (const { id } of due) {
    const row = await db.updateTable('watch')
      .set({ lease_token: randomUUID(), lease_until: new Date(now.getTime() + leaseMs).toISOString() })
      .where('id', '=', id).where('next_at', '<=', at)
      .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', at)]))
      .returningAll().executeTakeFirst()
    if (row !== undefined) watches.push(toLeased(row))
  }
  return { found: due.length, watches }
}

/** The longest due first, but an account's second one after the first of every other, and so on. */
function readDue(db: Db, { now, most, mostOfAccount }: Claim): Promise<{ id: string }[]> {
  const at = now.toISOString()
  return db
    .with('held', (qb) => qb.selectFrom('watch').where('lease_until', '>', at).groupBy('account_id').select(['account_id', ({ fn }) => fn.countAll<number>().as('running')]))
    .with('due', (qb) => qb.selectFrom('watch').leftJoin('held', 'held.account_id', 'watch.account_id').where('next_at', '<=', at)
      .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<=', at)]))
      .select(['id', 'next_at', sql<number>`coalesce(running, 0) + row_number() over (partition by watch.account_id order by next_at, id)`.as('place')]))
    .selectFrom('due').where('place', '<=', mostOfAccount).orderBy('place').orderBy('next_at').limit(most).select('id').execute()
}

export interface WatchProgress {
  nextAt: string
  /** What is left out stays as it is. */
  askedAt?: string
  digest?: string
  recheckAt?: string | null
  verdict?: string | null
  rechecks?: number
  told?: number
  toldAt?: string
}

/** False when the claim is no longer ours: then nothing was written. */
export function finishWatch(db: Db, watch: LeasedWatch, progress: WatchProgress): Promise<boolean> {
  const { nextAt, askedAt, recheckAt, toldAt, ...same } = progress
  return writeIfOurs(db, watch, {
    ...same,
    next_at: nextAt,
    ...(askedAt === undefined ? {} : { asked_at: askedAt }),
    ...(recheckAt === undefined ? {} : { recheck_at: recheckAt }),
    ...(toldAt === undefined ? {} : { told_at: toldAt }),
  })
}

/** For a look that takes its time. False when the claim is no longer ours. */
export async function renewLease(db: Db, { id, leaseToken }: LeasedWatch, until: Date): Promise<boolean> {
  const row = await db.updateTable('watch').set({ lease_until: until.toISOString() })
    .where('id', '=', id).where('lease_token', '=', leaseToken).returning('id').executeTakeFirst()
  return row !== undefined
}

/** Somebody else may go on with it at once. */
export function releaseWatch(db: Db, watch: LeasedWatch): Promise<boolean> {
  return writeIfOurs(db, watch, {})
}

/** It is over: false when the claim is no longer ours. */
export async function endWatch(db: Db, { id, leaseToken }: LeasedWatch): Promise<boolean> {
  const row = await db.deleteFrom('watch').where('id', '=', id).where('lease_token', '=', leaseToken).returning('id').executeTakeFirst()
  return row !== undefined
}

async function writeIfOurs(db: Db, { id, leaseToken }: LeasedWatch, change: Updateable<WatchTable>): Promise<boolean> {
  const row = await db.updateTable('watch').set({ ...change, lease_token: null, lease_until: null })
    .where('id', '=', id).where('lease_token', '=', leaseToken).returning('id').executeTakeFirst()
  return row !== undefined
}

/**
 * Holds the account's row until the transaction ends. Acts of people take the account first and the watch second;
 * whoever took them the other way round would wait for them while they wait for him.
 */
export async function holdAccount(trx: Db, accountId: string): Promise<void> {
  await trx.updateTable('account').set({ version: sql`version` }).where('id', '=', accountId).execute()
}

/** When the next watch that nobody holds is due, of those that were not yet at `after`; null when there is none. */
export async function readNextDue(db: Db, after = new Date(0)): Promise<Date | null> {
  const row = await db.selectFrom('watch').select('next_at').where('lease_token', 'is', null).where('next_at', '>', after.toISOString()).orderBy('next_at').limit(1).executeTakeFirst()
  return row === undefined ? null : new Date(row.next_at)
}

function toLeased(row: Selectable<WatchTable>): LeasedWatch {
  if (row.lease_token === null) throw new Error('A claimed watch has a token')
  return {
    id: row.id, accountId: row.account_id, domainId: row.domain_id, kind: row.kind, startedAt: row.started_at, viewedUntil: row.viewed_until,
    askedAt: row.asked_at, endsAt: row.ends_at, digest: row.digest, recheckAt: row.recheck_at,
    verdict: row.verdict, rechecks: row.rechecks, told: row.told, toldAt: row.told_at, leaseToken: row.lease_token,
  }
}
