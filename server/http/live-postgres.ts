import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import { Client } from 'pg'
import { liveEventSchema } from '#core/contract/live.ts'
import * as z from 'zod/mini'
import type { Database } from '../db/schema.ts'
import { createLive, type Live } from './live.ts'
import type { Log } from './log.ts'

const channel = 'connect_live'
const comeBackAfterMs = [250, 1_000, 5_000, 15_000] as const
const noticeSchema = z.object({ from: z.string(), event: liveEventSchema })

/** Null for what we would not say: while instances are replaced one by one, a newer one may speak of what we do not know. */
function parseNotice(payload: string): z.infer<typeof noticeSchema> | null {
  try {
    return noticeSchema.safeParse(JSON.parse(payload)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export interface SharedLive extends Live {
  close(): Promise<void>
}

/**
 * Live updates between instances: what one publishes the others hear through PostgreSQL's LISTEN and NOTIFY. Pages of
 * this instance hear at once and do not depend on that. What was missed while the connection was down is made up for:
 * whoever asked `onGap` is told, and the pages read anew.
 */
export async function createPostgresLive({ url, db, log }: { url: string; db: Kysely<Database>; log: Log }): Promise<SharedLive> {
  const local = createLive()
  const instance = randomUUID()
  const closing = new AbortController()
  const gapListeners: (() => void)[] = []
  let client = await listen()

  async function listen(): Promise<Client> {
    const connection = new Client({ connectionString: url, keepAlive: true })
    connection.on('notification', ({ payload }) => { hear(payload ?? '') })
    // `end` follows and brings the connection back; without a listener the error would end the process.
    connection.on('error', (error) => { log.warn({ err: error }, 'live updates from other instances are interrupted') })
    await connection.connect()
    await connection.query(`listen ${channel}`)
    connection.once('end', () => { void comeBack() })
    return connection
  }

  async function comeBack(): Promise<void> {
    for (let attempt = 0; !closing.signal.aborted; attempt += 1) {
      try {
        await wait(comeBackAfterMs[attempt] ?? comeBackAfterMs[3], undefined, { signal: closing.signal, ref: false })
        client = await listen()
        // Closed in the meantime: this connection was made for nobody.
        if (closing.signal.aborted) await client.end()
        else for (const tell of gapListeners) tell()
        return
      } catch (error) {
        if (!closing.signal.aborted) log.warn({ err: error }, 'live updates from other instances are still interrupted')
      }
    }
  }

  function hear(payload: string): void {
    const notice = parseNotice(payload)
    if (notice === null) log.warn('another instance said something that this version does not know')
    else if (notice.from !== instance) local.publish(notice.event)
  }

  return {
    subscribe: (listener) => local.subscribe(listener),
    onGap: (listener) => { gapListeners.push(listener) },
    publish(event) {
      local.publish(event)
      const payload = JSON.stringify({ from: instance, event })
      sql`select pg_notify(${channel}, ${payload})`.execute(db).catch((error: unknown) => {
        log.warn({ err: error }, 'other instances were not told of a change')
      })
    },
    async close() {
      closing.abort()
      await client.end()
    },
  }
}
