import { regions, type RegionKey } from '#core/catalogue/regions.ts'
import type { Source } from '#core/catalogue/source.ts'

export type HostKind = 'general' | 'office365' | 'include'

/** What our own table says, with where it comes from; null where it knows nothing. */
export function tableFact(region: RegionKey, kind: HostKind): ({ hosts: string[] } & Source) | null {
  const { smartHosts, office365SmartHosts, include } = regions[region]
  if (kind === 'include') return include === null ? null : { ...include, hosts: [include.value] }
  const fact = kind === 'general' ? smartHosts : office365SmartHosts
  return { ...fact, hosts: [...fact.value] }
}

const hostForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/u

/** Names as typed, one a line, without the noise that comes with copying; `wrong` is the first that is no host name. */
export function parseHosts(text: string): { hosts: string[]; wrong: string | null } {
  const hosts = text
    .split(/[\s,;]+/u)
    .map((host) => host.trim().toLowerCase().replace(/^include:/u, '').replace(/\.$/u, ''))
    .filter((host) => host !== '')
  return { hosts, wrong: hosts.find((host) => host.length > 253 || !hostForm.test(host)) ?? null }
}
