/**
 * A process of its own that does nothing but watch, to be killed: the server's own parts without its door, so that it
 * starts fast. It says `warm` once it is loaded, and begins when told how many milliseconds its clock is ahead.
 */
import { once } from 'node:events'
import { readConfig } from '../../server/config.ts'
import { openDatabase } from '../../server/db/database.ts'
import { createAuthority, type AskWish } from '../../server/dns/authority/authority.ts'
import { createResolver } from '../../server/dns/resolver.ts'
import { createLive } from '../../server/http/live.ts'
import { createLog } from '../../server/http/log.ts'
import type { Parts } from '../../server/parts.ts'
import { createWatch } from '../../server/watch/create-watch.ts'
import { createWatchAsking } from '../../server/watches.ts'

/** All zones of the test have one server: a second between its questions would make rounds of minutes. */
function inHaste(authority: Parts['authority']): Parts['authority'] {
  const hasty = (wish: AskWish | undefined) => ({ ...wish, paced: false })
  return {
    ...authority,
    findZone: (name, wish) => authority.findZone(name, hasty(wish)),
    look: (name, type, wish) => authority.look(name, type, hasty(wish)),
    lookEverywhere: (name, type, valueOf, wish) => authority.lookEverywhere(name, type, valueOf, hasty(wish)),
  }
}

/** All customers of all rounds ask within one second, and of one zone: more than one process may. */
const roomy = { accountPerMinute: 1e6, zonePerMinute: 1e6, allPerSecond: 1e6 }

async function createParts(aheadMs: number): Promise<Parts> {
  const config = readConfig(process.env)
  const upstreams = config.dnsServers ?? []
  const db = await openDatabase(config.databaseUrl === null ? { dataDir: config.dataDir } : { url: config.databaseUrl })
  const resolver = createResolver({ upstreams })
  const port = config.dnsAuthorityPort ?? 53
  const authority = createAuthority({ resolver, resolvers: upstreams, roots: config.dnsRoots, allowLoopback: config.allowLoopbackTargets, port, budgets: roomy })
  return {
    config, publicUrl: 'http://127.0.0.1', db, resolver, authority: inHaste(authority), live: createLive(), log: createLog(config.logLevel),
    now: () => new Date(Date.now() + aheadMs),
  }
}

process.stdout.write('warm\n')
const [told] = (await once(process.stdin, 'data')) as [Buffer]
const parts = await createParts(Number(told.toString()))
createWatch(parts, createWatchAsking(parts))
process.stdout.write('working\n')
