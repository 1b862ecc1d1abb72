import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import { watchViewSchema } from '#core/contract/watch.ts'
import type { Database } from '../../../server/db/schema.ts'
import { claimDue, finishWatch, readNextDue, releaseWatch, type LeasedWatch } from '../../../server/watch/lease.store.ts'
import { markViewed, readWatches, startWatch, stopWatch, type WatchSubject } from '../../../server/watch/watch.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { createClock, insertAccount, type Clock } from '../../helpers/watches.ts'

const leaseMs = 60_000

describeOnEachDatabase('the rows of watches', (open) => {
  let db: Kysely<Database>
  let clock: Clock
  let subject: WatchSubject

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('account').execute()
    clock = createClock()
    const { accountId, domainIds } = await insertAccount(db)
    subject = { accountId, domainId: domainIds[0] ?? '', kind: 'spf' }
  })

  const claim = (most = 10, mostOfAccount = 100) => claimDue(db, { now: clock.now(), leaseMs, most, mostOfAccount })
  const claimOne = async (): Promise<LeasedWatch> => {
    const { watches: [watch] } = await claim()
    if (watch === undefined) throw new Error('nothing was due')
    return watch
  }
  const view = async () => (await readWatches(db, subject.accountId)).get(subject.domainId)

  it('what is started is due five seconds later and ends after thirty days; the journey sees when', async () => {
    await startWatch(db, subject, clock.now())
    expect(await view()).toEqual([{ kind: 'spf', askedAt: null, nextAt: '2026-11-20T09:00:05.000Z', endsAt: '2026-12-20T09:00:00.000Z' }])
    expect((await view())?.every((one) => watchViewSchema.safeParse(one).success)).toBe(true)
    expect(await claim()).toEqual({ found: 0, watches: [] })
    clock.pass(5_000)
    expect(await claimOne()).toMatchObject({ ...subject, digest: null, askedAt: null })
  })

  it('both kinds of one domain are watched beside each other, and each is one row', async () => {
    for (const kind of ['spf', 'proof', 'spf'] as const) await startWatch(db, { ...subject, kind }, clock.now())
    expect((await view())?.map(({ kind }) => kind)).toEqual(['proof', 'spf'])
  })

  it('a new start takes over what its own check saw, and keeps what was known where that saw nothing', async () => {
    await startWatch(db, subject, clock.now(), { digest: 'one', recheckAtMs: Date.parse('2026-11-20T10:00:00.000Z') })
    expect((await view())?.[0]?.askedAt).toBe('2026-11-20T09:00:00.000Z')
    clock.pass(3_600_000)
    await startWatch(db, subject, clock.now())
    expect(await view()).toMatchObject([{ askedAt: '2026-11-20T09:00:00.000Z', nextAt: '2026-11-20T10:00:05.000Z', endsAt: '2026-12-20T10:00:00.000Z' }])
    clock.pass(5_000)
    expect(await claimOne()).toMatchObject({ digest: 'one', recheckAt: '2026-11-20T10:00:00.000Z' })
  })

  it('a new start takes the claim from whoever is asking at that moment', async () => {
    await startWatch(db, subject, clock.now())
    clock.pass(5_000)
    const held = await claimOne()
    await startWatch(db, subject, clock.now())
    expect(await finishWatch(db, held, { nextAt: '2027-01-01T00:00:00.000Z', digest: 'old' })).toBe(false)
    expect((await view())?.[0]?.nextAt).toBe('2026-11-20T09:00:10.000Z')
  })

  it('what is stopped is gone, that of the other kind and of other accounts is not', async () => {
    const other = await insertAccount(db)
    const theirs: WatchSubject = { accountId: other.accountId, domainId: other.domainIds[0] ?? '', kind: 'spf' }
    for (const one of [subject, { ...subject, kind: 'proof' as const }, theirs]) await startWatch(db, one, clock.now())
    await stopWatch(db, { ...theirs, accountId: subject.accountId })
    await stopWatch(db, subject)
    await stopWatch(db, subject)
    expect((await view())?.map(({ kind }) => kind)).toEqual(['proof'])
    expect((await readWatches(db, other.accountId)).size).toBe(1)
  })

  it('goes with its domain', async () => {
    await startWatch(db, subject, clock.now())
    await db.deleteFrom('domain').where('id', '=', subject.domainId).execute()
    expect(await readNextDue(db)).toBeNull()
  })

  it('a claim is exclusive until it is finished, given back or too old', async () => {
    await startWatch(db, subject, clock.now())
    clock.pass(5_000)
    const first = await claimOne()
    expect(await claim()).toEqual({ found: 0, watches: [] })
    expect(await readNextDue(db)).toBeNull()
    expect(await releaseWatch(db, first)).toBe(true)
    const second = await claimOne()
    clock.pass(leaseMs)
    const third = await claimOne()
    expect(third.id).toBe(second.id)
    expect(await finishWatch(db, second, { nextAt: clock.now().toISOString(), digest: 'late' })).toBe(false)
    expect(await finishWatch(db, third, { nextAt: clock.now().toISOString(), digest: 'in time' })).toBe(true)
    expect(await claimOne()).toMatchObject({ digest: 'in time' })
  })

  it('many who claim at once share what is due, and nobody gets what another has', async () => {
    const { accountId, domainIds } = await insertAccount(db, 60)
    for (const domainId of domainIds) await startWatch(db, { accountId, domainId, kind: 'spf' }, clock.now())
    clock.pass(5_000)
    const all = await Promise.all(Array.from({ length: 6 }, () => claim(20)))
    const claimed = all.flatMap(({ watches }) => watches.map(({ id }) => id))
    expect(new Set(claimed).size).toBe(claimed.length)
    const rest = await claim(60)
    expect(claimed.length + rest.watches.length).toBe(60)
  })

  /** Watches of an account with so many domains, due a second after one another, from `secondsAgo` on. */
  const addDue = async (domains: number, secondsAgo: number): Promise<string> => {
    const { accountId, domainIds } = await insertAccount(db, domains)
    for (const [index, domainId] of domainIds.entries()) {
      await startWatch(db, { accountId, domainId, kind: 'spf' }, new Date(clock.now().getTime() + (index - secondsAgo) * 1_000))
    }
    return accountId
  }

  it('an account has its second turn after the first of every other, however long its own have been due', async () => {
    const big = await addDue(40, 100)
    const [early, late] = [await addDue(2, 50), await addDue(2, 40)]
    const turns = async (most: number) => (await claim(most, 3)).watches.map(({ accountId }) => accountId)
    expect(await turns(2)).toEqual([big, early])
    expect(await turns(2), 'what is held counts').toEqual([late, big])
    expect(await turns(10)).toEqual([early, late, big])
    expect(await claim(10, 3)).toEqual({ found: 0, watches: [] })
  })

  it('while a page shows the domain, the next time comes nearer as the age allows, and is never put off or at once', async () => {
    await startWatch(db, subject, clock.now())
    const start = clock.now().getTime()
    for (const [ageMs, nearMs] of [[0, 5_000], [119_000, 5_000], [120_000, 15_000], [599_000, 15_000], [600_000, 30_000], [864_000_000, 30_000]] as const) {
      clock.goTo(start + ageMs)
      await db.updateTable('watch').set({ next_at: '2027-01-01T00:00:00.000Z' }).execute()
      await markViewed(db, subject.domainId, { now: clock.now(), viewedForMs: 15_000 })
      expect((await view())?.[0]?.nextAt, String(ageMs)).toBe(new Date(start + ageMs + nearMs).toISOString())
      clock.pass(2_000)
      await markViewed(db, subject.domainId, { now: clock.now(), viewedForMs: 15_000 })
      expect((await view())?.[0]?.nextAt, 'not put off').toBe(new Date(start + ageMs + nearMs).toISOString())
    }
    clock.pass(60_000)
    expect((await claimOne()).viewedUntil).toBe(new Date(start + 864_000_000 + 17_000).toISOString())
  })
})
