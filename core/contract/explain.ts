/** One check explained: what was asked of whom, what each said octet by octet, and what was made of it. */
import * as z from 'zod/mini'
import { noZoneReasons, serverRoles, serverStates } from '../dns/source.ts'
import { idSchema, timeSchema } from './common.ts'
import { endpoint } from './endpoint.ts'
import { proofEvidenceSchema, spfEvidenceSchema } from './evidence.ts'
import { zoneDiffersSchema } from './source.ts'

/** What was found about a domain's zone without judging anything. */
export const zoneFoundSchema = z.strictObject({
  zone: z.string(),
  nameServers: z.array(z.string()),
  differs: z.optional(zoneDiffersSchema),
  /** Null where nobody could say. */
  mx: z.nullable(z.array(z.strictObject({ preference: z.number(), exchange: z.string() }))),
})
export type ZoneFound = z.infer<typeof zoneFoundSchema>

export const evidenceKinds = ['proof', 'spf', 'zone'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export const evidenceSummarySchema = z.strictObject({
  id: idSchema,
  kind: z.enum(evidenceKinds),
  askedAt: timeSchema,
  /** `proofOutcomes`, `spfOutcomes` or `found`, as the kind has it. */
  outcome: z.string(),
})
export type EvidenceSummary = z.infer<typeof evidenceSummarySchema>

/** The checks of one domain, newest first: the last `listedChecks` of them. */
export const evidenceListSchema = z.strictObject({ total: z.number(), checks: z.array(evidenceSummarySchema) })
export type EvidenceList = z.infer<typeof evidenceListSchema>
export const listedChecks = 200

/** One record in the words of a zone file (RFC 1035 §5.1): names with a final dot, what is not printable escaped. */
export const wireRecordSchema = z.strictObject({
  name: z.string(),
  ttlSeconds: z.number(),
  class: z.string(),
  type: z.string(),
  data: z.string(),
})
export type WireRecord = z.infer<typeof wireRecordSchema>

/** RFC 1035 §4.1.1, RFC 4035 §3.1.6: in the order in which DNS tools print them. */
export const headerFlags = ['qr', 'aa', 'tc', 'rd', 'ra', 'ad', 'cd'] as const
export type HeaderFlag = (typeof headerFlags)[number]

export const wireReplySchema = z.strictObject({
  /** The code's name in RFC 6895, such as `NOERROR`; `RCODE17` where it has none that we know. */
  rcode: z.string(),
  flags: z.array(z.enum(headerFlags)),
  /** As the header counts them. */
  counts: z.strictObject({ questions: z.number(), answers: z.number(), authorities: z.number(), additionals: z.number() }),
  question: z.nullable(z.strictObject({ name: z.string(), class: z.string(), type: z.string() })),
  answers: z.array(wireRecordSchema),
  authorities: z.array(wireRecordSchema),
  /** Without the OPT record, which is no record of the zone (RFC 6891 §6.1.1): its size is beside it. */
  additionals: z.array(wireRecordSchema),
  edns: z.nullable(z.strictObject({ version: z.number(), udpPayload: z.number() })),
})
export type WireReply = z.infer<typeof wireReplySchema>

const keptOctetsSchema = z.strictObject({
  octets: z.number(),
  base64: z.string(),
  /** Null where it cannot be read, for the reason in `fault`. */
  reply: z.nullable(wireReplySchema),
  /** One word of the reader for what is wrong with the octets; null where nothing is. */
  fault: z.nullable(z.string()),
})

/** One question to one server, or to the resolvers together. */
export const explainedQuestionSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  role: z.enum(serverRoles),
  /** The name server's name; null for a resolver. */
  host: z.nullable(z.string()),
  /** `address:port` of whoever decided; null where nobody did. */
  server: z.nullable(z.string()),
  /** Null for a resolver's question. */
  state: z.nullable(z.enum(serverStates)),
  /** Why no server of the zone could be asked at all; null where one was, and for a resolver's question. */
  noZone: z.nullable(z.enum(noZoneReasons)),
  /** `DnsOutcome['kind']`; null where nothing was asked. */
  outcome: z.nullable(z.string()),
  transport: z.nullable(z.enum(['udp', 'tcp'])),
  ms: z.nullable(z.number()),
  cached: z.boolean(),
  attempts: z.array(z.strictObject({
    server: z.string(), transport: z.enum(['udp', 'tcp']), startedMs: z.number(), ms: z.number(), result: z.string(),
  })),
  /** Null where no reply came, or it was not kept. */
  kept: z.nullable(keptOctetsSchema),
  /** The octets of a reply that was not kept, since the check had too much of it. */
  leftOut: z.optional(z.number()),
})
export type ExplainedQuestion = z.infer<typeof explainedQuestionSchema>

export const explainedVerdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('proof'), evidence: proofEvidenceSchema }),
  z.strictObject({ kind: z.literal('spf'), evidence: spfEvidenceSchema }),
  z.strictObject({ kind: z.literal('zone'), found: zoneFoundSchema }),
])
export type ExplainedVerdict = z.infer<typeof explainedVerdictSchema>

export const explainedEvidenceSchema = z.strictObject({
  id: idSchema,
  domainId: idSchema,
  domain: z.string(),
  askedAt: timeSchema,
  /** Which rules judged; for SPF with the include that they wanted. */
  rulesVersion: z.string(),
  outcome: z.string(),
  verdict: explainedVerdictSchema,
  questions: z.array(explainedQuestionSchema),
})
export type ExplainedEvidence = z.infer<typeof explainedEvidenceSchema>

export const listEvidence = endpoint({
  name: 'listEvidence', method: 'GET', path: '/api/domains/:domainId/evidence', access: 'customer', body: null, answer: evidenceListSchema,
})
export const getEvidence = endpoint({
  name: 'getEvidence', method: 'GET', path: '/api/evidence/:evidenceId', access: 'customer', body: null, answer: explainedEvidenceSchema,
})
export const listAccountEvidence = endpoint({
  name: 'listAccountEvidence', method: 'GET', path: '/api/staff/accounts/:accountId/domains/:domainId/evidence', access: 'staff',
  body: null, answer: evidenceListSchema,
})
export const getAccountEvidence = endpoint({
  name: 'getAccountEvidence', method: 'GET', path: '/api/staff/accounts/:accountId/evidence/:evidenceId', access: 'staff',
  body: null, answer: explainedEvidenceSchema,
})
