/** Where people really put a record that belongs somewhere else: the questions worth asking after a miss. */
import type { CauseCode } from './causes.ts'
import type { DnsOutcome } from '../dns/outcome.ts'
import type { ProofSubject, Place, SpfSubject, Subject } from './subject.ts'
import { maxQuestions, toPlaceKey } from './subject.ts'

/** At most so many, the best first; one is left for telling a wildcard. */
const maxPlaces = maxQuestions - 1
/** RFC 1035 §2.3.4, without the final dot. */
const longestName = 253

/** Also the right places, so that nothing is missing when nothing is known yet; what is known needs no question. */
export function toPlaces(subject: Subject, known: readonly DnsOutcome[] = []): Place[] {
  const keys = new Set(known.map(toPlaceKey))
  const places = subject.kind === 'spf' ? toSpfPlaces(subject) : toProofPlaces(subject)
  return places.filter((place) => place.name.length <= longestName && !keys.has(toPlaceKey(place))).slice(0, maxPlaces)
}

export const toDoubled = (name: string, zone: string): string => `${name}.${zone}`
export const challengeOf = (domain: string): string => `_connect-challenge.${domain}`

const txt = (name: string): Place => ({ name, type: 'TXT' })
const cname = (name: string): Place => ({ name, type: 'CNAME' })

function toSpfPlaces(subject: SpfSubject): Place[] {
  const { domain } = subject
  return [txt(domain), cname(domain), { name: domain, type: 'SPF' }, ...spfElsewhere(subject).map(({ name }) => txt(name))]
}

export interface Elsewhere {
  name: string
  cause: CauseCode
  /** Such a name may have an SPF record for itself: a website that sends no mail, a mail server that says its own name. */
  mayBeOwn: boolean
}

/** Beside the right name, the most telling first, without those that are tied to it. */
export function spfElsewhere(subject: SpfSubject): Elsewhere[] {
  const { domain, zone, rightful = [] } = subject
  const own = (name: string, cause: CauseCode): Elsewhere => ({ name, cause, mayBeOwn: true })
  const names: Elsewhere[] = [
    { name: toDoubled(domain, zone), cause: 'zone-doubled', mayBeOwn: false },
    { name: `@.${domain}`, cause: 'at-sign-label', mayBeOwn: false },
    own(`_spf.${domain}`, 'at-spf-label'), own(`spf.${domain}`, 'at-spf-label'),
    own(`www.${domain}`, 'at-www'), own(`mail.${domain}`, 'at-mail-label'),
    ...namesAbove(subject).map((name) => own(name, 'in-parent-zone')),
  ]
  return names.filter(({ name }) => !rightful.includes(name))
}

function toProofPlaces(subject: ProofSubject): Place[] {
  const { domain, zone, code } = subject
  const atCode = `${code}.${domain}`
  const above = namesAbove(subject)
  return [
    txt(domain), txt(challengeOf(domain)), cname(atCode),
    txt(toDoubled(domain, zone)), txt(toDoubled(challengeOf(domain), zone)), cname(toDoubled(atCode, zone)),
    txt(`@.${domain}`), txt(atCode),
    ...above.map(txt), ...above.map((name) => txt(challengeOf(name))), ...above.map((name) => cname(`${code}.${name}`)),
    ...namesBelow(subject).map(txt), txt(`www.${domain}`),
  ]
}

/** The zone itself for a name inside of it; else what the customer has above the zone. */
export function namesAbove({ domain, zone, above }: Subject): string[] {
  if (domain !== zone) return [zone]
  return above === undefined ? [] : [above]
}

/** One: each costs a question, and the more there are the less likely is any. */
export function namesBelow({ below = [] }: ProofSubject): string[] {
  return below.slice(0, 1)
}
