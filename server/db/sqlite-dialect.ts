import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite'
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'

/**
 * Kysely's dialect wants better-sqlite3's shape; this is the same over the API of `node:sqlite`, which
 * `@photostructure/sqlite` brings to Node 20. Once Node 22 is the floor only the import changes.
 */
export function createSqliteDialect(file: string): SqliteDialect {
  return new SqliteDialect({ database: () => Promise.resolve(openSqlite(file)) })
}

function openSqlite(file: string): SqliteDatabase {
  const database = new DatabaseSync(file)
  // FULL, since a confirmed step must survive the loss of power; the timeout is for a back-up that reads meanwhile.
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000']) {
    database.exec(`pragma ${pragma}`)
  }
  return {
    prepare: (sql) => toStatement(database.prepare(toImmediate(sql))),
    close: () => {
      database.close()
    },
  }
}

/** A plain `begin` takes its write lock at the first write, too late to wait for another process: "database is locked". */
const toImmediate = (sql: string): string => (sql === 'begin' ? 'begin immediate' : sql)

function toStatement(statement: StatementSyncInstance): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    // Rows come without a prototype, unlike everybody else's.
    all: (parameters) => statement.all(...parameters).map((row) => ({ ...(row as object) })),
    run: (parameters) => statement.run(...parameters),
    iterate: (parameters) => statement.iterate(...parameters),
  }
}
