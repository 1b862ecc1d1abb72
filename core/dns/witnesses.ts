/**
 * Whether what a zone's servers say may be believed for good (security: S-11). One of them alone may be an old copy, or
 * whoever took over a server that the zone has forgotten; so a second one, or a resolver, has to say the same.
 */
import type { RrType } from './outcome.ts'
import { countNameServers, type Propagation, type SourceLook, type ValueOf } from './source.ts'

/** `one-witness`: the other name servers did not answer. `resolvers-fail`: what validates signatures does not accept it. */
export type Doubt = 'one-witness' | 'resolvers-fail'

/** Of a look whose servers all say the same, and have what is wanted. */
export function toDoubt<T extends RrType>({ servers }: SourceLook<T>, { by, answers }: Propagation<T>, valueOf: ValueOf<T>): Doubt | null {
  // From here resolvers are all there is.
  if (by === 'cache') return null
  const caches = servers.filter(({ role }) => role === 'cache')
  const heard = caches.flatMap(({ state, outcome }) => (state === 'answered' && outcome !== null ? [outcome] : []))
  // RFC 4035 §5.5: where a signature is wrong, a validating resolver says SERVFAIL.
  if (heard.length === 0 && caches.some(({ outcome }) => outcome?.kind === 'servfail')) return 'resolvers-fail'
  const { answered, askable } = countNameServers(servers)
  const [value] = answers.map(valueOf)
  const isSeconded = answered > 1 || askable === 1 || heard.some((outcome) => valueOf(outcome) === value)
  return isSeconded ? null : 'one-witness'
}
