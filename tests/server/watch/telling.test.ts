import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createLog } from '../../../server/http/log.ts'
import { toSpfSeen } from '../../../server/spf-check/spf-seen.ts'
import { createDueWatches, type DueWatches } from '../../../server/watch/due-watches.ts'
import { readNextDue } from '../../../server/watch/lease.store.ts'
import { createWatchTick } from '../../../server/watch/tick.ts'
import { markViewed, readWatches, startWatch, type WatchSubject } from '../../../server/watch/watch.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { createClock, createFakeAsking, createHeard, insertAccount, letTimePass, type Clock, type FakeAsking } from '../../helpers/watches.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

const noAnswer = { server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null }
const record: DnsOutcome<'TXT'> = { ...noAnswer, name: 'a.example', type: 'TXT', kind: 'answer', ttlSeconds: 300, records: [], chain: [] } as unknown as DnsOutcome<'TXT'>

/** What a watch goes on from once a check saw a right record, so far or not in all resolvers. */
function spfSeen(state: 'at-source' | 'everywhere', cachesUntilMs: number, now: Date) {
  const look = { name: 'a.example', type: 'TXT', zone: null, noZone: 'timeout', servers: [{ role: 'source', host: 'ns.example', server: null, state: 'answered', outcome: record, serial: null }] } as const
  const propagation = { state, by: 'source', cachesUntilMs: state === 'everywhere' ? null : cachesUntilMs, answers: [record] } as const
  return toSpfSeen({ look, propagation, settled: { kind: 'said', outcome: record }, asked: [] }, { outcome: 'valid', findings: [] }, { now, rule: 'eu' })
}

