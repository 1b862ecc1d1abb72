/**
 * Which servers a zone itself names, beside those that its parent names. After a move from one DNS host to another the two
 * often differ, and resolvers ask the zone's own (RFC 2181 §5.4.1): so all of them are asked.
 */
import { isRegistryZone } from './names.ts'
import type { Cut } from './referral.ts'
import type { AskStep, Walk } from './step.ts'
import type { KnownZone } from './zone-memory.ts'

/** One question more, to one of the servers that the parent names; where none of them tells, the parent's word is all there is. */
export async function withOwnHosts(cut: Cut, parent: string, walk: Walk, askStep: AskStep): Promise<KnownZone> {
  const known: KnownZone = { zone: cut.zone, parent, nameServers: cut.nameServers }
  if (cut.isOwn) return { ...known, isOwn: true }
  if (isRegistryZone(cut.zone)) return known
  const found = await askStep(cut.zone, { ...known, servers: null }, walk)
  const own = 'reading' in found && found.reading.kind === 'cut' ? found.reading.cut : null
  return own !== null && own.zone === cut.zone ? join(known, own) : known
}

function join(known: KnownZone, own: Cut): KnownZone {
  const [atParent, atChild] = [known, own].map(({ nameServers }) => nameServers.map(({ host }) => host)) as [string[], string[]]
  const onlyAtParent = atParent.filter((host) => !atChild.includes(host))
  const onlyAtChild = atChild.filter((host) => !atParent.includes(host))
  if (onlyAtParent.length + onlyAtChild.length === 0) return known
  const added = own.nameServers.filter(({ host }) => onlyAtChild.includes(host))
  return { ...known, nameServers: [...known.nameServers, ...added], differs: { onlyAtParent, onlyAtChild } }
}
