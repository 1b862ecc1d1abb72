/**
 * What one check of a domain's SPF record says: plain JSON, the same for the page, the command line and the evidence.
 * Codes only: the sentences are in `core/messages`. The raw replies are kept beside it, never in it.
 */
import * as z from 'zod/mini'
import { changeKinds, findingCodes, questionCodes, refusalCodes, severities } from '../spf/codes.ts'

/** A place in a record, in UTF-16 units, the end excluded. */
export const spanSchema = z.tuple([z.number(), z.number()])

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

export const spfFindingSchema = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  /** Index in `records`, with `span`: both absent when the finding is about no text. */
  record: z.optional(z.number()),
  span: z.optional(spanSchema),
  params: paramsSchema,
})
export type SpfFinding = z.infer<typeof spfFindingSchema>

export const spfChangeSchema = z.object({
  kind: z.enum(changeKinds),
  term: z.string(),
  /** The text that takes the term's place; only with `replace`. */
  with: z.optional(z.string()),
})
export type SpfChange = z.infer<typeof spfChangeSchema>

const recordPlanSchema = z.object({
  /** The label to enter in the DNS host's form, relative to the zone. */
  host: z.string(),
  name: z.string(),
  record: z.string(),
  changes: z.array(spfChangeSchema),
  /** After the change, worst case; null when it could not be counted. */
  lookups: z.nullable(z.number()),
})
const refusedPlanSchema = z.object({
  record: z.null(),
  refusal: z.object({ code: z.enum(refusalCodes), params: paramsSchema }),
})
const askingPlanSchema = z.object({
  record: z.null(),
  question: z.object({ code: z.enum(questionCodes), choices: z.array(z.string()) }),
})
export const spfPlanSchema = z.union([recordPlanSchema, refusedPlanSchema, askingPlanSchema])
export type SpfPlan = z.infer<typeof spfPlanSchema>
export type SpfRecordPlan = z.infer<typeof recordPlanSchema>

export const treeNodeStates = [
  'found',
  'no-record',
  'multiple-records',
  'syntax-error',
  'unavailable',
  'loop',
  'macro',
  'not-a-name',
] as const

/**
 * What one term's own question brought; `part-void`: some of an `mx`'s hosts have no address. `macro` and `not-asked` are
 * terms that nobody could or would ask for.
 */
export const termResults = ['answer', 'void', 'part-void', 'unavailable', 'too-many-mx', 'macro', 'not-asked'] as const

/** A term that costs look-ups, with the cost of everything it leads to; null when that could not be counted. */
export const spfTermCostSchema = z.object({
  span: spanSchema,
  term: z.string(),
  /** The name asked for; as written when it holds macros. */
  name: z.string(),
  result: z.enum(termResults),
  lookups: z.nullable(z.number()),
  /** Void terms that a sender with an IPv4 address meets: Mimecast's are such. */
  voidLookups: z.nullable(z.number()),
  /** For a sender with an IPv6 address, where the term's own question ends otherwise for him. */
  voidLookups6: z.optional(z.nullable(z.number())),
})
export type SpfTermCost = z.infer<typeof spfTermCostSchema>

/** One record of the include tree. The list is in reading order; `depth` says how far to indent. */
export const spfTreeNodeSchema = z.object({
  depth: z.number(),
  /** How the record is reached; null for the domain's own. */
  by: z.nullable(z.enum(['include', 'redirect'])),
  /** Index in `records` of the domain's own record of this branch, and its term that leads here; null at the top. */
  root: z.number(),
  rootSpan: z.nullable(spanSchema),
  domain: z.string(),
  state: z.enum(treeNodeStates),
  /** Why nobody could say, when `state` is `unavailable`: a `DnsOutcome['kind']`. */
  reason: z.nullable(z.string()),
  record: z.nullable(z.string()),
  /** Look-ups of this record and of everything below it, for senders with an IPv4 address; null when not countable. */
  lookups: z.nullable(z.number()),
  voidLookups: z.nullable(z.number()),
  terms: z.array(spfTermCostSchema),
})
export type SpfTreeNode = z.infer<typeof spfTreeNodeSchema>

export const spfAskedSchema = z.object({
  server: z.nullable(z.string()),
  name: z.string(),
  type: z.string(),
  outcome: z.string(),
})
export type SpfAsked = z.infer<typeof spfAskedSchema>

export const spfOutcomes = ['valid', 'invalid', 'unavailable'] as const
export type SpfCheckOutcome = (typeof spfOutcomes)[number]

export const spfReportSchema = z.object({
  domain: z.string(),
  region: z.string(),
  outcome: z.enum(spfOutcomes),
  /** Why nobody could say; present exactly when `outcome` is `unavailable`. */
  unavailable: z.nullable(z.object({ reason: z.string(), tryAgain: z.boolean() })),
  /** All SPF records found at the domain, [] when none. */
  records: z.array(z.string()),
  findings: z.array(spfFindingSchema),
  /** Whole tree, worst case; null when it could not be counted. Of void terms the more that senders of either family meet. */
  lookups: z.nullable(z.number()),
  voidLookups: z.nullable(z.number()),
  /** How long resolvers may keep the domain's answer, as it was received; null without an answer. */
  ttlSeconds: z.nullable(z.number()),
  tree: z.array(spfTreeNodeSchema),
  plan: z.nullable(spfPlanSchema),
  asked: z.array(spfAskedSchema),
  /** `check_host` for one address, when it was asked for. */
  sender: z.optional(z.object({ ip: z.string(), result: z.string() })),
  checkedAt: z.string(),
  /** Which set of rules judged: evidence is judged again when it changes. */
  rules: z.string(),
})
export type SpfReport = z.infer<typeof spfReportSchema>
