import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { isUniqueViolation, openDatabase } from '../../../server/db/database.ts'
import type { Database } from '../../../server/db/schema.ts'
import type { Kysely } from 'kysely'
import { describeOnEachDatabase } from '../../helpers/databases.ts'

const account = (id: string, code = id): Database['account'] => ({
  id, company: 'Northwind', code, region: 'eu', platform: 'office-365', dynamic_addresses: 0, allow_global_include: 0,
  include: null, general_hosts: null, office365_hosts: null, rfi_ranges: '[]', version: 1,
  created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z',
})
const domain = (id: string, accountId: string): Database['domain'] => ({
  id, account_id: accountId, name: 'northwind.example', is_primary: 1, code: 'abc', created_at: '2026-01-01T00:00:00.000Z',
})
const accountsOf = async (db: Kysely<Database>) => (await db.selectFrom('account').select('id').orderBy('id').execute()).map(({ id }) => id)

describeOnEachDatabase('the database', (open, makePlace) => {
  let db: Kysely<Database>
  beforeAll(async () => {
    db = await open()
  })

  it('gives a row back as it was written', async () => {
    await db.insertInto('account').values(account('a1')).execute()
    const row = await db.selectFrom('account').selectAll().where('id', '=', 'a1').executeTakeFirstOrThrow()
    expect(row).toStrictEqual(account('a1'))
  })

  it('tells a second use of a unique value from every other failure', async () => {
    const again = db.insertInto('account').values(account('a2', 'a1')).execute()
    expect(await again.catch((error: unknown) => isUniqueViolation(error))).toBe(true)
    const sameKey = db.insertInto('account').values(account('a1', 'a9')).execute()
    expect(await sameKey.catch((error: unknown) => isUniqueViolation(error))).toBe(true)
    const orphan = db.insertInto('domain').values(domain('d0', 'nobody')).execute()
    expect(await orphan.catch((error: unknown) => isUniqueViolation(error))).toBe(false)
  })

  it('removes what hangs on an account together with it', async () => {
    await db.insertInto('account').values(account('gone')).execute()
    await db.insertInto('domain').values(domain('d-gone', 'gone')).execute()
    await db.deleteFrom('account').where('id', '=', 'gone').execute()
    expect(await db.selectFrom('domain').select('id').where('id', '=', 'd-gone').execute()).toEqual([])
  })

  it('keeps nothing of a transaction that fails', async () => {
    const before = await accountsOf(db)
    const half = db.transaction().execute(async (trx) => {
      await trx.insertInto('account').values(account('half')).execute()
      await trx.insertInto('account').values(account('half')).execute()
    })
    await expect(half).rejects.toThrow()
    expect(await accountsOf(db)).toEqual(before)
  })

  it('lists an address once at a time, and again after it was removed', async () => {
    const row = (id: string, removedAt: string | null) => ({ id, account_id: 'a1', address: '193.0.6.139', added_at: '2026-01-01T00:00:00.000Z', removed_at: removedAt })
    await db.insertInto('outbound_address').values(row('o1', null)).execute()
    await expect(db.insertInto('outbound_address').values(row('o2', null)).execute()).rejects.toSatisfy(isUniqueViolation)
    await db.insertInto('outbound_address').values(row('o3', '2026-01-02T00:00:00.000Z')).execute()
  })

  it('is brought up to date once when several open it at the same time', async () => {
    const { place, remove } = await makePlace()
    // SQLite belongs to one process, where the openings follow each other.
    const together = 'url' in place ? await Promise.all([1, 2, 3].map(() => openDatabase(place))) : [await openDatabase(place), await openDatabase(place)]
    for (const one of together) expect(await accountsOf(one)).toEqual([])
    for (const one of together) await one.destroy()
    await remove()
  })
})

describe('openDatabase', () => {
  it('fails when nobody listens', async () => {
    await expect(openDatabase({ url: 'postgres://nobody:x@127.0.0.1:1/none' })).rejects.toThrow()
  })
})

describeOnEachDatabase('the durability', (open) => {
  it('survives the loss of power and minds foreign keys', async () => {
    const db = await open()
    const isSqlite = (await sql<{ v: string }>`select version() as v`.execute(db).catch(() => null)) === null
    if (!isSqlite) return
    const read = async (name: string) => Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0]
    expect([await read('journal_mode'), await read('synchronous'), await read('foreign_keys')]).toEqual(['wal', 2, 1])
  })
})
