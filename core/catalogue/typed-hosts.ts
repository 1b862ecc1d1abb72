/** What to type in a provider's form for one name. Apart from the table of providers, which a page loads only when needed. */
import { toRelativeName } from '../address/domain.ts'
import type { HostEntry } from './host-advice.ts'

/** The likeliest first; empty where nobody can say. `name` lies in the zone. */
export function toTypedHosts(host: Pick<HostEntry, 'apexHosts' | 'quirks'>, name: string, zone: string): readonly string[] {
  if (name === zone) return host.apexHosts
  return [host.quirks.includes('name-with-final-dot') ? `${name}.` : toRelativeName(name, zone)]
}
