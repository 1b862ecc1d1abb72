/** The rows of watches as people's acts and open pages change them, and as the journey shows them. The worker's side is `lease.store.ts`. */
import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { WatchKind, WatchView } from '#core/contract/watch.ts'
import type { Database } from '../db/schema.ts'
import { viewedRungs, watchLivesMs } from './ladder.ts'

type Db = Kysely<Database>

export interface WatchSubject {
  accountId: string
  domainId: string
  kind: WatchKind
}

/** What a check has seen, as far as a watch goes on from it. */
export interface WatchSeen {
  /** What the zone's servers said, as text to compare; null when nobody could be asked. */
  digest: string | null
  /** When a full check may say something new although the zone's servers say the same: the caches' time is over. */
  recheckAtMs: number | null
  /** What the check said, as text to compare, a foretold moment last: the same is told no third time. Left out where every check is news. */
  verdict?: string
}

const unseen: WatchSeen = { digest: null, recheckAtMs: null }
const plus = (at: Date, ms: number): string => new Date(at.getTime() + ms).toISOString()

/**
 * From this act on the record is watched; what was watched before starts anew. Inside the act's own transaction, after
 * `touchAccount`. `seen` is what the act's own check saw, so that the same is not news. Without it what was known stays.
 * Whoever is asking at this moment for the old start will find that it may not write any more.
 */
export async function startWatch(trx: Db, { accountId, domainId, kind }: WatchSubject, now: Date, seen: WatchSeen = unseen): Promise<void> {
  const fresh = {
    started_at: now.toISOString(),
    // A press has just asked; nobody has asked who serves a new domain.
    next_at: plus(now, kind === 'zone' ? 0 : (viewedRungs[0]?.delayMs ?? 0)),
    ends_at: plus(now, watchLivesMs),
    lease_token: null,
    lease_until: null,
    rechecks: 0,
    told: 0,
    told_at: null,
  }
  const verdict = seen.verdict ?? null
  const recheckAt = seen.recheckAtMs === null ? null : new Date(seen.recheckAtMs).toISOString()
  await trx.insertInto('watch')
    .values({
      id: randomUUID(), account_id: accountId, domain_id: domainId, kind, ...fresh, recheck_at: recheckAt, verdict,
      digest: seen.digest, viewed_until: null, asked_at: seen.digest === null ? null : fresh.started_at,
    })
    .onConflict((conflict) => conflict.columns(['domain_id', 'kind']).doUpdateSet({
      ...fresh,
      ...(seen.digest === null ? {} : { digest: seen.digest, asked_at: fresh.started_at, recheck_at: recheckAt, verdict }),
    })).execute()
}

/** All is right, or nobody wants to know any more. Nothing happens when nothing was watched. */
export async function stopWatch(trx: Db, { accountId, domainId, kind }: WatchSubject): Promise<void> {
  await trx.deleteFrom('watch').where('account_id', '=', accountId).where('domain_id', '=', domainId).where('kind', '=', kind).execute()
}

/** By domain; what is not watched is not there, nor what no page speaks of. */
export async function readWatches(db: Db, accountId: string): Promise<ReadonlyMap<string, WatchView[]>> {
  const rows = await db.selectFrom('watch').where('account_id', '=', accountId).where('kind', '<>', 'zone').orderBy('kind')
    .select(['domain_id', 'kind', 'asked_at', 'next_at', 'ends_at']).execute()
  const all = new Map<string, WatchView[]>()
  for (const row of rows) {
    const view: WatchView = { kind: row.kind, askedAt: row.asked_at, nextAt: row.next_at, endsAt: row.ends_at }
    all.set(row.domain_id, [...(all.get(row.domain_id) ?? []), view])
  }
  return all
}

/**
 * A page that shows the domain is open: its watches ask as the ladder says for that, and not later than they would
 * anyway. One statement whatever the number of pages. Nothing is due at once, since opening a page asks nothing (D11).
 */
export async function markViewed(db: Db, domainId: string, { now, viewedForMs }: { now: Date; viewedForMs: number }): Promise<void> {
  const near = toNearSql(now)
  await db.updateTable('watch').where('domain_id', '=', domainId).set({
    viewed_until: plus(now, viewedForMs),
    next_at: sql<string>`case when next_at > ${near} then ${near} else next_at end`,
  }).execute()
}

/** `viewedRungs` for the row's own age. */
function toNearSql(now: Date) {
  const whens = viewedRungs.map(({ untilMs, delayMs }) =>
    Number.isFinite(untilMs) ? sql`when started_at > ${plus(now, -untilMs)} then ${plus(now, delayMs)}` : sql`else ${plus(now, delayMs)}`)
  return sql<string>`case ${sql.join(whens, sql` `)} end`
}
