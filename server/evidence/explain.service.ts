/** The checks of a domain, and one of them explained. Every query carries the account (S-1): others are not found. */
import type { Kysely } from 'kysely'
import { listedChecks, type EvidenceList, type ExplainedEvidence } from '#core/contract/explain.ts'
import type { Database } from '../db/schema.ts'
import { notFound } from '../http/errors.ts'
import { toExplained } from './explain.ts'

type Db = Kysely<Database>

export async function listEvidence(db: Db, { accountId, domainId }: { accountId: string; domainId: string }): Promise<EvidenceList> {
  const domain = await db.selectFrom('domain').select('id').where('account_id', '=', accountId).where('id', '=', domainId).executeTakeFirst()
  if (domain === undefined) throw notFound()
  const ofDomain = db.selectFrom('evidence').where('account_id', '=', accountId).where('domain_id', '=', domainId)
  const { total } = await ofDomain.select(({ fn }) => fn.countAll<number | string>().as('total')).executeTakeFirstOrThrow()
  const rows = await ofDomain.select(['id', 'kind', 'asked_at', 'outcome'])
    .orderBy('asked_at', 'desc').orderBy('id').limit(listedChecks).execute()
  return { total: Number(total), checks: rows.map(({ asked_at, ...row }) => ({ ...row, askedAt: asked_at })) }
}

export async function explainEvidence(db: Db, { accountId, evidenceId }: { accountId: string; evidenceId: string }): Promise<ExplainedEvidence> {
  const row = await db.selectFrom('evidence').innerJoin('domain', 'domain.id', 'evidence.domain_id')
    .where('evidence.account_id', '=', accountId).where('evidence.id', '=', evidenceId)
    .select(['evidence.id', 'domain_id', 'kind', 'asked_at', 'rules_version', 'outcome', 'result', 'questions', 'domain.name as domain'])
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return toExplained(row)
}
