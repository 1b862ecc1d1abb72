import { isSubdomainOf } from '#core/address/domain.ts'

interface ZoneSeen {
  name: string
  nameServers: readonly string[]
}

/** Where a record is entered. Nobody is named as its name server before somebody has looked. */
export interface FormPlace {
  zone: string
  nameServers: readonly string[]
}

/**
 * The zone in whose form a record is entered, and who serves it. Seen in DNS it counts where it is the registered domain
 * or a zone below it: above that begins what belongs to the registry, which is all there is of a domain that does not exist.
 */
export function toFormZone(registered: string, seen: ZoneSeen | null): FormPlace {
  const isOwn = seen !== null && (seen.name === registered || isSubdomainOf(seen.name, registered))
  return isOwn ? { zone: seen.name, nameServers: seen.nameServers } : { zone: registered, nameServers: [] }
}
