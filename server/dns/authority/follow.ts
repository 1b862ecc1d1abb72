/**
 * Where an alias leaves its zone, the rest is asked at the source too: of the servers of the zone that it points to. A
 * resolver would remember "there is none" of a target that is about to come, so it is asked only where no root can be found.
 */
import { toUntold, type DnsOutcome } from '#core/dns/outcome.ts'
import { contentOf, judgePropagation, type NoZoneReason, type SourceLook } from '#core/dns/source.ts'
import { isFinal } from '../answer.ts'
import type { Question } from '../answer.ts'
import type { Resolver } from '../resolver.ts'
import { Stop } from '../stop.ts'
import { toAbortSignal } from './abort-signal.ts'
import type { Errand } from './probe.ts'

export interface Follow {
  /** The end of a chain, from its first name outside of the zone. */
  toEnd(target: string): Promise<DnsOutcome>
  /** The servers of one zone point to more places than are followed: none of these answers is the zone's. */
  isSplit(): boolean
  /** What was asked of other zones' servers. */
  ways(): readonly SourceLook[]
}

export interface FollowOrder {
  question: Question
  errand: Errand
  /** The names that led here, from zone to zone. */
  trail: readonly string[]
}

/** Looks at the source once more, for a name further along. */
export type LookOn = (order: FollowOrder, stop: Stop) => Promise<SourceLook>

const maxZones = 8
/** Servers of one zone may be in the midst of a change, from one target to another. */
const maxTargets = 2
const followMs = 2000

/** The same target is asked for once in a look. */
export function createFollow({ question: { name, type }, errand, trail }: FollowOrder, lookOn: LookOn, resolver: Pick<Resolver, 'lookupWith'>, stop: Stop): Follow {
  const asked = new Map<string, Promise<DnsOutcome>>()
  const ways: SourceLook[] = []
  const names = [...trail, name]
  const follow = async (target: string): Promise<DnsOutcome> => {
    const question = { name: target, type }
    if (names.includes(target)) return toUntold(question, 'malformed', 'cname-loop')
    if (names.length > maxZones) return toUntold(question, 'malformed', 'cname-chain-too-long')
    const order = { question, errand, trail: names }
    // Who waits in line does so at each server on the way, for as long as he likes.
    const look = await (errand.paced ? lookOn(order, stop) : within(followMs, stop, (end) => lookOn(order, end)))
    if (look.zone !== null) ways.push(look)
    if (look.noZone !== 'no-roots') return toOutcomeOf(look)
    const { signal, release } = toAbortSignal(stop)
    return resolver.lookupWith({ fresh: true, deadlineMs: followMs, signal })(target, type).finally(release)
  }
  let isSplit = false
  return {
    isSplit: () => isSplit,
    ways: () => ways,
    toEnd(target) {
      const known = asked.get(target)
      if (known !== undefined) return known
      isSplit ||= asked.size === maxTargets
      if (isSplit) return Promise.resolve(toUntold({ name: target, type }, 'network', 'servers-disagree'))
      const outcome = follow(target)
      asked.set(target, outcome)
      return outcome
    },
  }
}

async function within<R>(ms: number, stop: Stop, work: (end: Stop) => Promise<R>): Promise<R> {
  const end = new Stop()
  const onAbort = (): void => end.abort()
  const timer = setTimeout(onAbort, ms)
  stop.addEventListener('abort', onAbort)
  if (stop.aborted) onAbort()
  return work(end).finally(() => {
    clearTimeout(timer)
    stop.removeEventListener('abort', onAbort)
  })
}

/** What the target's servers say, as one answer. Where they differ there is none: that is not "missing", nor "there". */
function toOutcomeOf(look: SourceLook): DnsOutcome {
  const { name, type, noZone, servers } = look
  const { answers: [first, ...others] } = judgePropagation(look, contentOf, 0)
  if (others.length > 0) return toUntold({ name, type }, 'network', 'servers-disagree')
  if (first !== undefined) return first
  // A lame server's answer may look like one.
  const failed = servers.find(({ outcome }) => outcome !== null && !isFinal(outcome.kind) && outcome.kind !== 'aborted')?.outcome
  if (failed) return failed
  const why = noZone ?? whyNobody(servers)
  const isLate = why === 'timeout' || why === 'aborted'
  return isLate ? toUntold({ name, type }, 'timeout', 'no-answer') : toUntold({ name, type }, 'network', why)
}

function whyNobody(servers: SourceLook['servers']): NoZoneReason {
  if (servers.some(({ state }) => state === 'busy')) return 'busy'
  return servers.every(({ state }) => state === 'blocked' || state === 'no-address') ? 'no-servers' : 'timeout'
}
