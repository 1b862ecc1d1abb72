/** What a check asked and what came back, as the evidence keeps it: octet by octet, and in vain too. */
import * as z from 'zod/mini'
import type { DnsOutcome, RrType } from '#core/dns/outcome.ts'
import type { QuestionAsked } from '#core/contract/evidence.ts'
import { noZoneReasons, serverRoles, serverStates, type ServerLook, type SourceLook } from '#core/dns/source.ts'
import { createFoundKeeper } from './bounded-found.ts'

/** One exchange on the wire; the times are milliseconds, `startedMs` from the start of the look-up. */
const keptAttemptSchema = z.object({
  server: z.string(),
  transport: z.enum(['udp', 'tcp']),
  startedMs: z.number(),
  ms: z.number(),
  result: z.string(),
})

/** The defaults are what rows from before the zone's own servers were asked leave out: those asked resolvers only. */
export const keptReplySchema = z.object({
  name: z.string(),
  type: z.string(),
  role: z._default(z.enum(serverRoles), 'cache'),
  /** The name server's name; null for a resolver. */
  host: z._default(z.nullable(z.string()), null),
  /** `address:port` of whoever decided; null when nobody did. */
  server: z.nullable(z.string()),
  /** What was made of a server of the zone; null for a resolver's question. */
  state: z._default(z.nullable(z.enum(serverStates)), null),
  /** Why no server of the zone could be asked at all: the way to them ended before. */
  noZone: z._default(z.nullable(z.enum(noZoneReasons)), null),
  /** `DnsOutcome['kind']`; null where nothing was asked, and in old rows. */
  outcome: z._default(z.nullable(z.string()), null),
  transport: z._default(z.nullable(z.enum(['udp', 'tcp'])), null),
  ms: z._default(z.nullable(z.number()), null),
  /** Answered from what this process remembered, not asked anew. */
  cached: z._default(z.boolean(), false),
  attempts: z._default(z.array(keptAttemptSchema), []),
  /** The reply on the wire; null where none came, or the row was full. */
  base64: z.nullable(z.string()),
  /** The octets of a reply that found no room in the row. */
  leftOut: z.optional(z.number()),
})
export type KeptReply = z.infer<typeof keptReplySchema>

/** Questions put to resolvers. What got no reply is kept as well: that somebody was silent is evidence too. */
export function toKeptReplies(outcomes: readonly DnsOutcome[]): KeptReply[] {
  return outcomes.map((outcome) => ({
    name: outcome.name, type: outcome.type, role: 'cache', host: null, server: outcome.server, state: null, noZone: null, ...toExchange(outcome),
  }))
}

/** One server's part of a question that was put to many. */
export function toKeptLook({ name, type }: { name: string; type: RrType }, look: ServerLook): KeptReply {
  const { role, host, server, state, outcome } = look
  return { name, type, role, host, server, state, noZone: null, ...(outcome === null ? notAsked : toExchange(outcome)) }
}

/** A question that came to no server, since the way to the zone ended before. */
export function toKeptNoZone({ name, type, noZone }: Pick<SourceLook, 'name' | 'type' | 'noZone'>): KeptReply {
  return { name, type, role: 'source', host: null, server: null, state: null, noZone, ...notAsked }
}

type Exchange = Pick<KeptReply, 'outcome' | 'transport' | 'ms' | 'cached' | 'attempts' | 'base64'>
const notAsked: Exchange = { outcome: null, transport: null, ms: null, cached: false, attempts: [], base64: null }

const toExchange = (outcome: DnsOutcome): Exchange => ({
  outcome: outcome.kind,
  transport: outcome.transport,
  ms: toMs(outcome),
  cached: outcome.cached,
  attempts: outcome.attempts.map(({ server, transport, startedMs, ms, result }) => ({ server, transport, startedMs, ms, result })),
  base64: outcome.raw === null ? null : Buffer.from(outcome.raw).toString('base64'),
})

/** How long the answer took, or how long was waited in vain. */
export function toMs({ rttMs, attempts }: DnsOutcome): number | null {
  if (rttMs !== null) return rttMs
  return attempts.length === 0 ? null : Math.max(...attempts.map(({ startedMs, ms }) => startedMs + ms))
}

export function toQuestionAsked(outcome: DnsOutcome): QuestionAsked {
  const { name, type, kind, server, cached } = outcome
  const ttlSeconds = outcome.kind === 'answer' ? outcome.ttlSeconds : null
  return { name, type, outcome: kind, server, ...createFoundKeeper()(toFound(outcome)), ttlSeconds, cached }
}

/** The records as text, Latin-1 octets as they came. */
export function toFound(outcome: DnsOutcome): string[] {
  return outcome.kind === 'answer' ? outcome.records.map(toText) : []
}

type AnyRecord = Extract<DnsOutcome, { kind: 'answer' }>['records'][number]

function toText(record: AnyRecord): string {
  if ('text' in record) return record.text
  if ('target' in record) return record.target
  if ('exchange' in record) return `${record.preference} ${record.exchange}`
  if ('host' in record) return record.host
  if ('address' in record) return record.address
  return `${record.mname} ${record.rname} ${record.serial} ${record.refresh} ${record.retry} ${record.expire} ${record.minimum}`
}
