import { onScopeDispose, ref, watch, type Ref } from 'vue'

const pauseMs = 800

/**
 * The text as it was when typing last paused, so that a name that is still being typed is not refused. Not when the
 * field is left: what appears at that moment would move the very control that the person is pressing.
 */
export function useSettled(text: Ref<string>): Readonly<Ref<string>> {
  const settled = ref(text.value)
  let timer: ReturnType<typeof setTimeout> | null = null
  const stop = () => {
    if (timer !== null) clearTimeout(timer)
  }
  watch(text, (now) => {
    stop()
    timer = setTimeout(() => {
      settled.value = now
    }, pauseMs)
  })
  onScopeDispose(stop)
  return settled
}
