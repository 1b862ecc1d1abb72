/** What people said or did, as the rows of `decision` keep it: kind by kind, each with its own data. */
import * as z from 'zod/mini'
import { platformSchema } from '#core/contract/account.ts'
import { connectorAnswersSchema, spfAnswerSchema } from '#core/contract/journey.ts'
import { sharePurposes } from '#core/contract/shares.ts'

const nothing = z.object({})
const share = z.object({ shareId: z.string(), purpose: z.enum(sharePurposes) })

export const decisionData = {
  started: nothing,
  'domain-added': z.object({ name: z.string() }),
  /** With the way of sending that it was confirmed for: a change from fixed to dynamic addresses undoes it. */
  'addresses-confirmed': z.object({ addresses: z.array(z.string()), dynamic: z.boolean() }),
  'addresses-changed': z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
  'spf-answer': spfAnswerSchema,
  /** With the records that stood there when it was said; rows from before that was kept have none. */
  'spf-published': z.object({ found: z.optional(z.array(z.string())) }),
  'spf-check-skipped': z.object({ reason: z.string() }),
  'connector-answer': connectorAnswersSchema,
  'guide-tick': z.object({ step: z.string(), done: z.boolean() }),
  /** For which platform: another one has another connector. */
  'connector-confirmed': z.object({ platform: platformSchema, note: z.optional(z.string()) }),
  'share-created': share,
  'share-revoked': share,
  'request-sent': z.object({ requestId: z.string(), reference: z.string() }),
  /** Staff's change of the account itself: which fields, never their values. */
  'account-changed': z.object({ fields: z.array(z.string()) }),
}
export type DecisionKind = keyof typeof decisionData
type DataOf<K extends DecisionKind> = z.infer<(typeof decisionData)[K]>

/** One decision before it is written. */
export type NewDecision = { [K in DecisionKind]: { kind: K; data: DataOf<K>; domainId?: string } }[DecisionKind]
/** One decision as it was written. */
export type Decision = { [K in DecisionKind]: { kind: K; data: DataOf<K>; domainId: string | null; at: string; by: string } }[DecisionKind]

interface StoredDecision {
  kind: string
  data: string
  domain_id: string | null
  at: string
  person_name: string
}

/** Throws on a row that nobody of ours wrote: that is a bug, not a finding. */
export function parseDecision(row: StoredDecision): Decision {
  if (!Object.hasOwn(decisionData, row.kind)) throw new Error(`No decision is called ${row.kind}`)
  const kind = row.kind as DecisionKind
  const data: unknown = decisionData[kind].parse(JSON.parse(row.data))
  // The schema was chosen by the kind, which the compiler cannot follow through the table.
  return { kind, data, domainId: row.domain_id, at: row.at, by: row.person_name } as Decision
}
