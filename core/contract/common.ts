/** Pieces that several subjects of the contract share: ids, times, the shape of an error. */
import * as z from 'zod/mini'

export const idSchema = z.uuid()
/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const timeSchema = z.iso.datetime()
export const emptySchema = z.strictObject({})
export type Empty = z.infer<typeof emptySchema>

/** One line of text for people: trimmed, no control characters, bounded. */
export const lineSchema = (max: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u))

/** Several lines of text for people. Line breaks and tabs are welcome, other control characters are not. */
export const textSchema = (max: number) =>
  z.string().check(z.trim(), z.maxLength(max), z.regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u))

export const emailSchema = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email())

/** Everything that can be wrong with a request, or with us. Findings about a domain are never here: those are answers. */
export const problemCodes = [
  'request.malformed',
  'request.invalid',
  'request.too-large',
  'request.too-many',
  'request.cross-site',
  'request.not-json',
  'session.none',
  'session.wrong-credentials',
  'access.forbidden',
  'not-found',
  'link.unusable',
  'account.code-taken',
  'person.email-taken',
  'domain.taken',
  'conflict.changed-meanwhile',
  'step.not-ready',
  'request.closed',
  'internal',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/**
 * One field that could not be taken: where, why as a code that `core/messages` knows, and what was understood.
 * `code` is a refusal of `core/address` (`domain.…`, `address.…`) or a `field.…` code of this file.
 */
export const fieldProblemSchema = z.strictObject({
  field: z.string(),
  code: z.string(),
  understood: z.optional(z.string()),
})
export type FieldProblem = z.infer<typeof fieldProblemSchema>

/** The general refusals of a field; those of domains and addresses have codes of their own. */
export const fieldCodes = ['field.required', 'field.too-long', 'field.not-an-email', 'field.password-too-short', 'field.not-allowed'] as const
export type FieldCode = (typeof fieldCodes)[number]

/** RFC 9457 `application/problem+json`, with our code and the id under which the log has it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(problemCodes),
  requestId: z.string(),
  fields: z.optional(z.array(fieldProblemSchema)),
  retryAfterSeconds: z.optional(z.number()),
})
export type Problem = z.infer<typeof problemSchema>
