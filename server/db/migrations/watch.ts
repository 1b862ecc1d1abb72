import type { Kysely, Migration } from 'kysely'

/** What goes on being asked: one row for a domain and a kind of check, gone with either. */
export const watch: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createTable('watch')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull().references('account.id').onDelete('cascade'))
      .addColumn('domain_id', 'text', (column) => column.notNull().references('domain.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text', (column) => column.notNull())
      .addColumn('viewed_until', 'text')
      .addColumn('asked_at', 'text')
      .addColumn('next_at', 'text', (column) => column.notNull())
      .addColumn('ends_at', 'text', (column) => column.notNull())
      .addColumn('digest', 'text')
      .addColumn('recheck_at', 'text')
      .addColumn('lease_token', 'text')
      .addColumn('lease_until', 'text')
      .addUniqueConstraint('watch_domain_id_kind_unique', ['domain_id', 'kind'])
      .execute()
    await db.schema.createIndex('watch_next_at').on('watch').column('next_at').execute()
    await db.schema.createIndex('watch_account_id').on('watch').column('account_id').execute()
  },
}
