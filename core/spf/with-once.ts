/** Asks each question of one check at most once: several branches of a tree often lead to the same name. */
import type { DnsOutcome, Lookup, RrType } from '../dns/outcome.ts'
import { canonicalHost } from './rule.ts'

export function withOnce(lookup: Lookup): Lookup {
  const asked = new Map<string, Promise<DnsOutcome>>()
  return <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    const key = `${type} ${canonicalHost(name)}`
    const known = asked.get(key)
    // The key holds the type, so what was kept under it is of that type.
    if (known !== undefined) return known as Promise<DnsOutcome<T>>
    const answer = lookup(name, type)
    asked.set(key, answer)
    return answer
  }
}
