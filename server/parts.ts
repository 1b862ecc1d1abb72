import type { Kysely } from 'kysely'
import type { Config } from './config.ts'
import type { Database } from './db/schema.ts'
import type { Authority } from './dns/authority/authority.ts'
import type { Resolver } from './dns/resolver.ts'
import type { Live } from './http/live.ts'
import type { Log } from './http/log.ts'

/** What the subjects of the server are made from. One of each in a process; tests hand in their own. */
export interface Parts {
  config: Config
  /** Where people reach Connect, as an origin: `https://connect.example`. */
  publicUrl: string
  db: Kysely<Database>
  resolver: Pick<Resolver, 'lookup' | 'lookupWith' | 'stats'>
  /** The customer's own zone, asked at its source. */
  authority: Pick<Authority, 'findZone' | 'look' | 'lookEverywhere'>
  live: Live
  log: Log
  now: () => Date
}
