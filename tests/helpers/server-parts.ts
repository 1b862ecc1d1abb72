import { pino } from 'pino'
import type { Kysely } from 'kysely'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { readConfig, type Environment } from '../../server/config.ts'
import type { Database } from '../../server/db/schema.ts'
import { createLive } from '../../server/http/live.ts'
import type { Parts } from '../../server/parts.ts'
import { resolversOnly } from './resolvers-only.ts'

export interface TestParts extends Parts {
  /** What the server would have written to its log. */
  logged: Record<string, unknown>[]
  /** Moves the server's clock. */
  pass(ms: number): void
}

interface Options {
  environment?: Environment
  publicUrl?: string
  lookup?: Lookup
}

/** The server's parts with a clock that only moves when told, a log that can be read, and no DNS unless given. */
export function createTestParts(db: Kysely<Database>, { environment = {}, publicUrl = 'http://127.0.0.1:3000', lookup = noDns }: Options = {}): TestParts {
  const logged: Record<string, unknown>[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) })
  let at = Date.parse('2026-11-02T09:00:00.000Z')
  const resolver: Parts['resolver'] = {
    lookup,
    lookupWith: () => lookup,
    stats: () => ({ inFlight: 0, openSockets: 0, waitingForSocket: 0, cached: 0, servers: [] }),
  }
  return {
    config: readConfig(environment),
    publicUrl,
    db,
    resolver,
    authority: resolversOnly(resolver),
    live: createLive(),
    log,
    logged,
    now: () => new Date(at),
    pass: (ms) => {
      at += ms
    },
  }
}

/** Nobody could be asked. */
const noDns: Lookup = (name, type) =>
  Promise.resolve({
    kind: 'timeout', detail: 'no DNS in this test', name, type, server: null, transport: null, rttMs: null, cached: false,
    ageSeconds: 0, attempts: [], raw: null,
  } as DnsOutcome<typeof type>)
