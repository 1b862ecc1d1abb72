/** What a check may go by, once source and caches were asked: one answer, several that differ, or why there is none. */
import type { DnsOutcome, RrType } from './outcome.ts'
import type { Propagation, ServerLook, SourceLook } from './source.ts'

export type Settled<T extends RrType> =
  | { kind: 'said'; outcome: DnsOutcome<T> }
  | { kind: 'disagree'; outcomes: readonly DnsOutcome<T>[] }
  /** `reason` is a `NoZoneReason`, a `ServerState` or a `DnsOutcome['kind']`, whichever says most. */
  | { kind: 'unasked'; reason: string }

const lasting: readonly string[] = ['malformed', 'refused', 'lame', 'blocked', 'no-address', 'no-servers', 'referral-loop']

/** A server that answers nonsense, refuses or is not dialled will be no different in a minute; silence may pass. */
export const mayPass = (reason: string): boolean => !lasting.includes(reason)

export function settle<T extends RrType>(look: SourceLook<T>, { answers, by }: Propagation<T>): Settled<T> {
  const [first] = answers
  if (first !== undefined) return answers.length > 1 ? { kind: 'disagree', outcomes: answers } : { kind: 'said', outcome: first }
  const reason = look.noZone !== null && by === 'source' ? look.noZone : toReason(look.servers.filter(({ role }) => role === by))
  return { kind: 'unasked', reason }
}

/** Of several servers that failed, one that spoke says more than one that was silent, and that more than one not dialled. */
function toReason(servers: readonly ServerLook[]): string {
  const spoken = servers.find(({ state }) => state === 'failed')?.outcome?.kind
  if (spoken !== undefined) return spoken
  const states = servers.map(({ state }) => state)
  // `failed` without a word: its address could not be found out, which may pass; that it has none does not.
  const state = (['busy', 'silent', 'lame', 'failed', 'blocked', 'no-address'] as const).find((one) => states.includes(one))
  return state === undefined || state === 'silent' || state === 'failed' ? 'timeout' : state
}
