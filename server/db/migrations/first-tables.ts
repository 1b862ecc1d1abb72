import { sql, type CreateTableBuilder, type Kysely, type Migration } from 'kysely'

type Db = Kysely<unknown>
type Columns = Readonly<Record<string, 'text' | 'text?' | 'integer'>>

/** `person_id` where it only says who did something has no foreign key: the name beside it outlives the person. */
const tables: Readonly<Record<string, Columns>> = {
  account: {
    id: 'text', company: 'text', code: 'text', region: 'text', platform: 'text', dynamic_addresses: 'integer',
    allow_global_include: 'integer', include: 'text?', general_hosts: 'text?', office365_hosts: 'text?',
    rfi_ranges: 'text', version: 'integer', created_at: 'text', updated_at: 'text',
  },
  person: {
    id: 'text', account_id: 'text?', email: 'text', name: 'text', role: 'text', password_hash: 'text',
    created_at: 'text', last_seen_at: 'text?',
  },
  session: { token_hash: 'text', person_id: 'text', created_at: 'text', last_seen_at: 'text', expires_at: 'text' },
  one_time_link: {
    id: 'text', token_hash: 'text', kind: 'text', account_id: 'text?', person_id: 'text?', name: 'text?', email: 'text?',
    created_at: 'text', expires_at: 'text', used_at: 'text?',
  },
  domain: { id: 'text', account_id: 'text', name: 'text', is_primary: 'integer', code: 'text', created_at: 'text' },
  outbound_address: { id: 'text', account_id: 'text', address: 'text', added_at: 'text', removed_at: 'text?' },
  evidence: {
    id: 'text', account_id: 'text', domain_id: 'text', kind: 'text', asked_at: 'text', rules_version: 'text',
    outcome: 'text', result: 'text', questions: 'text',
  },
  decision: {
    id: 'text', account_id: 'text', domain_id: 'text?', kind: 'text', data: 'text', person_id: 'text',
    person_name: 'text', at: 'text',
  },
  request: { id: 'text', account_id: 'text', reference: 'text', created_at: 'text', updated_at: 'text' },
  request_event: {
    id: 'text', position: 'integer', request_id: 'text', account_id: 'text', kind: 'text', data: 'text',
    person_id: 'text', person_name: 'text', role: 'text', at: 'text',
  },
  share: {
    id: 'text', account_id: 'text', token_hash: 'text', purpose: 'text', domain_id: 'text?', person_id: 'text',
    person_name: 'text', created_at: 'text', expires_at: 'text', revoked_at: 'text?',
  },
  rate: { key: 'text', window_start: 'text', count: 'integer' },
}

const primaryKeys: Readonly<Record<string, readonly string[]>> = {
  session: ['token_hash'],
  rate: ['key', 'window_start'],
}

/** Column and the table whose id it holds. What hangs on an account goes with it. */
const references: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: { account_id: 'account' },
  session: { person_id: 'person' },
  one_time_link: { account_id: 'account', person_id: 'person' },
  domain: { account_id: 'account' },
  outbound_address: { account_id: 'account' },
  evidence: { account_id: 'account', domain_id: 'domain' },
  decision: { account_id: 'account', domain_id: 'domain' },
  request: { account_id: 'account' },
  request_event: { account_id: 'account', request_id: 'request' },
  share: { account_id: 'account', domain_id: 'domain' },
}

const uniques: Readonly<Record<string, readonly (readonly string[])[]>> = {
  account: [['code']],
  person: [['email']],
  one_time_link: [['token_hash']],
  domain: [['account_id', 'name']],
  request: [['reference']],
  request_event: [['request_id', 'position']],
  share: [['token_hash']],
}

const indexes: Readonly<Record<string, readonly (readonly string[])[]>> = {
  person: [['account_id']],
  session: [['person_id'], ['expires_at']],
  one_time_link: [['account_id'], ['person_id']],
  domain: [['name']],
  evidence: [['account_id', 'domain_id', 'kind', 'asked_at'], ['domain_id']],
  decision: [['account_id', 'at'], ['domain_id']],
  request: [['account_id'], ['updated_at']],
  request_event: [['account_id']],
  share: [['account_id'], ['domain_id']],
  rate: [['window_start']],
}

export const firstTables: Migration = {
  async up(db: Db) {
    for (const [table, columns] of Object.entries(tables)) await createTable(db, table, columns)
    for (const [table, sets] of Object.entries(indexes)) {
      for (const columns of sets) await createIndex(db, table, columns)
    }
    // An address can come back after it was removed, but is never listed twice at once.
    await db.schema.createIndex('outbound_address_once').on('outbound_address').columns(['account_id', 'address'])
      .unique().where(sql.ref('removed_at'), 'is', null).execute()
  },
}

async function createTable(db: Db, table: string, columns: Columns): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(table)
  for (const [name, type] of Object.entries(columns)) {
    builder = builder.addColumn(name, type === 'integer' ? 'integer' : 'text', (column) => {
      const strict = type === 'text?' ? column : column.notNull()
      const target = references[table]?.[name]
      return target === undefined ? strict : strict.references(`${target}.id`).onDelete('cascade')
    })
  }
  builder = builder.addPrimaryKeyConstraint(`${table}_key`, [...(primaryKeys[table] ?? ['id'])])
  for (const set of uniques[table] ?? []) builder = builder.addUniqueConstraint(`${table}_${set.join('_')}_unique`, [...set])
  await builder.execute()
}

async function createIndex(db: Db, table: string, columns: readonly string[]): Promise<void> {
  await db.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
}
