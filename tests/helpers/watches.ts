import { randomInt, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { LiveEvent } from '#core/contract/live.ts'
import type { Database } from '../../server/db/schema.ts'
import { touchAccount } from '../../server/journey/journey.store.ts'
import type { DueWatches } from '../../server/watch/due-watches.ts'
import { readNextDue, type LeasedWatch } from '../../server/watch/lease.store.ts'
import type { CommitWatch, WatchAsking } from '../../server/watch/tick.ts'

/** A clock that stands until it is moved. */
export function createClock(start = '2026-11-20T09:00:00.000Z') {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    pass: (ms: number) => {
      at += ms
    },
    goTo: (ms: number) => {
      at = ms
    },
  }
}
export type Clock = ReturnType<typeof createClock>

export interface WatchedAccount {
  accountId: string
  domainIds: string[]
}

/** An account with so many domains, as bare rows. */
export async function insertAccount(db: Kysely<Database>, domains = 1): Promise<WatchedAccount> {
  const [accountId, at] = [randomUUID(), '2026-11-20T08:00:00.000Z']
  await db.insertInto('account').values({
    id: accountId, company: 'Northwind', code: `CUK${String(randomInt(1e12))}`, region: 'uk', platform: 'on-premises', dynamic_addresses: 0,
    allow_global_include: 0, include: null, general_hosts: null, office365_hosts: null, rfi_ranges: '[]', version: 1, created_at: at, updated_at: at,
  }).execute()
  const rows = Array.from({ length: domains }, (_, index) => ({
    id: randomUUID(), account_id: accountId, name: `d${String(index)}.northwind.example`, is_primary: index === 0 ? 1 : 0, code: 'abc', created_at: at,
  }))
  await db.insertInto('domain').values(rows).execute()
  return { accountId, domainIds: rows.map(({ id }) => id) }
}

/** The zone's servers of a test: `says` is what they answer, null for nobody; every question and evidence is counted. */
export interface FakeAsking extends WatchAsking {
  says: string | null
  /** What a full check sees beyond that. */
  recheckAtMs: number | null
  verdict: string | undefined
  isOver: boolean
  peeks: { domainId: string; at: number }[]
  checks: number
  /** What would be lines of evidence. */
  written: string[]
}

export function createFakeAsking(db: Kysely<Database>, now: () => Date): FakeAsking {
  const fake: FakeAsking = {
    says: 'nothing there', recheckAtMs: null, verdict: undefined, isOver: false, peeks: [], checks: 0, written: [],
    peek: (watch: LeasedWatch) => {
      fake.peeks.push({ domainId: watch.domainId, at: now().getTime() })
      return Promise.resolve({ digest: fake.says })
    },
    check: async ({ accountId }: LeasedWatch, commit: CommitWatch) => {
      fake.checks += 1
      const { says, recheckAtMs, verdict, isOver } = fake
      const isWritten = await db.transaction().execute(async (trx) => {
        if (!(await commit(trx, { digest: says, recheckAtMs, isOver, ...(verdict === undefined ? {} : { verdict }) }))) return false
        await touchAccount(trx, accountId, now())
        return true
      })
      if (isWritten) fake.written.push(says ?? '')
    },
  }
  return fake
}

export function createHeard() {
  const events: LiveEvent[] = []
  return { events, live: { publish: (event: LiveEvent) => void events.push(event) } }
}

/** Lets time pass from one due moment to the next. `meanwhile` is called before each. */
export async function letTimePass({ db, clock, due }: { db: Kysely<Database>; clock: Clock; due: DueWatches }, untilMs: number, meanwhile: () => void | Promise<void> = () => undefined): Promise<void> {
  for (;;) {
    const next = await readNextDue(db)
    if (next === null || next.getTime() > untilMs) break
    clock.goTo(Math.max(next.getTime(), clock.now().getTime()))
    await meanwhile()
    await due.begin()
    await due.settled()
  }
  clock.goTo(untilMs)
}
