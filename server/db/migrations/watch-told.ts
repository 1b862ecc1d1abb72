import type { Kysely, Migration } from 'kysely'

/** What a watch has told already, and how often a foretold moment brought nothing new: so that neither goes on without end. */
export const watchTold: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite adds one column a statement.
    await db.schema.alterTable('watch').addColumn('verdict', 'text').execute()
    await db.schema.alterTable('watch').addColumn('rechecks', 'integer', (column) => column.notNull().defaultTo(0)).execute()
    await db.schema.alterTable('watch').addColumn('told', 'integer', (column) => column.notNull().defaultTo(0)).execute()
    await db.schema.alterTable('watch').addColumn('told_at', 'text').execute()
  },
}
