import type { Kysely, Migration } from 'kysely'

/** Evidence knows the zone that it found: rows from before have none. */
export const evidenceZone: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('evidence').addColumn('zone', 'text').execute()
  },
}
