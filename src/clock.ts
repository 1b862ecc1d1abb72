import { onScopeDispose, ref, type Ref } from 'vue'

/** The present time, moving every `everyMs` for as long as its component lives. */
export function useNow(everyMs = 30_000): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
