import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startTexts } from '#core/messages/en/config.ts'
import { ConfigError, type Config } from './config.ts'
import { openDatabase } from './db/database.ts'
import { createAuthority } from './dns/authority/authority.ts'
import { createResolver } from './dns/resolver.ts'
import { systemDnsServers } from './dns/upstreams.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { createLive } from './http/live.ts'
import { createPostgresLive } from './http/live-postgres.ts'
import { createLog, type Log } from './http/log.ts'
import { createStaticPage } from './http/static-page.ts'
import type { Parts } from './parts.ts'
import { createPeopleService } from './people/people.service.ts'
import { findProjectRoot } from './project-root.ts'
import { createRoutes } from './routes.ts'
import { createWatch } from './watch/create-watch.ts'
import { createWatchAsking } from './watches.ts'

export interface StartOptions {
  log?: Log
  now?: () => Date
  /** The built page; by default `dist/page` of the project, and none where it was not built. */
  pageDir?: string
  heartbeatMs?: number
  /** False leaves the watching to other instances on the same database. */
  watches?: boolean
}

export interface RunningServer {
  url: string
  /** The one-time link for the first staff person; null once there is one. */
  setUpUrl: string | null
  parts: Parts
  close: () => Promise<void>
}

/** The whole product in this process: what `npm start` runs, the demo shows and the journeys' tests walk through. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const door = await listen(config)
  try {
    const publicUrl = config.publicUrl ?? toUrl(config.host, door.port)
    const { parts, close: closeParts } = await createParts(config, publicUrl, options)
    const app = createApp(parts, createRoutes(parts), { page: await openPage(options.pageDir), heartbeatMs: options.heartbeatMs ?? 15_000 })
    const setUpUrl = await createPeopleService(parts).createSetUpUrl()
    const listening = door.serve(app)
    const watch = options.watches === false ? null : createWatch(parts, createWatchAsking(parts))
    const close = async () => {
      await Promise.all([listening.close(), watch?.close()])
      await closeParts()
    }
    return { url: publicUrl, setUpUrl, parts, close }
  } catch (error) {
    await door.abandon()
    throw error
  }
}

export async function createParts(config: Config, publicUrl: string, { log, now }: StartOptions = {}): Promise<{ parts: Parts; close: () => Promise<void> }> {
  const upstreams = config.dnsServers ?? systemDnsServers()
  if (upstreams.length === 0) throw new ConfigError(startTexts.noDnsServers)
  const db = await openDatabaseOf(config)
  const resolver = createResolver({ upstreams })
  const authority = createAuthority({
    resolver, resolvers: upstreams, roots: config.dnsRoots, allowLoopback: config.allowLoopbackTargets,
    ...(config.dnsAuthorityPort === null ? {} : { port: config.dnsAuthorityPort }),
  })
  const ownLog = log ?? createLog(config.logLevel)
  const shared = config.databaseUrl === null ? null : await createPostgresLive({ url: config.databaseUrl, db, log: ownLog })
  const parts: Parts = { config, publicUrl, db, resolver, authority, live: shared ?? createLive(), log: ownLog, now: now ?? (() => new Date()) }
  const close = async () => {
    await authority.close()
    await resolver.close()
    await shared?.close()
    await db.destroy()
  }
  return { parts, close }
}

async function openDatabaseOf({ databaseUrl, dataDir }: Config) {
  try {
    return await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl })
  } catch (error) {
    // Whatever the driver says is about the place that was configured; its password is never part of that.
    const place = databaseUrl === null ? dataDir : new URL(databaseUrl).host
    throw new ConfigError(startTexts.noDatabase(place, error instanceof Error ? error.message : String(error)), { cause: error })
  }
}

async function openPage(pageDir = join(findProjectRoot(), 'dist/page')) {
  return existsSync(join(pageDir, 'index.html')) ? createStaticPage(pageDir) : null
}

function toUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}
