/** Our own stop as the `AbortSignal` that the resolver wants. */
import type { StopSignal } from '../stop.ts'

export function toAbortSignal(stop: StopSignal): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController()
  const onAbort = (): void => controller.abort()
  stop.addEventListener('abort', onAbort)
  if (stop.aborted) onAbort()
  return { signal: controller.signal, release: () => stop.removeEventListener('abort', onAbort) }
}
