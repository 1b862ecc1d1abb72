/** Everything that one check asks, of whomever, for its evidence: a question that is not in it was not asked. */
import { canonicalHost } from '#core/dns/names.ts'
import type { DnsOutcome, Lookup, RrType } from '#core/dns/outcome.ts'
import type { SourceLook } from '#core/dns/source.ts'
import type { Authority } from '../dns/authority/authority.ts'
import { toKeptReplies, type KeptReply } from './dns-record.ts'
import { toKeptLooks } from './source-view.ts'

interface Asking<A extends Pick<Authority, 'look'>> {
  authority: A
  lookup: Lookup
}

export interface KeptLog<A extends Pick<Authority, 'look'>> extends Asking<A> {
  /**
   * `own`: the looks that the check is about, which may be older than the check. `outcomes`: as the check saw them,
   * since what it gave up on is still on its way and stands nowhere else.
   */
  toReplies(own: readonly SourceLook[], outcomes?: readonly DnsOutcome[]): KeptReply[]
}

/** Asks as it is told, and notes who was asked and what came. */
export function createKeptLog<A extends Pick<Authority, 'look'>>({ authority, lookup }: Asking<A>): KeptLog<A> {
  // Those who ask the same at once are given the same look: it was asked once.
  const noted = new Set<SourceLook | DnsOutcome>()
  const look: Authority['look'] = async (name, type, wish) => note(await authority.look(name, type, wish))
  const note = <N extends SourceLook | DnsOutcome>(one: N): N => {
    noted.add(one)
    return one
  }
  return {
    authority: { ...authority, look },
    lookup: async <T extends RrType>(name: string, type: T) => note(await lookup(name, type)),
    toReplies(own, outcomes = []) {
      const [isOwn, known] = [own.map(toKey), [...noted].map(toKey)]
      const others = [...noted].filter((one) => !isOwn.includes(toKey(one)))
      const givenUp = outcomes.filter((outcome) => !isOwn.includes(toKey(outcome)) && !known.includes(toKey(outcome)))
      return [...own.flatMap(toKeptLooks), ...others.flatMap((one) => ('servers' in one ? toKeptLooks(one) : toKeptReplies([one]))), ...toKeptReplies(givenUp)]
    },
  }
}

const toKey = ({ name, type }: { name: string; type: RrType }): string => `${type} ${canonicalHost(name)}`
