/** The zone that a check found around its domain: kept beside each row of evidence, read as the newest one known. */
import * as z from 'zod/mini'
import { sql, type Kysely } from 'kysely'
import type { SourceView } from '#core/contract/source.ts'
import type { Database } from '../db/schema.ts'

const zoneSchema = z.strictObject({ name: z.string(), nameServers: z.array(z.string()) })
export type SeenZone = z.infer<typeof zoneSchema>

export interface ZoneSeen extends SeenZone {
  at: string
}

/** The zone of the domain itself: a name below it may be delegated further. */
export function toSeenZone(sources: readonly (SourceView | null)[]): SeenZone | null {
  const [own] = sources.filter((source) => source !== null).sort((a, b) => a.name.length - b.name.length)
  return own === undefined || own.zone === null ? null : { name: own.zone, nameServers: own.nameServers }
}

/** By domain: where one was never found, none. */
export async function readZonesSeen(db: Kysely<Database>, accountId: string): Promise<ReadonlyMap<string, ZoneSeen>> {
  const rows = await db
    .with('placed', (qb) =>
      qb.selectFrom('evidence').where('account_id', '=', accountId).where('zone', 'is not', null)
        .select(['id', sql<number>`row_number() over (partition by domain_id order by asked_at desc, id)`.as('place')]))
    .selectFrom('placed').innerJoin('evidence', 'evidence.id', 'placed.id').where('account_id', '=', accountId).where('place', '=', 1)
    .select(['domain_id', 'asked_at', 'zone']).execute()
  return new Map(rows.flatMap(({ domain_id, asked_at, zone }) =>
    zone === null ? [] : [[domain_id, { ...zoneSchema.parse(JSON.parse(zone)), at: asked_at }] as const]))
}
