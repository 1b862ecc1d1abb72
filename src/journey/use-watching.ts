import { onScopeDispose, watchEffect } from 'vue'
import type { DomainView } from '#core/contract/journey.ts'
import { useLive } from '../api/provided.ts'
import { useIsSeen } from '../components/use-is-seen.ts'

/** Says which domain is looked at for as long as its step is open and seen: what nobody looks at is asked about less often. */
export function useWatching(domain: () => DomainView | null): void {
  const live = useLive()
  const isSeen = useIsSeen()
  watchEffect(() => {
    const shown = domain()
    live.watching(isSeen.value && shown !== null && shown.watches.length > 0 ? shown.id : null)
  })
  onScopeDispose(() => live.watching(null))
}
