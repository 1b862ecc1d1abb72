/** Looks for a record in the places where people really put it. Asks only after a miss, which its caller has seen. */
import { createHash } from 'node:crypto'
import { isSubdomainOf } from '#core/address/domain.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { findCause, toControls } from '#core/whereabouts/find-cause.ts'
import { isInPlace } from '#core/whereabouts/in-place.ts'
import { toPlaces } from '#core/whereabouts/places.ts'
import { maxQuestions, type Place, type Subject, type Wanted } from '#core/whereabouts/subject.ts'
import { toZone } from '../domains/domain-name.ts'

/** `known`: what the check has asked already. Never rejects for DNS: a question that could not be asked finds nothing. */
export async function findWhereabouts(wanted: Wanted, ask: Lookup, known: readonly DnsOutcome[]): Promise<Whereabouts | null> {
  if (isInPlace(wanted, known)) return null
  const registrable = toZone(wanted.domain)
  // A name that nobody registered has no zone: what is above it belongs to a registry.
  if (isSubdomainOf(registrable, wanted.zone) || wanted.zone === '.') return null
  const subject = toSubject(wanted, registrable)
  const places = toPlaces(subject, known)
  const answers = [...known, ...(await askAll(places, ask))]
  const controls = toControls(subject, answers).slice(0, maxQuestions - places.length)
  return findCause(subject, [...answers, ...(await askAll(controls, ask))])
}

function toSubject(wanted: Wanted, registrable: string): Subject {
  const control = toControlLabel(wanted.domain)
  const { domain, zone } = wanted
  const above = domain === zone && domain !== registrable ? { above: domain.slice(domain.indexOf('.') + 1) } : {}
  return { ...above, ...wanted, control }
}

/** Looks like chance, and is the same at every look: answers may be remembered. Nobody has published it. */
export function toControlLabel(domain: string): string {
  return `c-${createHash('sha256').update(`control of ${domain}`).digest('hex').slice(0, 20)}`
}

function askAll(places: readonly Place[], ask: Lookup): Promise<DnsOutcome[]> {
  return Promise.all(places.map(({ name, type }): Promise<DnsOutcome> => ask(name, type)))
}
