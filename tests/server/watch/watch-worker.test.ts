import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Kysely } from 'kysely'
import { openDatabase } from '../../../server/db/database.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createLog } from '../../../server/http/log.ts'
import { createDueWatches, type DueWatchesOptions } from '../../../server/watch/due-watches.ts'
import { claimDue, readNextDue } from '../../../server/watch/lease.store.ts'
import { createWatchTick } from '../../../server/watch/tick.ts'
import { createWatchWorker } from '../../../server/watch/watch-worker.ts'
import { markViewed, startWatch } from '../../../server/watch/watch.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { createClock, createFakeAsking, createHeard, insertAccount, letTimePass, type Clock, type FakeAsking, type WatchedAccount } from '../../helpers/watches.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const silent = createLog('silent')

describeOnEachDatabase('the check that goes on', (open, makePlace) => {
  let db: Kysely<Database>
  let clock: Clock
  let account: WatchedAccount
  let domainId: string
  let asking: FakeAsking
  let heard: ReturnType<typeof createHeard>

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('account').execute()
    clock = createClock()
    account = await insertAccount(db)
    domainId = account.domainIds[0] ?? ''
    asking = createFakeAsking(db, clock.now)
    heard = createHeard()
  })

  const start = (id = domainId) => startWatch(db, { accountId: account.accountId, domainId: id, kind: 'spf' }, clock.now())
  const options = (changes: Partial<DueWatchesOptions> = {}): DueWatchesOptions => {
    const random = () => 0.5
    const tick = createWatchTick({ db, live: heard.live, now: clock.now, random }, asking)
    return { db, now: clock.now, log: silent, random, tick, ...changes }
  }
  const live = (untilMs: number, due = createDueWatches(options()), meanwhile?: () => void | Promise<void>) => letTimePass({ db, clock, due }, untilMs, meanwhile)
  const gapsOf = (peeks: FakeAsking['peeks'], from: number) => peeks.map(({ at }, index) => at - (peeks[index - 1]?.at ?? from))
  const runs = (gaps: readonly number[]) =>
    gaps.reduce<[number, number][]>((all, gap) => {
      const last = all.at(-1)
      if (last?.[0] === gap) last[1] += 1
      else all.push([gap, 1])
      return all
    }, [])

  it('forty days that nobody looks: asked in ever wider steps, 157 times, and no more after thirty days', async () => {
    const from = clock.now().getTime()
    await start()
    await live(from + 40 * day)
    expect(runs(gapsOf(asking.peeks, from))).toEqual([[5_000, 1], [2 * minute, 8], [10 * minute, 11], [hour, 22], [6 * hour, 115]])
    expect(asking.peeks).toHaveLength(157)
    expect(asking.written, 'what was there at first').toEqual(['nothing there'])
    expect(heard.events.filter(({ topic }) => topic === 'journey'), 'the first look and the end').toHaveLength(2)
    expect(heard.events.filter(({ topic }) => topic === 'asked')).toHaveLength(156)
  })

  it('forty days in which the record comes, goes wrong, cannot be asked for and comes again: each is told once', async () => {
    const from = clock.now().getTime()
    await start()
    await live(from + 40 * day, createDueWatches(options()), () => {
      const age = clock.now().getTime() - from
      if (age > 2 * day) asking.says = 'two records'
      if (age > 5 * day) asking.says = null
      if (age > 6 * day) asking.says = 'two records'
      if (age > 9 * day) Object.assign(asking, { says: 'the record', isOver: true })
    })
    expect(asking.written).toEqual(['nothing there', 'two records', 'the record'])
    expect(asking.checks).toBe(3)
    const last = asking.peeks.at(-1)?.at ?? 0
    expect([last > from + 9 * day, last < from + 9 * day + 6 * hour + 1]).toEqual([true, true])
  })

  it('twelve minutes in which somebody looks: every five, fifteen, then thirty seconds', async () => {
    const from = clock.now().getTime()
    await start()
    await live(from + 12 * minute, createDueWatches(options()), () => markViewed(db, domainId, { now: clock.now(), viewedForMs: 15_000 }))
    expect(runs(gapsOf(asking.peeks, from))).toEqual([[5_000, 24], [15_000, 32], [30_000, 4]])
  })

  it('two processes with one database never ask for the same watch at once, and never tell the same change twice', async () => {
    const { place, remove } = await makePlace()
    const first = await openDatabase(place)
    // A SQLite file belongs to one process: there the two share what they have opened.
    const second = 'url' in place ? await openDatabase(place) : first
    const { accountId, domainIds } = await insertAccount(first, 6)
    // A second of this clock is a millisecond.
    const begun = performance.now()
    const now = () => new Date(Date.parse('2026-11-20T09:00:00.000Z') + Math.round((performance.now() - begun) * 1_000))
    let says = 'a'
    const asked = new Map<string, number>()
    const inHand = new Set<string>()
    const overlaps: string[] = []
    const written: string[] = []
    const createOne = (own: Kysely<Database>) => {
      const tick = createWatchTick({ db: own, live: heard.live, now, random: Math.random }, {
        peek: async (watch) => {
          if (inHand.has(watch.domainId)) overlaps.push(watch.domainId)
          inHand.add(watch.domainId)
          const digest = says
          await new Promise((resolve) => setImmediate(resolve))
          asked.set(`${watch.domainId} ${digest}`, (asked.get(`${watch.domainId} ${digest}`) ?? 0) + 1)
          inHand.delete(watch.domainId)
          return { digest }
        },
        check: (watch, commit) => own.transaction().execute(async (trx) => {
          const digest = says
          if (await commit(trx, { digest, recheckAtMs: null, isOver: false })) written.push(`${watch.domainId} ${digest}`)
        }),
      })
      return createWatchWorker({ db: own, now, log: silent, random: Math.random, tick, leaseMs: hour, maxSleepMs: 5 })
    }
    for (const id of domainIds) await startWatch(first, { accountId, domainId: id, kind: 'spf' }, now())
    const workers = [createOne(first), createOne(second)]
    for (const answer of ['a', 'b', 'c']) {
      says = answer
      await vi.waitFor(() => { expect(domainIds.every((id) => (asked.get(`${id} ${answer}`) ?? 0) > 1)).toBe(true) }, { timeout: 15_000, interval: 5 })
    }
    for (const worker of workers) await worker.close()
    expect(overlaps).toEqual([])
    expect(written.sort()).toEqual(domainIds.flatMap((id) => ['a', 'b', 'c'].map((answer) => `${id} ${answer}`)).sort())
    if (second !== first) await second.destroy()
    await first.destroy()
    await remove()
  })

  it('what a process held when it died is taken over when its claim is over, and told once', async () => {
    await start()
    clock.pass(5_000)
    await claimDue(db, { now: clock.now(), leaseMs: 60_000, most: 1, mostOfAccount: 1 })
    const due = createDueWatches(options())
    clock.pass(59_999)
    expect(await due.begin()).toBe(0)
    clock.pass(1)
    expect(await due.begin()).toBe(1)
    await due.settled()
    expect(asking.written).toEqual(['nothing there'])
  })

  it('a look that fails is logged once, and comes to its turn again as the ladder says', async () => {
    await start()
    clock.pass(5_000)
    const error = vi.fn()
    const due = createDueWatches(options({ tick: () => Promise.reject(new Error('a bug')), log: Object.assign(createLog('silent'), { error }) }))
    await due.begin()
    await due.settled()
    expect(error).toHaveBeenCalledOnce()
    expect(await readNextDue(db)).toEqual(new Date('2026-11-20T09:02:05.000Z'))
  })

  it('a look that does not end is told to, and comes to its turn again', async () => {
    await start()
    clock.pass(5_000)
    const error = vi.fn()
    const tick = (_: unknown, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error) }) })
    const due = createDueWatches(options({ tick, longestMs: 20, log: Object.assign(createLog('silent'), { error }) }))
    await due.begin()
    await due.settled()
    expect(error).toHaveBeenCalledOnce()
    expect(await readNextDue(db)).toEqual(new Date('2026-11-20T09:02:05.000Z'))
  })

  it('a look that takes longer than a claim keeps it', async () => {
    const now = () => new Date()
    await startWatch(db, { accountId: account.accountId, domainId, kind: 'spf' }, new Date(Date.now() - 5_000))
    const due = createDueWatches(options({ now, leaseMs: 300, tick: () => new Promise((resolve) => setTimeout(resolve, 700)) }))
    expect(await due.begin()).toBe(1)
    let most = 0
    const ended = due.settled().then(() => true)
    while (!(await Promise.race([ended, new Promise<false>((resolve) => setTimeout(() => { resolve(false) }, 20))]))) {
      most += (await claimDue(db, { now: now(), leaseMs: 1, most: 1, mostOfAccount: 1 })).watches.length
    }
    expect(most).toBe(0)
  })

  it('a process that stops tells its looks to end and hands back what it holds, due as before', async () => {
    await start()
    clock.pass(5_000)
    let isAsking = false
    asking.peek = (_, signal) => {
      isAsking = true
      return new Promise((resolve) => { signal.addEventListener('abort', () => { resolve({ digest: null }) }) })
    }
    const error = vi.fn()
    const worker = createWatchWorker(options({ log: Object.assign(createLog('silent'), { error }) }))
    await vi.waitFor(() => { expect(isAsking).toBe(true) })
    expect(await readNextDue(db), 'in hand').toBeNull()
    await worker.close()
    expect(error).not.toHaveBeenCalled()
    expect(await readNextDue(db)).toEqual(new Date('2026-11-20T09:00:05.000Z'))
  })

  it('the loop asks when something is due, and at once when it is woken', async () => {
    const worker = createWatchWorker({ ...options(), maxSleepMs: 60_000 })
    await start()
    clock.pass(5_000)
    worker.wake()
    await vi.waitFor(() => { expect(asking.written).toHaveLength(1) })
    await worker.close()
  })

  it('a database that is away for a while is logged once, and ends nothing', async () => {
    await start()
    clock.pass(5_000)
    const error = vi.fn()
    const away = vi.spyOn(db, 'selectFrom').mockImplementation(() => { throw new Error('no database') })
    const worker = createWatchWorker({ ...options({ log: Object.assign(createLog('silent'), { error }) }), maxSleepMs: 1 })
    await vi.waitFor(() => { expect(away.mock.calls.length).toBeGreaterThan(3) })
    away.mockRestore()
    await vi.waitFor(() => { expect(asking.written).toHaveLength(1) })
    await worker.close()
    expect(error).toHaveBeenCalledOnce()
  })
})
