import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import type { Database } from '../../../server/db/schema.ts'
import { claimDue, type LeasedWatch } from '../../../server/watch/lease.store.ts'
import { createWatchTick, type WatchTick } from '../../../server/watch/tick.ts'
import { readWatches, startWatch, type WatchSeen, type WatchSubject } from '../../../server/watch/watch.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { createClock, createFakeAsking, createHeard, insertAccount, type Clock, type FakeAsking } from '../../helpers/watches.ts'

describeOnEachDatabase('one look on behalf of a watch', (open) => {
  let db: Kysely<Database>
  let clock: Clock
  let subject: WatchSubject
  let asking: FakeAsking
  let heard: ReturnType<typeof createHeard>
  let tick: WatchTick

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('account').execute()
    clock = createClock()
    const { accountId, domainIds } = await insertAccount(db)
    subject = { accountId, domainId: domainIds[0] ?? '', kind: 'proof' }
    asking = createFakeAsking(db, clock.now)
    heard = createHeard()
    tick = createWatchTick({ db, live: heard.live, now: clock.now, random: () => 0.5 }, asking)
  })

  const never = new AbortController().signal
  const claim = async (): Promise<LeasedWatch> => {
    const { watches: [watch] } = await claimDue(db, { now: clock.now(), leaseMs: 60_000, most: 1, mostOfAccount: 1 })
    if (watch === undefined) throw new Error('nothing is due')
    return watch
  }
  const started = async (seen?: WatchSeen): Promise<LeasedWatch> => {
    await startWatch(db, subject, clock.now(), seen)
    clock.pass(5_000)
    return claim()
  }
  const view = async () => (await readWatches(db, subject.accountId)).get(subject.domainId)?.[0]
  const row = () => db.selectFrom('watch').selectAll().executeTakeFirstOrThrow()
  const journey = () => ({ topic: 'journey', accountId: subject.accountId })

  it('when the servers say what they said, no evidence is written, and pages hear when they were asked', async () => {
    await tick(await started({ digest: 'nothing there', recheckAtMs: null }), never)
    expect([asking.checks, asking.written]).toEqual([0, []])
    const [askedAt, nextAt] = ['2026-11-20T09:00:05.000Z', '2026-11-20T09:02:05.000Z']
    expect(heard.events).toEqual([{ topic: 'asked', ...subject, askedAt, nextAt }])
    expect(await view()).toMatchObject({ askedAt, nextAt })
  })

  it('when they say something else, the whole check is made and kept, and pages read anew', async () => {
    asking.says = 'the code'
    await tick(await started({ digest: 'nothing there', recheckAtMs: null }), never)
    expect(asking.written).toEqual(['the code'])
    expect(heard.events).toEqual([journey()])
    expect(await row()).toMatchObject({ digest: 'the code', asked_at: '2026-11-20T09:00:05.000Z', next_at: '2026-11-20T09:02:05.000Z', lease_token: null })
  })

  it('when nobody ever saw what they say, the first look is a whole check', async () => {
    await tick(await started(), never)
    expect(asking.written).toEqual(['nothing there'])
  })

  it('when all is right everywhere, the watch is over', async () => {
    Object.assign(asking, { says: 'the code', isOver: true })
    await tick(await started(), never)
    expect([await view(), heard.events]).toEqual([undefined, [journey()]])
  })

  it('nobody could be asked: that is no change, and the last time stays the last time', async () => {
    asking.says = null
    await tick(await started({ digest: 'nothing there', recheckAtMs: null }), never)
    expect(asking.checks).toBe(0)
    expect(await row()).toMatchObject({ digest: 'nothing there', asked_at: '2026-11-20T09:00:00.000Z', next_at: '2026-11-20T09:02:05.000Z' })
    expect(heard.events).toEqual([{ topic: 'asked', ...subject, askedAt: '2026-11-20T09:00:00.000Z', nextAt: '2026-11-20T09:02:05.000Z' }])
  })

  it('nobody could be asked, ever: pages are told of no time', async () => {
    asking.says = null
    await tick(await started(), never)
    expect([heard.events, (await view())?.askedAt]).toEqual([[], null])
  })

  it('nobody could be asked between the look and the whole check: the change is found the next time', async () => {
    const watch = await started({ digest: 'nothing there', recheckAtMs: null })
    asking.peek = () => Promise.resolve({ digest: 'the code' })
    asking.says = null
    await tick(watch, never)
    expect([asking.checks, asking.written, (await row()).digest]).toEqual([1, [], 'nothing there'])
    asking.says = 'the code'
    clock.pass(120_000)
    await tick(await claim(), never)
    expect(asking.written).toEqual(['the code'])
  })

  it('back to what it was between the look and the whole check: nothing happened', async () => {
    asking.peek = () => Promise.resolve({ digest: 'for a moment' })
    await tick(await started({ digest: 'nothing there', recheckAtMs: null }), never)
    expect([asking.checks, asking.written]).toEqual([1, []])
    expect(heard.events).toMatchObject([{ topic: 'asked' }])
  })

  it('at the foretold moment the whole check is made although the servers say the same', async () => {
    const watch = await started({ digest: 'nothing there', recheckAtMs: clock.now().getTime() + 65_000 })
    await tick(watch, never)
    expect(asking.checks).toBe(0)
    expect((await view())?.nextAt, 'the foretold moment is nearer than the ladder').toBe('2026-11-20T09:01:05.000Z')
    clock.pass(60_000)
    asking.recheckAtMs = null
    await tick(await claim(), never)
    expect([asking.written, (await row()).recheck_at]).toEqual([['nothing there'], null])
    clock.pass(120_000)
    await tick(await claim(), never)
    expect(asking.written.length).toBe(1)
  })

  it('a person who acts meanwhile has the last word: nothing is written, told or put off', async () => {
    const watch = await started({ digest: 'nothing there', recheckAtMs: null })
    asking.says = 'the code'
    await startWatch(db, subject, clock.now(), { digest: 'the code', recheckAtMs: null })
    const before = await row()
    await tick(watch, never)
    expect([asking.checks, asking.written, heard.events]).toEqual([1, [], []])
    expect(await row()).toEqual(before)
  })

  it('whoever lost the claim to another process writes nothing', async () => {
    const late = await started()
    clock.pass(60_000)
    const taken = await claim()
    await tick(taken, never)
    await tick(late, never)
    expect(asking.written).toHaveLength(1)
  })

  it('a check that fails after its claim was put back leaves nothing behind', async () => {
    const watch = await started()
    const fake = asking.check
    asking.check = async (leased, commit) => {
      await db.transaction().execute(async (trx) => {
        await commit(trx, { digest: 'nothing there', recheckAtMs: null, isOver: false })
        throw new Error('the power went')
      })
      return fake(leased, commit, never)
    }
    await expect(tick(watch, never)).rejects.toThrow('the power went')
    expect(await row()).toMatchObject({ digest: null, lease_token: watch.leaseToken, asked_at: null })
    expect(heard.events).toEqual([])
  })

  it('acts of people on the same domain and a watch that writes at the same moment never wait for each other for ever', async () => {
    for (let round = 0; round < 10; round += 1) {
      const watch = await started()
      asking.says = `answer ${String(round)}`
      const act = db.transaction().execute(async (trx) => {
        await trx.updateTable('account').set({ company: String(round) }).where('id', '=', subject.accountId).execute()
        await startWatch(trx, subject, clock.now())
      })
      await Promise.all([act, tick(watch, never)])
    }
    expect(asking.checks).toBe(10)
  })

  it('after its thirty days it is gone without asking anybody, and pages read anew', async () => {
    await startWatch(db, subject, clock.now())
    clock.pass(30 * 86_400_000)
    await tick(await claim(), never)
    expect([asking.peeks, await view(), heard.events]).toEqual([[], undefined, [journey()]])
  })

  it('a process that stops has learned nothing from a question without answer', async () => {
    asking.says = null
    await expect(tick(await started(), AbortSignal.abort())).rejects.toThrow()
    expect((await view())?.nextAt).toBe('2026-11-20T09:00:05.000Z')
  })
})
