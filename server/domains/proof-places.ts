/** The three places where a domain's code may stand, each asked at its source, and at the resolvers once the source has it. */
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { settle, type Settled } from '#core/dns/settle.ts'
import { judgePropagation, type Propagation, type SourceLook, type ValueOf } from '#core/dns/source.ts'
import { challengeOf } from '#core/whereabouts/places.ts'
import type { AskWish, Authority } from '../dns/authority/authority.ts'
import { canonicalName } from '../dns/name.ts'
import { toOneOutcome, toUnasked } from '../source/zone-lookup.ts'
import { toControlLabel } from '../whereabouts/find-whereabouts.ts'
import { toCnameName, toCodeValue, toTargetValue } from './proof.ts'

export interface Place<T extends 'TXT' | 'CNAME' = 'TXT' | 'CNAME'> {
  look: SourceLook<T>
  propagation: Propagation<T>
  settled: Settled<T>
}

export interface ProofPlaces {
  atDomain: Place<'TXT'>
  atChallenge: Place<'TXT'>
  byCname: Place<'CNAME'>
}

export interface PlaceParts {
  authority: Pick<Authority, 'look' | 'lookEverywhere'>
  lookup: Lookup
  wish: AskWish
}

export interface Wanted {
  code: string
  target: string
}

export async function askPlaces(parts: PlaceParts, domain: string, wanted: Wanted): Promise<ProofPlaces> {
  const [atDomain, atChallenge, byCname] = await Promise.all([
    askPlace(parts, domain, 'TXT', toCodeValue(wanted)),
    askPlace(parts, challengeOf(domain), 'TXT', toCodeValue(wanted)),
    askPlace(parts, toCnameName(domain, wanted.code), 'CNAME', toTargetValue(wanted)),
  ])
  return { atDomain, atChallenge, byCname }
}

async function askPlace<T extends 'TXT' | 'CNAME'>({ authority, wish }: PlaceParts, name: string, type: T, valueOf: ValueOf<T>): Promise<Place<T>> {
  if (canonicalName(name) === null) return toImpossible(name, type, valueOf)
  const { look, propagation } = await authority.lookEverywhere(name, type, valueOf, { ...wish, isForGood: true })
  return { look, propagation, settled: settle(look, propagation) }
}

/** A name too long to be asked can hold no record either, so it has answered: nothing is there. */
function toImpossible<T extends 'TXT' | 'CNAME'>(name: string, type: T, valueOf: ValueOf<T>): Place<T> {
  const look: SourceLook<T> = { name, type, zone: null, noZone: 'no-servers', servers: [] }
  const outcome: DnsOutcome<T> = { ...toUnasked(look, ''), kind: 'bad-name', detail: 'no-possible-question' }
  return { look, propagation: judgePropagation(look, valueOf, 0), settled: { kind: 'said', outcome } }
}

/** What any name of the zone is answered with: a find that is the same is the work of a wildcard (RFC 4592), and nobody's record. */
export async function askControl({ authority, lookup, wish }: PlaceParts, domain: string): Promise<{ text: DnsOutcome<'TXT'>; cname: DnsOutcome<'CNAME'> }> {
  const name = `${toControlLabel(domain)}.${domain}`
  const ask = async <T extends 'TXT' | 'CNAME'>(type: T): Promise<DnsOutcome<T>> => {
    const look = await authority.look(name, type, wish)
    return look.noZone === 'no-roots' ? lookup(name, type) : toOneOutcome(look)
  }
  const [text, cname] = await Promise.all([ask('TXT'), ask('CNAME')])
  return { text, cname }
}
