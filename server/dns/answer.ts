/**
 * What a readable reply says about the question: the records at the end of the CNAME chain, that there are none, or
 * that this server could not tell. Only records owned by the asked name or its chain are looked at.
 */
import { isAtOrBelow } from '#core/dns/names.ts'
import type { Along, DnsOutcome, RecordOf, RrType } from '#core/dns/outcome.ts'
import type { ReplyRecord } from './decode.ts'
import { rcodes } from './message.ts'
import type { Reply } from './message.ts'

export interface Question {
  name: string
  type: RrType
}

export type Conclusion =
  | ({ kind: 'answer'; records: readonly RecordOf[RrType][]; ttlSeconds: number } & Along)
  | ({ kind: 'nodata' | 'nxdomain'; negativeTtlSeconds: number | null } & Along)
  | { kind: 'servfail' | 'refused' | 'other-rcode'; rcode: number }
  | { kind: 'malformed'; detail: string }
  /** The chain ends in the dark: nothing said about its last name, which has to be asked for itself. */
  | { kind: 'unfinished'; target: string; ttlSeconds: number; cnames: readonly string[] }

export const maxCnames = 16

interface Chain {
  end: string
  cnames: readonly string[]
  ttlSeconds: number
  longestSeconds: number
}

export function readAnswer(reply: Reply, { name, type }: Question): Conclusion {
  if (reply.rcode !== rcodes.noError && reply.rcode !== rcodes.nxDomain) return toFailure(reply.rcode)
  const chain = followChain(reply.answers, name, type)
  if (chain === null) return { kind: 'malformed', detail: 'cname-loop' }
  const { cnames } = chain
  const answer = findRecords(reply, type, chain)
  if (answer !== null) return answer
  const lifeSeconds = negativeLifeOf(reply.authorities, chain)
  const negativeTtlSeconds = lifeSeconds === null ? null : Math.min(lifeSeconds, chain.ttlSeconds)
  const along = toAlong(chain, lifeSeconds ?? 0)
  // RFC 2308 §2.1: with CNAMEs in front, NXDOMAIN speaks of the last name.
  if (reply.rcode === rcodes.nxDomain) return { kind: 'nxdomain', negativeTtlSeconds, ...along }
  if (isReferral(reply)) return { kind: 'malformed', detail: 'referral' }
  if (negativeTtlSeconds === null && cnames.length > 0) {
    return { kind: 'unfinished', target: chain.end, ttlSeconds: chain.ttlSeconds, cnames }
  }
  return { kind: 'nodata', negativeTtlSeconds, ...along }
}

/** Whether asking another server could still bring something better. */
export function isFinal(kind: DnsOutcome['kind']): boolean {
  return kind === 'answer' || kind === 'nodata' || kind === 'nxdomain'
}

function toFailure(rcode: number): Conclusion {
  if (rcode === rcodes.servFail) return { kind: 'servfail', rcode }
  if (rcode === rcodes.refused) return { kind: 'refused', rcode }
  return { kind: 'other-rcode', rcode }
}

const none: readonly string[] = []

/** Null when the chain bites its tail or is longer than anybody means. */
function followChain(answers: readonly ReplyRecord[], name: string, type: RrType): Chain | null {
  let chain: Chain = { end: name, cnames: none, ttlSeconds: Infinity, longestSeconds: 0 }
  while (type !== 'CNAME') {
    const { end, cnames, ttlSeconds, longestSeconds } = chain
    const link = answers.find((record) => record.type === 'CNAME' && record.name === end)
    if (link?.type !== 'CNAME') break
    const { target } = link.data
    if (target === name || cnames.includes(target) || cnames.length === maxCnames) return null
    chain = {
      end: target, cnames: [...cnames, target],
      ttlSeconds: Math.min(ttlSeconds, link.ttlSeconds), longestSeconds: Math.max(longestSeconds, link.ttlSeconds),
    }
  }
  return chain
}

/** A resolver keeps each link, and the end, for a time of its own. */
function toAlong({ cnames, longestSeconds }: Chain, endSeconds: number): Along {
  return cnames.length === 0 ? { cnames } : { cnames, longestTtlSeconds: Math.max(longestSeconds, endSeconds) }
}

function findRecords({ answers, rcode }: Reply, type: RrType, chain: Chain): Conclusion | null {
  const { end } = chain
  const records: RecordOf[RrType][] = []
  let endSeconds = Infinity
  for (const record of answers) {
    if (record.type !== type || record.name !== end) continue
    records.push(record.data)
    endSeconds = Math.min(endSeconds, record.ttlSeconds)
  }
  if (records.length === 0) return null
  if (rcode === rcodes.nxDomain) return { kind: 'malformed', detail: 'nxdomain-with-records' }
  return { kind: 'answer', records, ttlSeconds: Math.min(chain.ttlSeconds, endSeconds), ...toAlong(chain, endSeconds) }
}

/** RFC 2308 §5: the lesser of the SOA's own TTL and its minimum field; without a SOA nothing may be remembered. */
function negativeLifeOf(authorities: readonly ReplyRecord[], { end }: Chain): number | null {
  const soa = authorities.find((record) => record.type === 'SOA' && isAtOrBelow(end, record.name))
  return soa?.type === 'SOA' ? Math.min(soa.ttlSeconds, soa.data.minimum) : null
}

/** A server that does not recurse points elsewhere; that is not "no data". */
function isReferral(reply: Reply): boolean {
  const pointsElsewhere = reply.authorities.some((record) => record.type === 'NS')
  return pointsElsewhere && !reply.authoritative && !reply.recursionAvailable
}
