import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { Client } from 'pg'
import { afterAll, describe, inject } from 'vitest'
import { openDatabase, type DatabasePlace } from '../../server/db/database.ts'
import type { Database } from '../../server/db/schema.ts'

/** Each call opens a new, empty database with all tables. All are closed and removed after the block. */
export type OpenTestDatabase = () => Promise<Kysely<Database>>

export interface TestPlace {
  place: DatabasePlace
  remove: () => Promise<void>
}

/** Runs a block of tests twice: on SQLite in a file, and on a real PostgreSQL. */
export function describeOnEachDatabase(name: string, define: (open: OpenTestDatabase, makePlace: () => Promise<TestPlace>) => void): void {
  for (const [kind, makePlace] of [['SQLite', makeSqlitePlace], ['PostgreSQL', makePostgresPlace]] as const) {
    describe(`${name} (${kind})`, () => {
      const opened: { db: Kysely<Database>; remove: () => Promise<void> }[] = []
      afterAll(async () => {
        for (const { db, remove } of opened.splice(0)) {
          await db.destroy()
          await remove()
        }
      })
      define(async () => {
        const { place, remove } = await makePlace()
        const db = await openDatabase(place)
        opened.push({ db, remove })
        return db
      }, makePlace)
    })
  }
}

export async function makeSqlitePlace(): Promise<TestPlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'connect-data-'))
  return { place: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

export async function makePostgresPlace(): Promise<TestPlace> {
  const server = inject('postgres')
  if ('missing' in server) throw new Error(server.missing)
  const name = `connect_test_${randomBytes(6).toString('hex')}`
  await execute(server.url, `create database ${name} template template0 lc_collate 'C' lc_ctype 'C'`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return { place: { url: url.href }, remove: () => execute(server.url, `drop database if exists ${name} with (force)`) }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
