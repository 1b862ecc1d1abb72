import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Kysely } from 'kysely'
import { liveEventsPath } from '#core/contract/live.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createApp } from '../../../server/http/app.ts'
import { createLog } from '../../../server/http/log.ts'
import { createRoutes } from '../../../server/routes.ts'
import { createDueWatches } from '../../../server/watch/due-watches.ts'
import { createPresence } from '../../../server/watch/presence.ts'
import { createWatchTick } from '../../../server/watch/tick.ts'
import { startWatch } from '../../../server/watch/watch.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { becomeCustomer, becomeStaff } from '../../helpers/people.ts'
import { createTestParts } from '../../helpers/server-parts.ts'
import { createClock, createFakeAsking, insertAccount, type Clock } from '../../helpers/watches.ts'

const silent = createLog('silent')

describeOnEachDatabase('who looks at a domain', (open) => {
  let db: Kysely<Database>
  let clock: Clock
  let domainId: string
  let accountId: string

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('account').execute()
    clock = createClock()
    const account = await insertAccount(db)
    accountId = account.accountId
    domainId = account.domainIds[0] ?? ''
    await startWatch(db, { accountId, domainId, kind: 'spf' }, clock.now())
  })

  const viewedUntil = async () => (await db.selectFrom('watch').select('viewed_until').where('domain_id', '=', domainId).executeTakeFirstOrThrow()).viewed_until

  it('is told at once and every few seconds, and no more once the last page is closed', async () => {
    const presence = createPresence({ db, now: clock.now, log: silent }, { everyMs: 5 })
    const [one, two] = [presence.enter(domainId), presence.enter(domainId)]
    await vi.waitFor(async () => { expect(await viewedUntil()).toBe('2026-11-20T09:00:15.000Z') })
    clock.pass(5_000)
    await vi.waitFor(async () => { expect(await viewedUntil()).toBe('2026-11-20T09:00:20.000Z') })
    one()
    // Said twice by the same page: the other one is still there.
    one()
    clock.pass(5_000)
    await vi.waitFor(async () => { expect(await viewedUntil()).toBe('2026-11-20T09:00:25.000Z') })
    const clear = vi.spyOn(globalThis, 'clearInterval')
    two()
    expect(clear).toHaveBeenCalledOnce()
    clear.mockRestore()
  })

  it('costs one statement a domain, whatever the number of pages', async () => {
    const update = vi.spyOn(db, 'updateTable')
    const presence = createPresence({ db, now: clock.now, log: silent }, { everyMs: 60_000 })
    const leave = Array.from({ length: 500 }, () => presence.enter(domainId))
    await vi.waitFor(async () => { expect(await viewedUntil()).not.toBeNull() })
    expect(update).toHaveBeenCalledOnce()
    for (const one of leave) one()
    update.mockRestore()
  })

  it('a database that is away is logged once while it lasts, and ends no page', async () => {
    const warn = vi.fn()
    const away = vi.spyOn(db, 'updateTable').mockImplementation(() => { throw new Error('no database') })
    const presence = createPresence({ db, now: clock.now, log: Object.assign(createLog('silent'), { warn }) }, { everyMs: 1 })
    const leave = presence.enter(domainId)
    await vi.waitFor(() => { expect(away.mock.calls.length).toBeGreaterThan(3) })
    away.mockRestore()
    await vi.waitFor(async () => { expect(await viewedUntil()).not.toBeNull() })
    leave()
    expect(warn).toHaveBeenCalledOnce()
  })

  it('five hundred open pages on one domain have it asked about as often as one, and all hear of it', async () => {
    const parts = createTestParts(db)
    const app = createApp(parts, createRoutes(parts))
    const customer = await becomeCustomer(app, await becomeStaff(app, parts))
    const viewed = customer.domainIds[0] ?? ''
    await db.deleteFrom('watch').execute()
    await startWatch(db, { accountId: customer.accountId, domainId: viewed, kind: 'spf' }, parts.now(), { digest: 'nothing there', recheckAtMs: null })
    const pages = await Promise.all(Array.from({ length: 500 }, () => customer.caller.get(`${liveEventsPath}?domain=${viewed}`)))
    const firsts = pages.map(async (page) => {
      const reader = page.body?.getReader()
      let text = ''
      while (!text.includes('"asked"')) text += new TextDecoder().decode((await reader?.read())?.value)
      return text.split('"asked"').length - 1
    })
    const asking = createFakeAsking(db, parts.now)
    const random = () => 0.5
    const due = createDueWatches({ ...parts, random, tick: createWatchTick({ ...parts, random }, asking) })
    parts.pass(5_000)
    expect(await due.begin()).toBe(1)
    await due.settled()
    expect(asking.peeks).toHaveLength(1)
    expect(await Promise.all(firsts)).toEqual(Array.from({ length: 500 }, () => 1))
    const next = await db.selectFrom('watch').select('next_at').executeTakeFirstOrThrow()
    expect(next.next_at, 'as the ladder says while somebody looks').toBe(new Date(parts.now().getTime() + 5_000).toISOString())
    app.endStreams()
  })
})
