/**
 * Whether what a zone's servers say may be believed for good (security: S-11). One of them alone may be an old copy, or
 * whoever took over a server that the zone has forgotten; so a second one, or a resolver, has to say the same. It does not
 * choose that second one: only those that the zone's parent names are witnesses.
 */
import type { RrType } from './outcome.ts'
import { countNameServers, type Propagation, type ServerLook, type SourceLook, type ValueOf } from './source.ts'

/** The zone's servers, but those that only the zone itself names. */
export function toWitnesses({ servers, zone }: Pick<SourceLook, 'servers' | 'zone'>): readonly ServerLook[] {
  const appointed = zone?.differs?.onlyAtChild ?? []
  return servers.filter(({ role, host }) => role === 'source' && (host === null || !appointed.includes(host)))
}

/** `one-witness`: the other name servers did not answer. `resolvers-fail`: what validates signatures does not accept it. */
export type Doubt = 'one-witness' | 'resolvers-fail'

/** Of a look whose servers all say the same, and have what is wanted. */
export function toDoubt<T extends RrType>(look: SourceLook<T>, { by, answers }: Propagation<T>, valueOf: ValueOf<T>): Doubt | null {
  // From here resolvers are all there is.
  if (by === 'cache') return null
  const caches = look.servers.filter(({ role }) => role === 'cache')
  const heard = caches.flatMap(({ state, outcome }) => (state === 'answered' && outcome !== null ? [outcome] : []))
  // RFC 4035 §5.5: where a signature is wrong, a validating resolver says SERVFAIL.
  if (heard.length === 0 && caches.some(({ outcome }) => outcome?.kind === 'servfail')) return 'resolvers-fail'
  const { answered, askable } = countNameServers(toWitnesses(look))
  const [value] = answers.map(valueOf)
  const isEnough = answered > 1 || (answered === 1 && askable === 1)
  const isSeconded = heard.some((outcome) => valueOf(outcome) === value)
  return isEnough || isSeconded ? null : 'one-witness'
}
