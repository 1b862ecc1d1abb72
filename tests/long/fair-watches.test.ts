import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Kysely } from 'kysely'
import { openDatabase } from '../../server/db/database.ts'
import type { Database } from '../../server/db/schema.ts'
import { askPlaces } from '../../server/domains/proof-places.ts'
import { toProofDigest } from '../../server/domains/proof.ts'
import { createLog } from '../../server/http/log.ts'
import { toPoliteWish } from '../../server/watch/check-errand.ts'
import { createWatchTick } from '../../server/watch/tick.ts'
import { createWatchWorker } from '../../server/watch/watch-worker.ts'
import { startWatch } from '../../server/watch/watch.store.ts'
import { makeSqlitePlace, type TestPlace } from '../helpers/databases.ts'
import { firstAt, secondAt, startInternet } from '../helpers/small-internet.ts'
import { createHeard, insertAccount } from '../helpers/watches.ts'
import { createZone } from '../helpers/zone.ts'

const wanted = { code: 'abcdefghijklmnopqrstuvwxyz234567', target: 'validate.hoster.example' }
const hosts = ['ns1.hoster.example', 'ns2.hoster.example']
const glue = { 'ns1.hoster.example': firstAt, 'ns2.hoster.example': secondAt }
const secondMs = 1_000

let place: TestPlace
let db: Kysely<Database>
beforeAll(async () => {
  place = await makeSqlitePlace()
  db = await openDatabase(place.place)
})
afterAll(async () => {
  await db?.destroy()
  await place?.remove()
})

/** Seconds until every one of the account's watches was looked at, against the questions that its servers heard. */
it.each([16, 32])('%d domains at one pair of name servers: no look is in vain, and all have had one as soon as a question a second allows', async (domains) => {
  const account = await insertAccount(db, domains)
  const nameOf = new Map(account.domainIds.map((id, index) => [id, `d${String(index)}.northwind.example`]))
  const names = [...nameOf.values()]
  const zones = names.map((origin) => ({ origin, records: { [origin]: { NS: hosts } } }))
  const delegations = Object.fromEntries(names.map((name) => [name, hosts]))
  const net = await startInternet({ delegations, glue, servers: { [firstAt]: { zones }, [secondAt]: { zones } } })
  const { lookup } = createZone({})
  const asked = new Map<string, number>()
  let inVain = 0
  const now = () => new Date()
  const tick = createWatchTick({ db, live: createHeard().live, now, random: Math.random }, {
    peek: async (watch, signal) => {
      const places = await askPlaces({ authority: net.authority, lookup, wish: toPoliteWish(watch, signal) }, nameOf.get(watch.domainId) ?? '', wanted)
      const digest = toProofDigest(wanted, places)
      if (signal.aborted) return { digest }
      if (digest === null) inVain += 1
      else asked.set(watch.domainId, (asked.get(watch.domainId) ?? 0) + 1)
      return { digest }
    },
    check: () => Promise.resolve(),
  })
  for (const domainId of account.domainIds) await startWatch(db, { accountId: account.accountId, domainId, kind: 'proof' }, new Date(Date.now() - 10 * secondMs))
  const begun = performance.now()
  const worker = createWatchWorker({ db, now, log: createLog('silent'), random: Math.random, tick })
  try {
    await vi.waitFor(() => { expect(inVain === 0 && asked.size < domains).toBe(false) }, { timeout: 400 * secondMs, interval: 100 })
  } finally {
    const tookMs = performance.now() - begun
    const most = Math.max(net.servers.asked(firstAt).length, net.servers.asked(secondAt).length)
    await worker.close()
    expect({ inVain, answered: asked.size }).toEqual({ inVain: 0, answered: domains })
    expect(tookMs).toBeLessThan((most + 10) * secondMs)
    await db.deleteFrom('account').execute()
  }
})
