/** Who is asked once the zone's own servers have answered: the resolvers, and whoever says where the zone begins. */
import type { DnsOutcome, RrType } from '#core/dns/outcome.ts'
import { judgePropagation } from '#core/dns/source.ts'
import type { Propagation, ServerLook, SourceLook, ValueOf } from '#core/dns/source.ts'
import type { DnsServer } from '../upstreams.ts'
import { lookAtCache } from './caches.ts'
import type { CacheParts } from './caches.ts'
import { lookAtCuts } from './cuts.ts'
import type { CutParts } from './cuts.ts'
import type { Errand } from './probe.ts'
import type { Waiter } from './shared.ts'

export interface BeyondSource<T extends RrType> {
  /** What the source has said a moment ago: it is not asked again. */
  seen?: SourceLook<T> | undefined
  /** Which of the source's answers resolvers shall have as well; all unless told. One that they are asked about they keep for a TTL. */
  isRight?: (outcome: DnsOutcome<T>) => boolean
  /** It is to be believed for good: where the resolvers do not all say the same, the zone's delegation is asked for as well. */
  isForGood?: boolean
}

export interface EverywhereParts extends CacheParts, CutParts {
  /** Those whose memory counts. */
  resolvers: readonly DnsServer[]
  wallMs: () => number
}

export async function lookBeyond<T extends RrType>(
  atSource: SourceLook<T>, valueOf: ValueOf<T>, { seen, isRight = () => true, isForGood = false }: BeyondSource<T>, errand: Errand, parts: EverywhereParts, waiter: Waiter,
): Promise<{ look: SourceLook<T>; propagation: Propagation<T> }> {
  const { state, answers } = judgePropagation(atSource, valueOf, parts.wallMs())
  const isThere = state === 'at-source' && answers.every(isRight)
  const isAllThereIs = atSource.noZone === 'no-roots' && seen === undefined
  const caches = isThere || isAllThereIs ? await atCaches(atSource, errand, parts, waiter) : []
  const whole = { ...atSource, servers: [...atSource.servers, ...caches] }
  const propagation = judgePropagation(whole, valueOf, parts.wallMs())
  const isOpen = isForGood && isThere && propagation.state !== 'everywhere'
  return { look: isOpen ? await withCuts(whole, errand, parts, waiter) : whole, propagation }
}

/** Of the zone, and of those to which aliases led. */
async function withCuts<L extends SourceLook>(look: L, errand: Errand, parts: CutParts, waiter: Waiter): Promise<L> {
  const cuts = look.zone === null ? [] : await lookAtCuts(look.zone, errand, parts, waiter)
  const ways = await Promise.all((look.ways ?? []).map((way) => withCuts(way, errand, parts, waiter)))
  return { ...look, ...(cuts.length > 0 && { cuts }), ...(ways.length > 0 && { ways }) }
}

/** Each resolver by itself, so that its TTL tells when it forgets. */
async function atCaches<T extends RrType>({ name, type }: SourceLook<T>, { account }: Errand, parts: EverywhereParts, waiter: Waiter): Promise<ServerLook<T>[]> {
  const caches = parts.resolvers.map((server) => lookAtCache(server, { name, type }, { account, signal: waiter }, parts))
  return (await Promise.all(caches)) as ServerLook<T>[]
}
