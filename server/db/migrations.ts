import type { Migration } from 'kysely'
import { evidenceZone } from './migrations/evidence-zone.ts'
import { firstTables } from './migrations/first-tables.ts'
import { watchTold } from './migrations/watch-told.ts'
import { watch } from './migrations/watch.ts'

/** In the order of their names. One that has been released is never edited: a change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-01-first-tables': firstTables,
  '2026-11-evidence-zone': evidenceZone,
  '2026-11-watch': watch,
  '2026-11-watch-told': watchTold,
}
