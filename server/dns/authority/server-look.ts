/**
 * What one server of a zone said, as a row of the look: whether it speaks for the zone, and what it has. Where its CNAME
 * leaves the zone, others are asked for the rest: of their zones this server has no say.
 */
import { isAtOrBelow } from '#core/dns/names.ts'
import { toUntold, type DnsOutcome } from '#core/dns/outcome.ts'
import type { ServerLook, ServerState } from '#core/dns/source.ts'
import type { Conclusion, Question } from '../answer.ts'
import { isFinal } from '../answer.ts'
import type { ServerWord } from '../ask-server.ts'
import type { AttemptLog } from '../attempts.ts'
import { toFailed, toOutcome, toSilence } from '../job.ts'
import type { Pursuit } from '../job.ts'
import type { Reply } from '../message.ts'
import { rcodes } from '../message.ts'
import { Stop } from '../stop.ts'
import { formatDnsServer } from '../upstreams.ts'
import type { DnsServer } from '../upstreams.ts'
import type { Follow } from './follow.ts'
import { isBelow } from './names.ts'
import type { Heard } from './probe.ts'
import { notAuth, pointsBelow, readStep } from './referral.ts'

export interface LookContext {
  host: string | null
  server: DnsServer
  question: Question
  zone: string
  log: AttemptLog
  follow: Follow
}

export async function toSourceLook(heard: Heard, context: LookContext): Promise<ServerLook> {
  const pursuit = toPursuit(context.question, context.log)
  const say = (state: ServerState, outcome: DnsOutcome | null): ServerLook => ({
    role: 'source',
    host: context.host,
    server: outcome === null ? null : formatDnsServer(context.server),
    state,
    outcome,
    serial: typeof heard === 'object' && state === 'answered' ? serialIn(heard.reply, context.zone) : null,
  })
  if (heard === 'busy') return say('busy', null)
  if (heard === 'silent') return say('silent', toSilence(pursuit, 'timeout', 'no-answer'))
  if (heard === 'aborted') return say('silent', toSilence(pursuit, 'aborted', 'stopped'))
  const { reply, conclusion } = heard
  if (reply === null || conclusion.kind === 'network' || conclusion.kind === 'aborted') return say('failed', toFailed(pursuit, heard))
  if (reply.rcode === rcodes.refused || reply.rcode === notAuth) return say('lame', toFailed(pursuit, heard))
  if (reply.rcode !== rcodes.noError && reply.rcode !== rcodes.nxDomain) return say('failed', toFailed(pursuit, heard))
  const delegation = toDelegation(reply, context)
  if (delegation !== null) return say('answered', toOutcome(pursuit, heard, delegation))
  if (!isOwnWord(reply, context.zone)) return say('lame', toOutcome(pursuit, heard, { kind: 'malformed', detail: 'not-authoritative' }))
  const outcome = await toWholeOutcome(heard, reply, conclusion, context, pursuit)
  return say(isFinal(outcome.kind) ? 'answered' : 'failed', outcome)
}

/** What was found elsewhere is no answer where each server of the zone points to another place. */
export function withoutChain(look: ServerLook, zone: string): ServerLook {
  const { state, outcome } = look
  const isElsewhere = outcome !== null && 'cnames' in outcome && outcome.cnames.some((target) => !isAtOrBelow(target, zone))
  return state === 'answered' && isElsewhere ? { ...look, state: 'failed', outcome: toUntold(outcome, 'network', 'servers-disagree') } : look
}

export function toPursuit(question: Question, log: AttemptLog): Pursuit {
  return { question, log, controller: new Stop(), failure: null }
}

/** The AA bit alone is not enough: a server of the parent says "there is none" with it too. */
function isOwnWord(reply: Reply, zone: string): boolean {
  if (!reply.authoritative || pointsBelow(reply, zone)) return false
  if (reply.answers.length > 0) return true
  const soa = reply.authorities.find(({ type }) => type === 'SOA')
  return soa === undefined || !isBelow(zone, soa.name)
}

/** To the question which servers a zone has, the zone above answers by pointing to them (RFC 1034 §4.2.1). */
function toDelegation(reply: Reply, { question: { name, type }, zone }: LookContext): Conclusion & { kind: 'answer' } | null {
  if (type !== 'NS') return null
  const reading = readStep(reply, { asked: name, zone })
  if (reading.kind !== 'cut' || reading.cut.isOwn || reading.cut.zone !== name) return null
  const { nameServers, ttlSeconds } = reading.cut
  return { kind: 'answer', records: nameServers.map(({ host, addresses }) => ({ host, glue: addresses })), ttlSeconds, cnames: [] }
}

/** RFC 1035 §3.3.13, of the zone itself. */
export function serialIn(reply: Reply | null, zone: string): number | null {
  if (reply === null) return null
  for (const record of [...reply.answers, ...reply.authorities]) {
    if (record.type === 'SOA' && record.name === zone) return record.data.serial
  }
  return null
}

async function toWholeOutcome(word: ServerWord, reply: Reply, conclusion: Conclusion, { question, zone, follow }: LookContext, pursuit: Pursuit): Promise<DnsOutcome> {
  const cnames = 'cnames' in conclusion ? conclusion.cnames : []
  const leaving = cnames.findIndex((target) => !isAtOrBelow(target, zone))
  if (leaving === -1 && conclusion.kind !== 'unfinished') return toOutcome(pursuit, word, conclusion)
  const chain = leaving === -1 ? cnames : cnames.slice(0, leaving + 1)
  const target = chain.at(-1) ?? question.name
  const rest = await follow.toEnd(target)
  const joined = joinChain(question.name, chain, ttlOf(reply, question.name, chain), rest)
  return joined === null ? Object.freeze({ ...rest, name: question.name, type: question.type }) : toOutcome(pursuit, word, joined)
}

function ttlOf(reply: Reply, name: string, chain: readonly string[]): number {
  const owners = [name, ...chain.slice(0, -1)]
  const links = reply.answers.filter((record) => record.type === 'CNAME' && owners.includes(record.name))
  return Math.min(...links.map(({ ttlSeconds }) => ttlSeconds))
}

/** Null when the rest could not be found out: then the failure is what there is to tell. */
function joinChain(name: string, chain: readonly string[], ttlSeconds: number, rest: DnsOutcome): Exclude<Conclusion, { kind: 'unfinished' }> | null {
  if (rest.kind !== 'answer' && rest.kind !== 'nodata' && rest.kind !== 'nxdomain') return null
  const cnames = [...chain, ...rest.cnames]
  if (new Set([name, ...cnames]).size <= cnames.length) return { kind: 'malformed', detail: 'cname-loop' }
  if (rest.kind === 'answer') return { kind: 'answer', records: rest.records, ttlSeconds: Math.min(ttlSeconds, rest.ttlSeconds), cnames }
  const negative = rest.negativeTtlSeconds
  return { kind: rest.kind, negativeTtlSeconds: negative === null ? null : Math.min(ttlSeconds, negative), cnames }
}
