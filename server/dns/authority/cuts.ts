/**
 * Who says where a zone begins: the servers of the zone above, each by itself, since a zone rests on its delegation as a
 * record does on its zone (security: S-11). The registries, where the walk goes by any one server's word, are above doubt.
 */
import type { SourceLook, ZoneCut } from '#core/dns/source.ts'
import { isRegistryZone } from './names.ts'
import type { Errand } from './probe.ts'
import type { Waiter } from './shared.ts'
import type { LookOrder, LookParts } from './source-look.ts'

export interface CutParts extends Pick<LookParts, 'findZone'> {
  /** Shared with whoever asks the same. */
  startLook: (order: LookOrder, waiter: Waiter) => Promise<SourceLook>
}

/** From the zone upwards. */
export async function lookAtCuts({ zone, parent }: ZoneCut, errand: Errand, parts: CutParts, waiter: Waiter): Promise<readonly SourceLook<'NS'>[]> {
  if (isRegistryZone(parent)) return []
  const question = { name: zone, type: 'NS' } as const
  const above = await parts.findZone(parent, errand, waiter)
  if (above.zone === null) return [{ ...question, ...above, servers: [] }]
  const look = await parts.startLook({ question, errand, serials: false, within: above.zone }, waiter)
  // Of the type that was asked for.
  return [look as SourceLook<'NS'>, ...(await lookAtCuts(above.zone, errand, parts, waiter))]
}
