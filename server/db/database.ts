import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { migrations } from './migrations.ts'
import type { Database } from './schema.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'

export type DatabasePlace = { url: string } | { dataDir: string }

/** Opens the database and brings its tables up to date. One process per SQLite file; several share a PostgreSQL. */
export async function openDatabase(place: DatabasePlace): Promise<Kysely<Database>> {
  const dialect = 'url' in place ? createPostgresDialect(place.url) : createSqliteDialect(await prepareFile(place.dataDir))
  const db = new Kysely<Database>({ dialect })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

async function prepareFile(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return join(dataDir, 'connect.sqlite')
}

function createPostgresDialect(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 20_000,
  })
  // A connection that dies while idle is replaced at the next query, which reports the error if there is none to be had.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}

async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migrations failed', { cause: error })
}

/** SQLite's own number (2067 unique, 1555 primary key) or PostgreSQL's 23505. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown }
  return code === '23505' || errcode === 2067 || errcode === 1555
}
