import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { regions } from '#core/catalogue/regions.ts'
import { insertNewAccount } from '../../server/accounts/new-account.ts'
import { readConfig } from '../../server/config.ts'
import { openDatabase } from '../../server/db/database.ts'
import type { Database } from '../../server/db/schema.ts'
import { createDnsWorld, type DnsWorld } from '../../server/demo/dns-world.ts'
import { toDnsSettings } from '../../server/demo/start-demo.ts'
import { vendorZones } from '../../server/demo/vendor-zones.ts'
import { readJourney } from '../../server/journey/journey.service.ts'
import { startWatch } from '../../server/watch/watch.store.ts'
import { makePostgresPlace, makeSqlitePlace, type TestPlace } from '../helpers/databases.ts'
import { buildWatchChild, warmUp, type WatchProcess } from '../helpers/watch-process.ts'

const right = `v=spf1 include:${regions.de.include?.value ?? ''} ~all`
const wrong = 'v=spf1 ip4:192.0.2.7 ~all'
/** Longer than a claim lives: what the killed process held is free for the next one. */
const roundMs = 61_000
const warm = 3

let world: DnsWorld
beforeAll(async () => {
  await buildWatchChild()
  world = await createDnsWorld({ zones: [...vendorZones, { origin: 'kept.example', records: {} }] })
})
afterAll(() => world.close())

/** One customer whose record is wrong at first and whose code is not there; both are set right a round later. */
interface Watched {
  accountId: string
  name: string
  code: string
}

describe.each([['SQLite', makeSqlitePlace, 200], ['PostgreSQL', makePostgresPlace, 60]] as const)('a watch on %s, killed again and again', (kind, makePlace, rounds) => {
  let place: TestPlace
  let db: Kysely<Database>
  let environment: Record<string, string>
  let aheadMs = 0
  const waiting: WatchProcess[] = []
  let complaints = ''
  const now = () => new Date(Date.now() + aheadMs)

  beforeAll(async () => {
    place = await makePlace()
    db = await openDatabase(place.place)
    environment = { ...toDnsSettings(world), ...('url' in place.place ? { DATABASE_URL: place.place.url } : { DATA_DIR: place.place.dataDir }) }
  })
  afterAll(async () => {
    for (const one of waiting) await one.kill()
    await db.destroy()
    await place.remove()
  })

  /** A process that goes on where the last one was cut off, a minute later. */
  const beginNext = async (): Promise<WatchProcess> => {
    while (waiting.length <= warm) waiting.push(warmUp(environment))
    const next = waiting.shift()
    if (next === undefined) throw new Error('none is warm')
    aheadMs += roundMs
    await next.begin(aheadMs)
    return next
  }

  async function addCustomer(round: number): Promise<Watched> {
    const name = `${kind.toLowerCase()}-${String(round)}.kept.example`
    world.setTxt(name, [wrong])
    const at = now()
    return db.transaction().execute(async (trx) => {
      const accountId = await insertNewAccount(trx, {
        company: 'Kept Ltd', code: `CDE${kind}${String(round)}`, platform: 'on-premises', domains: [name], dynamicAddresses: false,
        addresses: [], rfiRanges: [], contact: { name: 'Maria', email: `maria@${name}` },
      }, at.toISOString())
      const { id, code } = await trx.selectFrom('domain').select(['id', 'code']).where('account_id', '=', accountId).executeTakeFirstOrThrow()
      for (const one of ['spf', 'proof'] as const) await startWatch(trx, { accountId, domainId: id, kind: one }, at)
      return { accountId, name, code }
    })
  }

  it(`${String(rounds)} times: every change is told once, and none is forgotten`, async () => {
    const customers: Watched[] = []
    let cutShort = 0
    for (let round = 0; round < rounds; round += 1) {
      customers.push(await addCustomer(round))
      const before = customers.at(-2)
      if (before) world.setTxt(before.name, [before.code, right])
      const running = await beginNext()
      // Before, amid and after what it writes.
      await wait((round * 13) % 90)
      complaints += await running.kill()
      const held = await db.selectFrom('watch').select(({ fn }) => fn.countAll<number | string>().as('count')).where('lease_token', 'is not', null)
        .where('lease_until', '>', now().toISOString()).executeTakeFirstOrThrow()
      if (Number(held.count) > 0) cutShort += 1
    }
    const last = customers.at(-1)
    if (last) world.setTxt(last.name, [last.code, right])
    await letFinish()
    expect(complaints).toBe('')

    const config = readConfig({})
    for (const { accountId, name } of customers) {
      const rows = await db.selectFrom('evidence').select(['kind', 'outcome']).where('account_id', '=', accountId).orderBy('asked_at').execute()
      const outcomesOf = (wanted: string) => rows.filter((row) => row.kind === wanted).map(({ outcome }) => outcome)
      // What was there before the change may have been missed; whatever was seen is kept once.
      expect(['invalid valid', 'valid'], name).toContain(outcomesOf('spf').join(' '))
      expect(['not-proven proven', 'proven'], name).toContain(outcomesOf('proof').join(' '))
      const lines = (await readJourney({ db, now, config }, accountId)).history.map((line) => line.kind)
      expect(lines.sort(), name).toEqual(['domain-proven', 'spf-valid'])
    }
    // Otherwise the moments were chosen badly and the test shows nothing.
    expect(cutShort).toBeGreaterThan(rounds / 10)
  })

  /** Nobody is killed any more until nothing is watched; each process has its minute, and the ladder its two. */
  async function letFinish(): Promise<void> {
    for (let minute = 0; minute < 40; minute += 1) {
      const running = await beginNext()
      let open = Infinity
      for (let look = 0; look < 40 && open > 0; look += 1) {
        await wait(25)
        const row = await db.selectFrom('watch').select(({ fn }) => fn.countAll<number | string>().as('count')).where('next_at', '<=', now().toISOString()).executeTakeFirstOrThrow()
        open = Number(row.count)
      }
      complaints += await running.kill()
      const left = await db.selectFrom('watch').select('id').limit(1).execute()
      if (left.length === 0) return
    }
    throw new Error(`A watch was never finished. ${complaints}`)
  }
})
