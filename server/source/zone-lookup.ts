/**
 * Questions of one check, each put to whoever may be asked: names of the customer's own zone at its servers, so that no
 * resolver is made to remember "there is none"; all others to the resolver, as receivers of mail do.
 */
import { canonicalHost, isAtOrBelow } from '#core/dns/names.ts'
import { toUntold, type DnsOutcome, type Lookup, type RrType } from '#core/dns/outcome.ts'
import { settle } from '#core/dns/settle.ts'
import { contentOf, judgePropagation, type SourceLook, type ValueOf } from '#core/dns/source.ts'
import { toZone } from '../domains/domain-name.ts'
import type { AskWish, Authority } from '../dns/authority/authority.ts'

export interface ZoneLookupParts {
  authority: Pick<Authority, 'look'>
  /** For every name that is not the customer's own. */
  lookup: Lookup
  domain: string
  wish: AskWish
  /** What of an answer has to be the same at all servers of the zone. All of it, unless said. */
  compareBy?: ValueOf<RrType>
}

export function createZoneLookup({ authority, lookup, domain, wish, compareBy = contentOf }: ZoneLookupParts): Lookup {
  const registrable = toZone(domain)
  return async <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    const plain = canonicalHost(name)
    if (!isAtOrBelow(plain, registrable)) return lookup(name, type)
    const look = await authority.look(plain, type, wish)
    return look.noZone === 'no-roots' ? lookup(name, type) : toOneOutcome(look, compareBy)
  }
}

/** For names beside the one that is judged. Where servers differ nobody knows which of them a receiver will ask. */
export function toOneOutcome<T extends RrType>(look: SourceLook<T>, valueOf: ValueOf<T> = contentOf): DnsOutcome<T> {
  const settled = settle(look, judgePropagation(look, valueOf, 0))
  if (settled.kind === 'said') return settled.outcome
  if (settled.kind === 'disagree') return toUnasked(look, 'servers-disagree')
  const failed = look.servers.find(({ state, outcome }) => state !== 'answered' && outcome !== null && isFailure(outcome))?.outcome
  return failed ?? toUnasked(look, settled.reason)
}

const isFailure = ({ kind }: DnsOutcome): boolean => kind !== 'answer' && kind !== 'nodata' && kind !== 'nxdomain'

/** A question that nobody was there to answer: never "there is none". */
export function toUnasked<T extends RrType>(question: Pick<SourceLook<T>, 'name' | 'type'>, reason: string): DnsOutcome<T> {
  return toUntold(question, reason === 'timeout' ? 'timeout' : 'network', reason)
}
