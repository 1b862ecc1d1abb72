import type { Migration } from 'kysely'
import { firstTables } from './migrations/first-tables.ts'

/** In the order of their names. One that has been released is never edited: a change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-01-first-tables': firstTables,
}
