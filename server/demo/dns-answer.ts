/**
 * The two faces of the DNS world as pure functions of its zones: an authority, which knows its own zones and points to
 * others, and a resolver, which goes and finds out.
 */
import { isAtOrBelow } from './dns-zones.ts'
import type { Zone, ZoneRecord } from './dns-zones.ts'

export interface WorldQuestion {
  name: string
  type: string
}

export interface WorldAnswer {
  rcode: number
  authoritative: boolean
  answers: readonly ZoneRecord[]
  authorities: readonly ZoneRecord[]
  additionals: readonly ZoneRecord[]
}

export const noError = 0
export const servFail = 2
export const nxDomain = 3
export const refused = 5

const maxCnames = 16

export function emptyAnswer(rcode: number): WorldAnswer {
  return { rcode, authoritative: false, answers: [], authorities: [], additionals: [] }
}

export function zoneOf(zones: Iterable<Zone>, name: string): Zone | null {
  let deepest: Zone | null = null
  for (const zone of zones) {
    const isDeeper = deepest === null || zone.origin.length > deepest.origin.length
    if (isAtOrBelow(name, zone.origin) && isDeeper) deepest = zone
  }
  return deepest
}

/** Authoritative for the zones handed in, and for nothing else. */
export function answerAsAuthority(zones: readonly Zone[], question: WorldQuestion): WorldAnswer {
  const zone = zoneOf(zones, question.name)
  if (zone === null) return emptyAnswer(refused)
  const found = question.type === 'SOA' && question.name === zone.origin ? null : zone.find(question.name, question.type)
  if (found === null) return { ...emptyAnswer(noError), authoritative: true, answers: [toSoa(zone)] }
  switch (found.kind) {
    case 'records':
    case 'cname':
      return { ...emptyAnswer(noError), authoritative: true, answers: found.records }
    case 'referral':
      return { ...emptyAnswer(noError), authorities: found.records, additionals: glueFor(zones, zone, found.records) }
    case 'nodata':
    case 'nxdomain': {
      const rcode = found.kind === 'nodata' ? noError : nxDomain
      return { ...emptyAnswer(rcode), authoritative: true, authorities: [toSoa(zone)] }
    }
  }
}

/** Finds out over all zones of the world, along CNAMEs from zone to zone. */
export function answerAsResolver(zones: readonly Zone[], question: WorldQuestion): WorldAnswer {
  const answers: ZoneRecord[] = []
  let { name } = question
  for (let links = 0; links <= maxCnames; links++) {
    const part = answerAsAuthority(zones, { ...question, name })
    // A zone of the world points to servers outside of it: nobody there can be reached.
    if (!part.authoritative) return emptyAnswer(servFail)
    answers.push(...part.answers)
    const target = part.answers.find(({ type }) => type === 'CNAME')?.value
    if (question.type === 'CNAME' || typeof target !== 'string') return { ...part, authoritative: false, answers }
    name = target
  }
  return { ...emptyAnswer(noError), answers }
}

export function toSoa(zone: Zone): ZoneRecord {
  const { origin, negativeTtlSeconds, serial } = zone
  const mname = String(zone.get(origin, 'NS')[0]?.value ?? origin)
  const rname = origin === '' ? 'hostmaster' : `hostmaster.${origin}`
  const value = `${mname} ${rname} ${serial} 3600 600 86400 ${negativeTtlSeconds}`
  return { name: origin, type: 'SOA', ttlSeconds: negativeTtlSeconds, value }
}

/** Addresses for name servers below the referring zone only: others would not be believed. */
function glueFor(zones: readonly Zone[], from: Zone, servers: readonly ZoneRecord[]): readonly ZoneRecord[] {
  return servers.flatMap(({ value }) => {
    if (typeof value !== 'string' || !isAtOrBelow(value, from.origin)) return []
    return (zoneOf(zones, value) ?? from).get(value, 'A')
  })
}
