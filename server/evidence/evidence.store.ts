/** Evidence of every check: written once, read as the latest word on each domain. Every query carries the account (S-1). */
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Selectable } from 'kysely'
import * as z from 'zod/mini'
import { proofEvidenceSchema, spfEvidenceSchema, type ProofEvidence, type SpfEvidence } from '#core/contract/evidence.ts'
import { spfReportSchema, type SpfCheckOutcome } from '#core/contract/spf.ts'
import type { ZoneFound } from '#core/contract/explain.ts'
import type { Database, EvidenceTable } from '../db/schema.ts'
import { toBoundedReplies } from './bounded-replies.ts'
import { toBoundedReport } from './bounded-report.ts'
import type { KeptReply } from './dns-record.ts'
import { readZonesSeen, toSeenZone, type SeenZone, type ZoneSeen } from './zone-seen.ts'

type Db = Kysely<Database>

interface EvidencePlace {
  accountId: string
  domainId: string
  /** As `touchAccount` gave it. */
  at: string
  replies: readonly KeptReply[]
}

/** What the proof says, without the id and the time that the row gives it. */
export type ProofVerdict = Omit<ProofEvidence, 'id' | 'askedAt'>

export function appendProofEvidence(trx: Db, place: EvidencePlace, verdict: ProofVerdict): Promise<string> {
  const zone = toSeenZone(verdict.sources)
  return append(trx, place, { kind: 'proof', outcome: verdict.outcome, rulesVersion: 'proof-1', result: verdict, zone })
}

/** What an SPF check says, without the id and the time that the row gives it. */
export type SpfVerdict = Omit<SpfEvidence, 'id' | 'askedAt'>

/** `rulesVersion` says which rules judged and for which include: `toSpfRulesVersion`. */
export function appendSpfEvidence(trx: Db, place: EvidencePlace, verdict: SpfVerdict, rulesVersion: string): Promise<string> {
  const { report, source, whereabouts } = verdict
  const result = { ...toBoundedReport(report), source, whereabouts }
  return append(trx, place, { kind: 'spf', outcome: report.outcome, rulesVersion, result, zone: toSeenZone([source]) })
}

/** What zone a domain lies in, and where its mail goes: found out, not judged. */
export function appendZoneEvidence(trx: Db, place: EvidencePlace, found: ZoneFound): Promise<string> {
  const zone = { name: found.zone, nameServers: found.nameServers }
  return append(trx, place, { kind: 'zone', outcome: 'found', rulesVersion: 'zone-1', result: found, zone })
}

interface Row {
  kind: EvidenceTable['kind']
  outcome: string
  rulesVersion: string
  result: unknown
  zone: SeenZone | null
}

async function append(trx: Db, { accountId, domainId, at, replies }: EvidencePlace, row: Row): Promise<string> {
  const id = randomUUID()
  await trx.insertInto('evidence').values({
    id, account_id: accountId, domain_id: domainId, kind: row.kind, asked_at: at, rules_version: row.rulesVersion,
    outcome: row.outcome, result: JSON.stringify(row.result), questions: JSON.stringify(toBoundedReplies(replies)),
    zone: row.zone && JSON.stringify(row.zone),
  }).execute()
  return id
}

/** One look at a record, of those that could be judged or not. */
export interface SpfLook {
  at: string
  outcome: SpfCheckOutcome
  rulesVersion: string
}

/** All that the journey needs of one domain's evidence. */
export interface DomainEvidence {
  proof: ProofEvidence | null
  /** The first moment at which it was seen proven. */
  provenAt: string | null
  spf: SpfEvidence | null
  /** Under which rules that was judged. */
  spfRules: string | null
  /** Newest first: enough to tell how the record stands (`spfStanding`). */
  looks: SpfLook[]
  /** The zone as any check last found it. */
  zone: ZoneSeen | null
}

export async function readEvidence(db: Db, accountId: string): Promise<ReadonlyMap<string, DomainEvidence>> {
  const [latest, proven, looks] = [await readLatest(db, accountId), await readProvenAt(db, accountId), await readLooks(db, accountId)]
  const zones = await readZonesSeen(db, accountId)
  const all = new Map<string, DomainEvidence>()
  const of = (domainId: string): DomainEvidence => {
    const known = all.get(domainId) ?? { proof: null, provenAt: null, spf: null, spfRules: null, looks: [], zone: null }
    all.set(domainId, known)
    return known
  }
  for (const row of latest) {
    const domain = of(row.domain_id)
    if (row.kind === 'proof') domain.proof = toProofEvidence(row)
    if (row.kind === 'spf') {
      domain.spf = toSpfEvidence(row)
      domain.spfRules = row.rules_version
    }
  }
  for (const [domainId, zone] of zones) of(domainId).zone = zone
  for (const row of proven) of(row.domain_id).provenAt = row.provenAt
  for (const { domainId, ...look } of looks) of(domainId).looks.push(look)
  return all
}

