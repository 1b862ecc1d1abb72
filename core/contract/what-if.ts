/**
 * The what-if board: who sends for a domain, and what receivers say to each before and after the change and after the
 * connector moves the domain's own mail to Mimecast. Plain JSON; the sentences are in `core/messages`.
 */
import * as z from 'zod/mini'
import { spfResults } from '../spf/result.ts'
import { timeSchema } from './common.ts'
import { endpoint } from './endpoint.ts'

export const whatIfSenderSchema = z.union([
  /** A service that an include stands for. */
  z.object({ kind: z.literal('include'), host: z.string(), moves: z.boolean() }),
  /** An address that somebody typed in. `moves`: its mail leaves through Mimecast once the connector is there. */
  z.object({ kind: z.literal('address'), ip: z.string(), moves: z.boolean() }),
])
export type WhatIfSender = z.infer<typeof whatIfSenderSchema>

/** The address that speaks for a sender, and the term it was taken from: null for one that was typed in. */
export const standInSchema = z.object({
  ip: z.string(),
  from: z.nullable(z.object({ domain: z.string(), term: z.string() })),
})
export type StandIn = z.infer<typeof standInSchema>

/** Why no address could speak for a sender: its records hold none that everybody shares, or nobody could be asked. */
export const standInProblems = ['no-address', 'unavailable'] as const
export type StandInProblem = (typeof standInProblems)[number]

const resultSchema = z.nullable(z.enum(spfResults))

export const whatIfRowSchema = z.object({
  kind: z.enum(['include', 'address', 'mimecast']),
  /** The include's host, or the address. */
  name: z.string(),
  /** Whose service it is, where the catalogue knows. */
  vendor: z.nullable(z.string()),
  moves: z.boolean(),
  standIn: z.nullable(standInSchema),
  problem: z.nullable(z.enum(standInProblems)),
  /** Null where no address could speak for the sender. */
  now: resultSchema,
  afterChange: resultSchema,
  /** Its own address where its mail does not move, else Mimecast's. */
  afterMove: resultSchema,
})
export type WhatIfRow = z.infer<typeof whatIfRowSchema>

export const whatIfBoardSchema = z.object({
  domain: z.string(),
  proposed: z.string(),
  /** Mimecast first, then the senders in the order given. */
  rows: z.array(whatIfRowSchema),
})
export type WhatIfBoard = z.infer<typeof whatIfBoardSchema>

export const maxTypedAddresses = 20

export const whatIfAnswerSchema = z.object({
  board: whatIfBoardSchema,
  askedAt: timeSchema,
  /** Includes that are not in the table, because the record holds more than anybody would read. */
  leftOut: z.number(),
})
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>

/** Tries the account's own plan, so the page sends no record: only what somebody typed in, to be tried as senders too. */
export const checkWhatIf = endpoint({
  name: 'checkWhatIf', method: 'POST', path: '/api/domains/:domainId/what-if', access: 'customer',
  body: z.strictObject({ addresses: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(maxTypedAddresses)) }),
  answer: whatIfAnswerSchema,
})
