import type { SpfAsked } from '#core/contract/spf.ts'
import type { DnsOutcome, Lookup, RrType } from '#core/dns/outcome.ts'
import { withOnce } from '#core/spf/with-once.ts'

export interface AskedLog {
  lookup: Lookup
  /** In the order in which the answers came. */
  outcomes: readonly DnsOutcome[]
}

/** Notes every question of one check and what came of it. Asks each question once, however often it comes up. */
export function createAskedLog(lookup: Lookup): AskedLog {
  const outcomes: DnsOutcome[] = []
  const noted = async <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    const outcome = await lookup(name, type)
    outcomes.push(outcome)
    return outcome
  }
  return { lookup: withOnce(noted), outcomes }
}

/** Where nobody answered, the server that was asked last is what one wants to know. */
export function toAsked({ name, type, kind, server, attempts }: DnsOutcome): SpfAsked {
  return { server: server ?? attempts.at(-1)?.server ?? null, name, type, outcome: kind }
}