export type EvidenceRow = Pick<Selectable<EvidenceTable>, 'id' | 'asked_at' | 'result'>

export const toProofEvidence = ({ id, asked_at, result }: EvidenceRow): ProofEvidence =>
  proofEvidenceSchema.parse({ ...(JSON.parse(result) as object), id, askedAt: asked_at })

/** Rows from before the zone's own servers were asked have no word about them. */
const besideReportSchema = z.object({
  source: z._default(spfEvidenceSchema.shape.source, null),
  whereabouts: z._default(spfEvidenceSchema.shape.whereabouts, null),
})

export function toSpfEvidence({ id, asked_at, result }: EvidenceRow): SpfEvidence {
  const stored: unknown = JSON.parse(result)
  return { id, askedAt: asked_at, report: spfReportSchema.parse(stored), ...besideReportSchema.parse(stored) }
}

/** The newest row of each domain and kind. */
function readLatest(db: Db, accountId: string) {
  return db
    .with('placed', (qb) =>
      qb.selectFrom('evidence').where('account_id', '=', accountId)
        .select(['id', sql<number>`row_number() over (partition by domain_id, kind order by asked_at desc, id)`.as('place')]))
    .selectFrom('evidence').innerJoin('placed', 'placed.id', 'evidence.id')
    .where('account_id', '=', accountId).where('place', '=', 1)
    .select(['evidence.id', 'kind', 'domain_id', 'asked_at', 'rules_version', 'result']).execute()
}

function readProvenAt(db: Db, accountId: string) {
  return db.selectFrom('evidence').where('account_id', '=', accountId).where('kind', '=', 'proof').where('outcome', '=', 'proven')
    .groupBy('domain_id').select(['domain_id', ({ fn }) => fn.min('asked_at').as('provenAt')]).execute()
}

/**
 * The last two judged looks and the last unjudged one under each set of rules: `spfStanding` needs no more, and a long
 * night of time-outs cannot push the judged ones out.
 */
async function readLooks(db: Db, accountId: string): Promise<(SpfLook & { domainId: string })[]> {
  const rows = await db
    .with('placed', (qb) =>
      qb.selectFrom('evidence').where('account_id', '=', accountId).where('kind', '=', 'spf')
        .select(['domain_id', 'asked_at', 'outcome', 'rules_version', sql<number>`row_number() over (
          partition by domain_id, rules_version, case when outcome = 'unavailable' then 1 else 0 end order by asked_at desc, id)`.as('place')]))
    .selectFrom('placed').where('place', '<=', 2).orderBy('asked_at', 'desc').selectAll().execute()
  return rows.map((row) => ({
    domainId: row.domain_id, at: row.asked_at, outcome: spfReportSchema.shape.outcome.parse(row.outcome), rulesVersion: row.rules_version,
  }))
}

/** When a domain's record began or ceased to be right, as two in a row tell it: lines of the history. */
export interface SpfTurn {
  domainId: string
  at: string
  kind: 'spf-valid' | 'spf-no-longer-valid'
}

export async function readSpfTurns(db: Db, accountId: string): Promise<SpfTurn[]> {
  const rows = await db
    .with('told', (qb) =>
      qb.selectFrom('evidence').where('account_id', '=', accountId).where('kind', '=', 'spf').where('outcome', '<>', 'unavailable')
        .select([
          'domain_id', 'asked_at', 'outcome',
          sql<string | null>`lag(outcome, 1) over (partition by domain_id order by asked_at, id)`.as('last'),
          sql<string | null>`lag(outcome, 2) over (partition by domain_id order by asked_at, id)`.as('before'),
        ]))
    .selectFrom('told').selectAll().where((row) => row.or([
      row.and([row('outcome', '=', 'valid'), row.or([
        row('last', 'is', null),
        row.and([row('last', '=', 'invalid'), row.or([row('before', 'is', null), row('before', '=', 'invalid')])]),
      ])]),
      row.and([row('outcome', '=', 'invalid'), row('last', '=', 'invalid'), row('before', '=', 'valid')]),
    ])).orderBy('asked_at').execute()
  return rows.map((row) => ({ domainId: row.domain_id, at: row.asked_at, kind: row.outcome === 'valid' ? 'spf-valid' : 'spf-no-longer-valid' }))
}

/** Whether an account other than this one has shown the name to be its own (S-5). */
export async function isProvenElsewhere(db: Db, name: string, accountId: string): Promise<boolean> {
  const row = await db.selectFrom('evidence').innerJoin('domain', 'domain.id', 'evidence.domain_id')
    .where('domain.name', '=', name).where('domain.account_id', '<>', accountId)
    .where('evidence.kind', '=', 'proof').where('evidence.outcome', '=', 'proven')
    .select('evidence.id').limit(1).executeTakeFirst()
  return row !== undefined
}