describeOnEachDatabase('what a watch tells, and when it looks for what was foretold', (open) => {
  let db: Kysely<Database>
  let clock: Clock
  let subject: WatchSubject
  let asking: FakeAsking
  let heard: ReturnType<typeof createHeard>
  let due: DueWatches

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('account').execute()
    clock = createClock()
    const { accountId, domainIds } = await insertAccount(db)
    subject = { accountId, domainId: domainIds[0] ?? '', kind: 'spf' }
    asking = createFakeAsking(db, clock.now)
    heard = createHeard()
    const parts = { db, now: clock.now, random: () => 0.5 }
    due = createDueWatches({ ...parts, log: createLog('silent'), tick: createWatchTick({ ...parts, live: heard.live }, asking) })
  })

  const row = () => db.selectFrom('watch').selectAll().executeTakeFirstOrThrow()
  const view = async () => (await readWatches(db, subject.accountId)).get(subject.domainId)?.[0]
  const look = async () => {
    expect(await due.begin()).toBe(1)
    await due.settled()
  }

  /** Looks at every due moment, and says how many seconds lay between them. */
  const goOn = async (looks: number): Promise<number[]> => {
    const gaps: number[] = []
    for (let done = 0; done < looks; done += 1) {
      const next = Date.parse((await row()).next_at)
      gaps.push((next - clock.now().getTime()) / 1_000)
      clock.goTo(next)
      // A cache that goes on for ever with no time left.
      asking.recheckAtMs = next
      await look()
    }
    return gaps
  }

  it('a foretold moment that brings nothing is tried after 5, 15 and 60 seconds, and then as the ladder says', async () => {
    await startWatch(db, subject, clock.now(), { digest: 'nothing there', recheckAtMs: clock.now().getTime() + 5_000, verdict: 'old in the caches' })
    asking.verdict = 'old in the caches'
    expect(await goOn(7)).toEqual([5, 5, 15, 60, 120, 120, 120])
    expect([asking.checks, asking.written.length], 'the same is told once more, and no third time').toEqual([7, 1])
    asking.verdict = 'new in all of them'
    clock.pass(120_000)
    await look()
    expect([asking.written.length, (await row()).rechecks]).toEqual([2, 0])
  })

  it('while nobody can be asked at the foretold moment, the ladder says when to try again', async () => {
    await startWatch(db, subject, clock.now(), { digest: 'nothing there', recheckAtMs: clock.now().getTime() + 5_000, verdict: 'old in the caches' })
    asking.verdict = 'old in the caches'
    await goOn(1)
    asking.says = null
    expect(await goOn(3)).toEqual([5, 120, 120])
  })

  it('twelve changes are told as they come, then one an hour if it still holds', async () => {
    await startWatch(db, subject, clock.now(), { digest: 'nothing there', recheckAtMs: null })
    const flap = async () => {
      await markViewed(db, subject.domainId, { now: clock.now(), viewedForMs: 60_000 })
      clock.goTo(Math.max(Date.parse((await row()).next_at), clock.now().getTime()))
      asking.says = `answer ${String(asking.checks)}`
      await look()
    }
    for (let change = 0; change < 30; change += 1) await flap()
    expect(asking.written).toHaveLength(12)
    expect(await row()).toMatchObject({ told: 12, digest: 'answer 11', lease_token: null })
    expect(heard.events.at(-1)).toMatchObject({ topic: 'asked', askedAt: clock.now().toISOString() })
    clock.pass(3_600_000)
    await flap()
    expect(asking.written).toHaveLength(13)
    await flap()
    asking.says = asking.written.at(-1) ?? ''
    clock.pass(3_600_000)
    await look()
    expect(asking.written, 'it holds no more').toHaveLength(13)
  })

  it('that all is right is told at once however much was told before, and a press begins anew', async () => {
    await startWatch(db, subject, clock.now(), { digest: 'nothing there', recheckAtMs: null })
    const tell = async (says: string) => {
      asking.says = says
      clock.goTo(Math.max(Date.parse((await row()).next_at), clock.now().getTime()))
      await look()
    }
    for (let change = 0; change < 14; change += 1) await tell(`answer ${String(change)}`)
    expect(asking.written).toHaveLength(12)
    await startWatch(db, subject, clock.now(), { digest: 'answer 13', recheckAtMs: null })
    for (let change = 14; change < 28; change += 1) await tell(`answer ${String(change)}`)
    expect(asking.written).toHaveLength(24)
    asking.isOver = true
    await tell('all right')
    expect([asking.written.at(-1), await view()]).toEqual(['all right', undefined])
  })

  /**
   * A right record whose old answer the resolver keeps until `lateMs` after the moment it foretold: how long after
   * that moment the watch is over, and how much of it was told.
   */
  const letResolverForget = async (afterMs: number, lateMs: number, isViewed: boolean) => {
    const foretoldMs = clock.now().getTime() + afterMs
    const see = () => {
      const isNew = clock.now().getTime() >= foretoldMs + lateMs
      const { isOver, ...seen } = spfSeen(isNew ? 'everywhere' : 'at-source', Math.max(foretoldMs, clock.now().getTime()), clock.now())
      Object.assign(asking, { isOver, says: seen.digest, recheckAtMs: seen.recheckAtMs, verdict: seen.verdict })
      return seen
    }
    await startWatch(db, subject, clock.now(), see())
    let overMs = 0
    await letTimePass({ db, clock, due }, foretoldMs + day, async () => {
      overMs = clock.now().getTime() - foretoldMs
      if (isViewed) await markViewed(db, subject.domainId, { now: clock.now(), viewedForMs: 60_000 })
      see()
    })
    expect(await readNextDue(db)).toBeNull()
    return { overMs, told: asking.written.length }
  }

  it.each([[15 * minute], [hour], [day]])('resolvers that forget up to a second after their word (%d ms from now) are asked two seconds after it', async (afterMs) => {
    expect(await letResolverForget(afterMs, 900, false)).toEqual({ overMs: 2_000, told: 1 })
  })

  it.each([
    [6_000, false, 7_000], [20_000, false, 22_000], [80_000, false, 82_000], [300_000, false, 682_000],
    [6_000, true, 7_000], [80_000, true, 82_000], [300_000, true, 322_000],
  ])('a resolver that forgets %d ms too late (page open: %s) is tried again, with a page open within one rung', async (lateMs, isViewed, overMs) => {
    expect(await letResolverForget(isViewed ? 11 * minute : hour, lateMs, isViewed)).toEqual({ overMs, told: 2 })
  })

  it('a zone that answers differently each time, with a page open for 100 minutes, leaves a dozen lines and one an hour', async () => {
    const from = clock.now().getTime()
    await startWatch(db, subject, clock.now())
    await letTimePass({ db, clock, due }, from + 100 * minute, async () => {
      await markViewed(db, subject.domainId, { now: clock.now(), viewedForMs: 60_000 })
      asking.says = `answer ${String(asking.peeks.length)}`
    })
    expect(asking.peeks.length).toBeGreaterThan(200)
    expect(asking.written).toHaveLength(12 + 1)
  })
})
