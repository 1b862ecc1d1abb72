/** Asks each question of one check at most once: several branches of a tree often lead to the same name. */
import { canonicalHost } from '../dns/names.ts'
import type { DnsOutcome, Lookup, RrType } from '../dns/outcome.ts'

interface Asked {
  name: string
  type: RrType
  answer: Promise<DnsOutcome>
}

export function withOnce(lookup: Lookup): Lookup {
  // A list to search: most checks ask a handful, and limits keep every one to a few hundred.
  const asked: Asked[] = []
  return <T extends RrType>(text: string, type: T): Promise<DnsOutcome<T>> => {
    const name = canonicalHost(text)
    for (const known of asked) {
      // What was asked for a type is of that type.
      if (known.type === type && known.name === name) return known.answer as Promise<DnsOutcome<T>>
    }
    const answer = lookup(text, type)
    asked.push({ name, type, answer })
    return answer
  }
}
