/** Evidence as the page sees it: what was asked, of whom, what came back, and what it means, as codes. */
import * as z from 'zod/mini'
import { idSchema, timeSchema } from './common.ts'
import { sourceViewSchema } from './source.ts'
import { spfReportSchema } from './spf.ts'
import { whereaboutsSchema } from './whereabouts.ts'

/** One question of a check and what came of it. `found` holds the values as text, Latin-1 octets as they came. */
export const questionAskedSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  /** `DnsOutcome['kind']`. */
  outcome: z.string(),
  /** `address:port` of whoever decided; null when nobody did. */
  server: z.nullable(z.string()),
  found: z.array(z.string()),
  /** As in `ServerView`. */
  leftOut: z.optional(z.number()),
  ttlSeconds: z.nullable(z.number()),
  cached: z.boolean(),
})
export type QuestionAsked = z.infer<typeof questionAskedSchema>

/**
 * The proof of a domain (architecture D4). `proven`: the code stands in one of the three places, and two have said so.
 * `not-proven`: all places were asked and none has it. `unavailable`: none has it, and at least one could not be asked;
 * or it was seen, and not enough have said so (security: S-11).
 */
export const proofOutcomes = ['proven', 'not-proven', 'unavailable'] as const
export const proofFindingCodes = [
  'code-at-domain',
  'code-at-challenge',
  'code-by-cname',
  'code-missing',
  'another-code',
  'cname-elsewhere',
  'no-such-domain',
  'servers-disagree',
  'one-witness',
  'resolvers-fail',
  'could-not-ask',
] as const
export type ProofFindingCode = (typeof proofFindingCodes)[number]

export const proofEvidenceSchema = z.strictObject({
  id: idSchema,
  askedAt: timeSchema,
  outcome: z.enum(proofOutcomes),
  finding: z.enum(proofFindingCodes),
  params: z.record(z.string(), z.string()),
  asked: z.array(questionAskedSchema),
  /** What the zone's servers and the resolvers said of each place. */
  sources: z._default(z.array(sourceViewSchema), []),
  whereabouts: z._default(z.nullable(whereaboutsSchema), null),
})
export type ProofEvidence = z.infer<typeof proofEvidenceSchema>

export const spfEvidenceSchema = z.strictObject({
  id: idSchema,
  askedAt: timeSchema,
  report: spfReportSchema,
  /** What the zone's servers and the resolvers said of the domain's TXT records; null in evidence from before they were asked. */
  source: z.nullable(sourceViewSchema),
  whereabouts: z.nullable(whereaboutsSchema),
})
export type SpfEvidence = z.infer<typeof spfEvidenceSchema>
