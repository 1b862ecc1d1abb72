/** One row of evidence as the page explains it: the verdict as it was given, and every reply read from its octets again. */
import * as z from 'zod/mini'
import type { Selectable } from 'kysely'
import { zoneFoundSchema, type ExplainedEvidence, type ExplainedQuestion, type ExplainedVerdict } from '#core/contract/explain.ts'
import type { EvidenceTable } from '../db/schema.ts'
import { keptReplySchema, type KeptReply } from './dns-record.ts'
import { toProofEvidence, toSpfEvidence } from './evidence.store.ts'
import { readKeptReply } from './read-kept-reply.ts'

export type ExplainableRow = Pick<Selectable<EvidenceTable>, 'id' | 'domain_id' | 'kind' | 'asked_at' | 'rules_version' | 'outcome' | 'result' | 'questions'> & { domain: string }

const questionsSchema = z.array(keptReplySchema)

export function toExplained(row: ExplainableRow): ExplainedEvidence {
  return {
    id: row.id,
    domainId: row.domain_id,
    domain: row.domain,
    askedAt: row.asked_at,
    rulesVersion: row.rules_version,
    outcome: row.outcome,
    verdict: toVerdict(row),
    questions: questionsSchema.parse(JSON.parse(row.questions)).map(toExplainedQuestion),
  }
}

function toVerdict(row: ExplainableRow): ExplainedVerdict {
  switch (row.kind) {
    case 'proof':
      return { kind: 'proof', evidence: toProofEvidence(row) }
    case 'spf':
      return { kind: 'spf', evidence: toSpfEvidence(row) }
    case 'zone':
      return { kind: 'zone', found: zoneFoundSchema.parse(JSON.parse(row.result)) }
  }
}

function toExplainedQuestion({ base64, ...asked }: KeptReply): ExplainedQuestion {
  if (base64 === null) return { ...asked, kept: null }
  const octets = Buffer.from(base64, 'base64')
  return { ...asked, kept: { octets: octets.length, base64, ...readKeptReply(octets) } }
}
