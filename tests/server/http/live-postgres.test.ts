import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sql, type Kysely } from 'kysely'
import type { LiveEvent } from '#core/contract/live.ts'
import { openDatabase } from '../../../server/db/database.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createLog } from '../../../server/http/log.ts'
import { createPostgresLive, type SharedLive } from '../../../server/http/live-postgres.ts'
import { makePostgresPlace, type TestPlace } from '../../helpers/databases.ts'

let place: TestPlace
let db: Kysely<Database>
let here: SharedLive
let there: SharedLive

beforeAll(async () => {
  place = await makePostgresPlace()
  if (!('url' in place.place)) throw new Error('no PostgreSQL')
  db = await openDatabase(place.place)
  const options = { url: place.place.url, db, log: createLog('silent') }
  here = await createPostgresLive(options)
  there = await createPostgresLive(options)
})

afterAll(async () => {
  await here.close()
  await there.close()
  await db.destroy()
  await place.remove()
})

function listenTo(live: SharedLive): LiveEvent[] {
  const heard: LiveEvent[] = []
  live.subscribe((event) => heard.push(event))
  return heard
}

it('what one instance publishes is heard once by each, by its own pages at once', async () => {
  const [heardHere, heardThere] = [listenTo(here), listenTo(there)]
  const event: LiveEvent = { topic: 'journey', accountId: 'a' }
  here.publish(event)
  expect(heardHere).toEqual([event])
  await vi.waitFor(() => { expect(heardThere).toEqual([event]) })
  there.publish({ topic: 'shares', accountId: 'b' })
  await vi.waitFor(() => { expect(heardHere).toEqual([event, { topic: 'shares', accountId: 'b' }]) })
  expect(heardThere).toHaveLength(2)
})

it('that a watch asked again is heard with its times', async () => {
  const heardThere = listenTo(there)
  const event: LiveEvent = {
    topic: 'asked', accountId: 'a', domainId: randomUUID(), kind: 'spf', askedAt: '2026-11-20T09:00:05.000Z', nextAt: '2026-11-20T09:02:05.000Z',
  }
  here.publish(event)
  await vi.waitFor(() => { expect(heardThere).toEqual([event]) })
})

it('a connection that the database cut comes back by itself, and tells of the gap', async () => {
  const heardThere = listenTo(there)
  const gaps = vi.fn()
  there.onGap(gaps)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen connect_live' and datname = current_database()`.execute(db)
  await vi.waitFor(
    () => {
      here.publish({ topic: 'requests', accountId: 'c' })
      expect(heardThere).toContainEqual({ topic: 'requests', accountId: 'c' })
    },
    { timeout: 5_000, interval: 100 },
  )
  expect(gaps).toHaveBeenCalledOnce()
})

it('a word that another version of Connect says is passed over, and ends nothing', async () => {
  const heardThere = listenTo(there)
  for (const payload of ['{', 'hello', '{"from":"newer","event":{"topic":"weather","accountId":"a"}}']) await sql`select pg_notify('connect_live', ${payload})`.execute(db)
  here.publish({ topic: 'journey', accountId: 'd' })
  await vi.waitFor(() => { expect(heardThere).toContainEqual({ topic: 'journey', accountId: 'd' }) })
  expect(heardThere.map(({ topic }) => topic)).not.toContain('weather')
})
