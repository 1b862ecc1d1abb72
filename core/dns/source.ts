/**
 * What a zone's own name servers and the resolvers said about one question, and what that means together. Knows no
 * sockets: `server/dns/authority` does the asking, and whoever judges says which part of an answer matters.
 */
import type { DnsOutcome, RrType } from './outcome.ts'

/** RFC 8499 §6: a name server of the zone is the source; a resolver answers from what it remembers. */
export const serverRoles = ['source', 'cache'] as const
export type ServerRole = (typeof serverRoles)[number]

/**
 * `lame`: it is named as a server of the zone and does not speak for it (no AA bit, REFUSED, or a referral).
 * `blocked`: its address is not one that Connect dials (security: S-14). `no-address`: its name has none.
 */
export const serverStates = ['answered', 'lame', 'silent', 'failed', 'blocked', 'no-address', 'busy'] as const
export type ServerState = (typeof serverStates)[number]

export interface ServerLook<T extends RrType = RrType> {
  role: ServerRole
  /** The name server's name; null for a resolver. */
  host: string | null
  /** `address:port`; null where none was dialled. */
  server: string | null
  state: ServerState
  /** Null where nothing was dialled. */
  outcome: DnsOutcome<T> | null
  /** SERIAL of the zone as this server has it (RFC 1035 §3.3.13); null where it did not say. */
  serial: number | null
}

export interface NameServer {
  host: string
  addresses: readonly string[]
}

/** Where the zone of a name begins and who serves it, as its parent delegates it (RFC 8499 §7) and as it says itself. */
export interface ZoneCut {
  /** The zone's own name; the root is `.`. */
  zone: string
  parent: string
  nameServers: readonly NameServer[]
  /** Only where the two do not name the same hosts: receivers may ask either (RFC 2181 §5.4.1). */
  differs?: { onlyAtParent: readonly string[]; onlyAtChild: readonly string[] }
  /** Its servers are as it names them itself: one of them serves its parent too, whose own word was not heard. */
  isOwn?: true
  /** Hosts in the zone for which its parent has no address, though it has some for others: where they are, those others say. */
  selfTold?: readonly string[]
}

/** Why the zone's own servers could not be found. `no-roots`: from here only resolvers can be asked. */
export const noZoneReasons = ['no-roots', 'timeout', 'servfail', 'refused', 'malformed', 'network', 'referral-loop', 'no-servers', 'busy', 'aborted'] as const
export type NoZoneReason = (typeof noZoneReasons)[number]

/** One question, put to everybody whose answer counts. */
export interface SourceLook<T extends RrType = RrType> {
  name: string
  type: T
  zone: ZoneCut | null
  /** Null exactly when `zone` is there. */
  noZone: NoZoneReason | null
  servers: readonly ServerLook<T>[]
  /**
   * What the servers of the zones above say of where this one begins, from the zone upwards to the registries, whose
   * delegations need no second word. Left out where nobody had to know.
   */
  cuts?: readonly SourceLook<'NS'>[]
  /** Where aliases led out of the zone: what the servers there say. */
  ways?: readonly SourceLook[]
}

/**
 * `everywhere`: every server that answered has it, and every resolver that answered has the same. `at-source`: every
 * server that answered has it, and a resolver still gives what was there before, or none could be asked.
 * `not-published`: every server that answered says there is none. `could-not-ask`: nobody whose answer counts has
 * answered. Who did not answer is spoken for by none of them.
 */
export const propagationStates = ['everywhere', 'at-source', 'servers-disagree', 'not-published', 'could-not-ask'] as const
export type PropagationState = (typeof propagationStates)[number]

export interface Propagation<T extends RrType = RrType> {
  state: PropagationState
  /** Whose answers were counted: resolvers only where the source cannot be asked from here at all (`no-roots`). */
  by: ServerRole
  /** When the last resolver forgets what was there before, in milliseconds since 1970; null where nothing old was seen, or nobody knows. */
  cachesUntilMs: number | null
  /** The different answers of those who count, most said first; empty with `could-not-ask`. */
  answers: readonly DnsOutcome<T>[]
}

/** What of an answer matters, as text to compare; null when the wanted kind of record is not there. */
export type ValueOf<T extends RrType> = (outcome: DnsOutcome<T>) => string | null

