import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether somebody can see this tab. */
export function useIsSeen(): Readonly<Ref<boolean>> {
  const isSeen = ref(!document.hidden)
  const look = () => {
    isSeen.value = !document.hidden
  }
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => document.removeEventListener('visibilitychange', look))
  return isSeen
}
