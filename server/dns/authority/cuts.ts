/**
 * Who says where a zone begins: the servers of the zone above, each by itself, since a zone rests on its delegation as a
 * record does on its zone (security: S-11). The registries, where the walk goes by any one server's word, are above doubt.
 */
import type { SourceLook, ZoneCut } from '#core/dns/source.ts'
import { isRegistryZone } from './names.ts'
import type { ZoneFinding } from './zone-cut.ts'

export interface CutParts {
  findZone: (name: string) => Promise<ZoneFinding>
  /** What each server of that zone says of the question. */
  lookIn: (zone: ZoneCut, question: { name: string; type: 'NS' }) => Promise<SourceLook<'NS'>>
}

/** From the zone upwards. */
export async function lookAtCuts({ zone, parent }: ZoneCut, parts: CutParts): Promise<readonly SourceLook<'NS'>[]> {
  if (isRegistryZone(parent)) return []
  const question = { name: zone, type: 'NS' } as const
  const above = await parts.findZone(parent)
  if (above.zone === null) return [{ ...question, ...above, servers: [] }]
  return [await parts.lookIn(above.zone, question), ...(await lookAtCuts(above.zone, parts))]
}