/** Texts are what is judged; addresses may differ from server to server, and mean the same. Nothing is nothing, however said. */
export function contentOf(outcome: DnsOutcome): string | null {
  if (outcome.kind !== 'answer') return null
  const texts = outcome.records.map((record) => ('text' in record ? record.text : ''))
  return [...new Set(texts)].sort().join('\n')
}

/** By name, since one may have several addresses. `askable`: those that have an address which may be dialled, as far as is known. */
export function countNameServers(servers: readonly Pick<ServerLook, 'role' | 'host' | 'state'>[]): { answered: number; askable: number; all: number } {
  const count = (isCounted: (state: ServerState) => boolean): number =>
    new Set(servers.filter(({ role, state }) => role === 'source' && isCounted(state)).map(({ host }) => host)).size
  return {
    answered: count((state) => state === 'answered'),
    askable: count((state) => state !== 'blocked' && state !== 'no-address'),
    all: count(() => true),
  }
}

/** `askedMs`: when the resolvers answered, in milliseconds since 1970. */
export function judgePropagation<T extends RrType>(look: SourceLook<T>, valueOf: ValueOf<T>, askedMs: number): Propagation<T> {
  const by: ServerRole = look.noZone === 'no-roots' ? 'cache' : 'source'
  const answers = toDistinct(look.servers.filter(({ role }) => role === by).flatMap(toAnswered), valueOf)
  const [first] = answers
  const base = { by, answers, cachesUntilMs: null }
  if (first === undefined) return { ...base, state: 'could-not-ask' }
  if (answers.length > 1) return { ...base, state: 'servers-disagree' }
  const value = valueOf(first)
  if (value === null) return { ...base, state: 'not-published' }
  if (by === 'cache') return { ...base, state: 'everywhere' }
  const caches = look.servers.filter(({ role }) => role === 'cache').flatMap(toAnswered)
  const old = caches.filter((outcome) => valueOf(outcome) !== value)
  if (caches.length > 0 && old.length === 0) return { ...base, state: 'everywhere' }
  return { ...base, state: 'at-source', cachesUntilMs: toForgottenMs(old, askedMs) }
}

/** RFC 8767 §4: that long at most resolvers keep anything. */
const longestSeconds = 7 * 86_400

/** Null where nothing old was seen, and where one of those who have it did not say for how long. */
function toForgottenMs(old: readonly DnsOutcome[], askedMs: number): number | null {
  const known = old.flatMap((outcome) => secondsLeft(outcome) ?? [])
  if (old.length === 0 || known.length < old.length) return null
  return askedMs + Math.min(longestSeconds, Math.max(...known)) * 1000
}

function toAnswered<T extends RrType>({ state, outcome }: ServerLook<T>): DnsOutcome<T>[] {
  return state === 'answered' && outcome !== null ? [outcome] : []
}

function toDistinct<T extends RrType>(outcomes: readonly DnsOutcome<T>[], valueOf: ValueOf<T>): DnsOutcome<T>[] {
  const groups = new Map<string | null, DnsOutcome<T>[]>()
  for (const outcome of outcomes) {
    const value = valueOf(outcome)
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [outcome])
    else group.push(outcome)
  }
  return [...groups.values()].sort((a, b) => b.length - a.length).flatMap((group) => group.sort(byClaim)[0] ?? [])
}

const claims: readonly string[] = ['answer', 'nodata', 'nxdomain']

/** Of several answers that lack the value the one that claims least stands for them: it is what all of them agree on. */
function byClaim(a: DnsOutcome, b: DnsOutcome): number {
  return claims.indexOf(a.kind) - claims.indexOf(b.kind)
}

/** How long a resolver goes on giving this answer, as it said itself; null where it did not (RFC 2308 §5). */
function secondsLeft(outcome: DnsOutcome): number | null {
  if (outcome.kind === 'answer') return outcome.longestTtlSeconds ?? outcome.ttlSeconds
  if (!('negativeTtlSeconds' in outcome) || outcome.negativeTtlSeconds === null) return null
  return outcome.longestTtlSeconds ?? outcome.negativeTtlSeconds
}
