import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Kysely } from 'kysely'
import type { Database } from '../../../server/db/schema.ts'
import { createLog } from '../../../server/http/log.ts'
import { createDueWatches } from '../../../server/watch/due-watches.ts'
import type { WatchTick } from '../../../server/watch/tick.ts'
import { startWatch } from '../../../server/watch/watch.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { createClock, insertAccount, type Clock } from '../../helpers/watches.ts'

describeOnEachDatabase('who comes to a turn', (open) => {
  let db: Kysely<Database>
  let clock: Clock
  /** Whose looks were begun, and how to end each. */
  let begun: string[]
  let ends: (() => void)[]

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('account').execute()
    clock = createClock()
    begun = []
    ends = []
  })

  const tick: WatchTick = ({ accountId }) => new Promise<void>((resolve) => {
    begun.push(accountId)
    ends.push(resolve)
  })
  const options = () => ({ db, now: clock.now, log: createLog('silent'), random: () => 0.5, tick })
  /** An account with so many domains, each of which is watched from now on. */
  const addWatched = async (domains: number): Promise<string> => {
    const { accountId, domainIds } = await insertAccount(db, domains)
    for (const domainId of domainIds) await startWatch(db, { accountId, domainId, kind: 'spf' }, clock.now())
    return accountId
  }

  it('so many at once and no more, and the rest when there is room', async () => {
    await addWatched(7)
    clock.pass(5_000)
    const due = createDueWatches({ ...options(), concurrency: 3, mostOfAccount: 7 })
    expect([await due.begin(), due.hasRoom()]).toEqual([3, false])
    expect(await due.begin()).toBe(0)
    ends.shift()?.()
    await vi.waitFor(() => { expect(due.hasRoom()).toBe(true) })
    expect(await due.begin()).toBe(1)
    for (const end of ends) end()
    await due.settled()
  })

  it('one account with many domains does not keep another one waiting', async () => {
    const many = await addWatched(30)
    clock.pass(1)
    const other = await addWatched(1)
    clock.pass(5_000)
    const due = createDueWatches(options())
    expect(await due.begin()).toBe(4)
    await vi.waitFor(() => { expect(begun).toHaveLength(4) })
    expect([begun.filter((id) => id === many).length, begun.includes(other)]).toEqual([3, true])
    expect(await due.nextDue(), 'nobody looks again and again for what waits for its account').toBeNull()
    for (const end of ends) end()
    await due.settled()
  })
})
