/**
 * What one reply says about where a zone begins: it points to the servers of a zone below, it is the top of a zone
 * itself, or there is no cut at this name. Pure; who is asked next is the walk's affair.
 */
import { isAtOrBelow } from '#core/dns/names.ts'
import type { NameServer } from '#core/dns/source.ts'
import type { Reply } from '../message.ts'
import { rcodes } from '../message.ts'
import type { ReplyRecord } from '../decode.ts'
import { isBelow } from './names.ts'

export interface Cut {
  zone: string
  nameServers: readonly NameServer[]
  ttlSeconds: number
  /** Said by a server of the zone itself, not by its parent. */
  isOwn: boolean
}

export type StepReading =
  | { kind: 'cut'; cut: Cut }
  /** No cut at the asked name; `soaOwner` is the zone that holds it, null where the reply did not say. */
  | { kind: 'inside'; soaOwner: string | null; nameExists: boolean }
  | { kind: 'alias' }
  | { kind: 'failed'; why: 'servfail' | 'refused' | 'malformed' | 'referral-loop' }

/** RFC 9018 aside, NOTAUTH (RFC 2136 §2.2) is how some servers say that a zone is none of theirs. */
export const notAuth = 9

/** The question was for the name servers of `asked`, to a server of `zone`. */
export function readStep(reply: Reply, { asked, zone }: { asked: string; zone: string }): StepReading {
  const { rcode, authoritative } = reply
  if (rcode === rcodes.refused || rcode === notAuth) return { kind: 'failed', why: 'refused' }
  if (rcode !== rcodes.noError && rcode !== rcodes.nxDomain) return { kind: 'failed', why: 'servfail' }
  return authoritative && !pointsBelow(reply, zone) ? readOwnWord(reply, asked, zone) : readReferral(reply, asked, zone)
}

/** RFC 2308 §2.2: the servers of a zone below, without an answer or a SOA, are a referral, though some set AA on it. */
export function pointsBelow({ rcode, answers, authorities }: Reply, zone: string): boolean {
  if (rcode !== rcodes.noError || answers.length > 0) return false
  return authorities.some(({ type, name }) => type === 'NS' && isBelow(name, zone)) && !authorities.some(({ type }) => type === 'SOA')
}

/** RFC 1034 §4.2.1: a referral has no answer, and names servers of a zone on the way down. */
function readReferral(reply: Reply, asked: string, zone: string): StepReading {
  const owner = reply.authorities.find(({ type }) => type === 'NS')?.name
  if (owner === undefined || reply.rcode !== rcodes.noError || reply.answers.length > 0) return { kind: 'failed', why: 'refused' }
  // RFC 8499 §7, "upward referral": followed, it would go round in circles.
  if (isAtOrBelow(zone, owner)) return { kind: 'failed', why: 'referral-loop' }
  if (!isBelow(owner, zone) || !isAtOrBelow(asked, owner)) return { kind: 'failed', why: 'malformed' }
  return { kind: 'cut', cut: toCut(owner, reply.authorities, reply, { askedZone: zone, isOwn: false }) }
}

/** Authoritative: the apex is what the server itself says, since parent and child may live on it together. */
function readOwnWord(reply: Reply, asked: string, zone: string): StepReading {
  if (reply.answers.some(({ type, name }) => type === 'NS' && name === asked)) {
    return { kind: 'cut', cut: toCut(asked, reply.answers, reply, { askedZone: zone, isOwn: true }) }
  }
  if (reply.answers.some(({ type, name }) => type === 'CNAME' && name === asked)) return { kind: 'alias' }
  const soaOwner = reply.authorities.find(({ type }) => type === 'SOA')?.name ?? null
  if (soaOwner !== null && isBelow(zone, soaOwner)) return { kind: 'failed', why: 'referral-loop' }
  if (soaOwner !== null && !isAtOrBelow(asked, soaOwner)) return { kind: 'failed', why: 'malformed' }
  return { kind: 'inside', soaOwner, nameExists: reply.rcode === rcodes.noError }
}

function toCut(owner: string, from: readonly ReplyRecord[], reply: Reply, { askedZone, isOwn }: { askedZone: string; isOwn: boolean }): Cut {
  const servers = from.flatMap((record) => (record.type === 'NS' && record.name === owner ? [record] : []))
  const hosts = [...new Set(servers.map(({ data }) => data.host))]
  const nameServers = hosts.map((host) => ({ host, addresses: isAtOrBelow(host, askedZone) ? glueOf(reply, host) : [] }))
  return { zone: owner, nameServers, ttlSeconds: Math.min(...servers.map(({ ttlSeconds }) => ttlSeconds)), isOwn }
}

/** RFC 2181 §5.4.1, RFC 5452 §6: only what lies in the zone of the server that was asked is taken from it. */
function glueOf(reply: Reply, host: string): readonly string[] {
  const found = reply.additionals.flatMap(({ name, type, data }) => ((type === 'A' || type === 'AAAA') && name === host ? [data.address] : []))
  return [...new Set(found)]
}
