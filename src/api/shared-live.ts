import { parseLiveEvent, sharedLiveEventsPath, type AskedEvent } from '#core/contract/live.ts'
import type { Client } from './client.ts'

const firstDelayMs = 1_000
const longestDelayMs = 60_000

export interface SharedNews {
  onChange: () => void
  /** We asked again, and all is as it was. */
  onAsked: (event: AskedEvent) => void
}

/**
 * Live news for the holder of a shared link: EventSource cannot send the token, a request can. Calls `onChange` when
 * something changed, when the stream ended, as the link may have ended with it, and when it is back after a gap, in which
 * something may have been missed. Returns how to stop.
 */
export function followShared(client: Client, token: string, { onChange, onAsked }: SharedNews): () => void {
  const stopped = new AbortController()
  let delayMs = firstDelayMs
  let hadGap = false
  let timer: ReturnType<typeof setTimeout> | null = null

  async function follow(): Promise<void> {
    const end = await client.stream(sharedLiveEventsPath, {
      bearer: token,
      signal: stopped.signal,
      onOpen: () => {
        delayMs = firstDelayMs
        if (hadGap) onChange()
      },
      onData: (data) => {
        const event = parseLiveEvent(data)
        if (event?.topic === 'asked') onAsked(event)
        else if (event !== null) onChange()
      },
    })
    if (stopped.signal.aborted) return
    hadGap = true
    if (end !== 'offline') onChange()
    if (end === 'refused') return
    timer = setTimeout(() => void follow(), delayMs)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }

  void follow()
  return () => {
    stopped.abort()
    if (timer !== null) clearTimeout(timer)
  }
}
