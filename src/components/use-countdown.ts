import { onScopeDispose, ref } from 'vue'
import type { PageProblem } from '../api/client.ts'

/** Seconds that run down to nothing, for waits that the server asks for. */
export function useCountdown() {
  const seconds = ref(0)
  let timer: ReturnType<typeof setInterval> | null = null

  function stop(): void {
    if (timer !== null) clearInterval(timer)
    timer = null
  }

  function start(from: number): void {
    stop()
    seconds.value = Math.max(0, Math.ceil(from))
    const endsAt = Date.now() + seconds.value * 1000
    timer = setInterval(() => {
      // By the clock, because a tab in the background is woken late.
      seconds.value = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000))
      if (seconds.value === 0) stop()
    }, 1000)
  }

  /** Where the server said how long. */
  function startAfter(problem: PageProblem | null): void {
    if (problem !== null && 'retryAfterSeconds' in problem) start(problem.retryAfterSeconds ?? 0)
  }

  onScopeDispose(stop)
  return { seconds, start, startAfter }
}
