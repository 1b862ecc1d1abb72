import { shallowRef, watchEffect, type Ref } from 'vue'
import type { HostAdvice, HostEntry } from '#core/catalogue/host-advice.ts'
import { orNull } from '../api/or-null.ts'
import type { FormPlace } from './form-zone.ts'

/** Whose form the records of a zone are entered in; null until that is known. The catalogue comes when it is first needed. */
export function useHostAdvice(place: () => FormPlace): Readonly<Ref<HostAdvice | null>> {
  const advice = shallowRef<HostAdvice | null>(null)
  async function find({ zone, nameServers }: FormPlace): Promise<void> {
    const catalogue = nameServers.length === 0 ? null : await orNull(import('#core/catalogue/host-advice.ts'))
    advice.value = catalogue?.toHostAdvice(nameServers, zone) ?? null
  }
  watchEffect(() => void find(place()))
  return advice
}

/** Enough to write it into the field; where it is less, the reader is told that it may be otherwise. */
export const isSureOfHost = ({ apexConfidence }: Pick<HostEntry, 'apexConfidence'>): boolean => apexConfidence !== 'pattern-only' && apexConfidence !== 'once'

/** What to type for a record at the zone itself, the likeliest first; null where nobody can say, or not for sure. */
export function toApexHosts(advice: HostAdvice | null): { provider: string; hosts: readonly string[] } | null {
  if (advice?.kind !== 'match' || !isSureOfHost(advice.host) || advice.host.apexHosts.length === 0) return null
  return { provider: advice.host.provider, hosts: advice.host.apexHosts }
}
