import { sql, type Kysely, type Migration } from 'kysely'

/** Evidence knows the zone that it found: rows from before have none. */
export const evidenceZone: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('evidence').addColumn('zone', 'text').execute()
    // The column stands behind the replies, which are large: without an index each would be read to come to it.
    await db.schema.createIndex('evidence_zone_found').on('evidence').columns(['account_id', 'domain_id', 'asked_at', 'id'])
      .where(sql.ref('zone'), 'is not', null).execute()
  },
}
