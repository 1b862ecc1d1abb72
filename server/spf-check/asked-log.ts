import type { SpfAsked } from '#core/contract/spf.ts'
import type { DnsOutcome, Lookup, RrType } from '#core/dns/outcome.ts'

/** A reply as it came, for the evidence. */
export interface RawReply {
  name: string
  type: RrType
  server: string | null
  base64: string
}

export interface AskedLog {
  lookup: Lookup
  toAsked: () => SpfAsked[]
  toReplies: () => RawReply[]
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
  return {
    lookup: noted,
    toAsked: () => outcomes.map(({ server, name, type, kind }) => ({ server: server ?? lastServer(outcomes, name, type), name, type, outcome: kind })),
    toReplies: () =>
      outcomes.flatMap(({ name, type, server, raw }) => (raw === null ? [] : [{ name, type, server, base64: Buffer.from(raw).toString('base64') }])),
  }
}

/** Where nobody answered, the server that was asked last is what one wants to know. */
function lastServer(outcomes: readonly DnsOutcome[], name: string, type: RrType): string | null {
  const outcome = outcomes.find((one) => one.name === name && one.type === type)
  return outcome?.attempts.at(-1)?.server ?? null
}
