/** What is looked for when a record is not where it should be. Names are A-labels, lower-case, without final dot. */
import { isSubdomainOf } from '../address/domain.ts'
import type { DnsOutcome, RrType } from '../dns/outcome.ts'

interface Where {
  domain: string
  /** The zone that holds the domain, by its cut: what a DNS host's form writes behind every host. */
  zone: string
  /** The customer's own name above a domain that is a zone of its own; absent where only a registry is above. */
  above?: string
}

/**
 * `wanted`: the record to publish; null when none is proposed. `first`: how every record has to begin, also where the one
 * that is there could not be read. `rightful`: names whose records are no strays.
 */
export type WantedSpf = Where & { kind: 'spf'; wanted: string | null; first?: string; rightful?: readonly string[] }
/** `below`: domains of the same account below this one. */
export type WantedProof = Where & { kind: 'proof'; code: string; target: string; below?: readonly string[] }
export type Wanted = WantedSpf | WantedProof

/** A label that nobody has published: what is found there as well was found by a wildcard (RFC 4592). */
interface Controlled {
  control: string
}
export type SpfSubject = WantedSpf & Controlled
export type ProofSubject = WantedProof & Controlled
export type Subject = SpfSubject | ProofSubject

/** One question. */
export interface Place {
  name: string
  type: 'TXT' | 'CNAME' | 'SPF'
}

/** What one miss may cost the zone’s servers. */
export const maxQuestions = 12

export const toPlaceKey = ({ name, type }: { name: string; type: RrType }): string => `${name} ${type}`

export function outcomeAt<T extends Place['type']>(answers: readonly DnsOutcome[], name: string, type: T): DnsOutcome<T> | null {
  const found = answers.find((outcome): outcome is DnsOutcome<T> => outcome.name === name && outcome.type === type)
  return found ?? null
}

/** Its sibling that nobody published; null where no wildcard can answer: at the zone itself, and outside of it. */
export function toControl({ zone, control }: Subject, { name, type }: Place): Place | null {
  return isSubdomainOf(name, zone) ? { name: `${control}.${name.slice(name.indexOf('.') + 1)}`, type } : null
}
