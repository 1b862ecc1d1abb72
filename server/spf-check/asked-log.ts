import type { SpfAsked } from '#core/contract/spf.ts'
import type { DnsOutcome, Lookup, RrType } from '#core/dns/outcome.ts'

export interface AskedLog {
  lookup: Lookup
  /** In the order in which the answers came. */
  outcomes: readonly DnsOutcome[]
}

/** Notes every question of one check and what came of it. Asks each question once, however often it comes up. */
export function createAskedLog(lookup: Lookup): AskedLog {
  const asked = new Map<string, Promise<DnsOutcome>>()
  const outcomes: DnsOutcome[] = []
  const noted = <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    const key = `${type} ${name.toLowerCase()}`
    const known = asked.get(key)
    // The key holds the type, so what is kept under it is of that type.
    if (known !== undefined) return known as Promise<DnsOutcome<T>>
    const answer = lookup(name, type).then((outcome) => {
      outcomes.push(outcome)
      return outcome
    })
    asked.set(key, answer)
    return answer
  }
  return { lookup: noted, outcomes }
}

/** Where nobody answered, the server that was asked last is what one wants to know. */
export function toAsked({ name, type, kind, server, attempts }: DnsOutcome): SpfAsked {
  return { server: server ?? attempts.at(-1)?.server ?? null, name, type, outcome: kind }
}
