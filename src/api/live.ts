import { liveEventSchema, liveEventsPath, liveTopics, sharedLiveEventsPath, type LiveEvent } from '#core/contract/live.ts'
import type { Client } from './client.ts'

export type LiveTopic = LiveEvent['topic']
/** `accountId` is null after a gap in the connection: anything may have changed. */
export type LiveListener = (accountId: string | null) => void

export interface Live {
  /** Opens the tab's one stream. Calling it again changes nothing. */
  start: () => void
  stop: () => void
  subscribe: (topic: LiveTopic, listener: LiveListener) => () => void
}

const firstDelayMs = 1_000
const longestDelayMs = 60_000

/** One EventSource for the whole tab. It says that something changed, never what; the stores then read anew. */
export function createLive(openSource: (path: string) => EventSource): Live {
  const listeners = new Map<LiveTopic, Set<LiveListener>>(liveTopics.map((topic) => [topic, new Set()]))
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let delayMs = firstDelayMs
  let hadGap = false

  const tell = (topic: LiveTopic, accountId: string | null) => listeners.get(topic)?.forEach((listener) => listener(accountId))

  function open(): void {
    timer = null
    const opened = openSource(liveEventsPath)
    source = opened
    opened.onopen = () => {
      delayMs = firstDelayMs
      if (hadGap) liveTopics.forEach((topic) => tell(topic, null))
      hadGap = false
    }
    opened.onmessage = ({ data }) => {
      const event = parseLiveEvent(data)
      if (event !== null) tell(event.topic, event.accountId)
    }
    opened.onerror = () => {
      hadGap = true
      // The browser comes back by itself after a lost connection, but never after a refusal.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return
      timer = setTimeout(open, delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    }
  }

  return {
    start: () => {
      if (source === null) open()
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      source?.close()
      source = null
      timer = null
    },
    subscribe: (topic, listener) => {
      listeners.get(topic)?.add(listener)
      return () => listeners.get(topic)?.delete(listener)
    },
  }
}

/** The same for the holder of a shared link: EventSource cannot send the token, a request can. Returns how to stop. */
export function followShared(client: Client, token: string, onChange: () => void): () => void {
  const stopped = new AbortController()
  let delayMs = firstDelayMs
  let timer: ReturnType<typeof setTimeout> | null = null

  async function follow(): Promise<void> {
    const end = await client.stream(sharedLiveEventsPath, {
      bearer: token,
      signal: stopped.signal,
      onData: (data) => {
        delayMs = firstDelayMs
        if (parseLiveEvent(data) !== null) onChange()
      },
    })
    if (stopped.signal.aborted) return
    // A stream that ended may mean that the link did: reading anew tells.
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

/** Null for what is no event of ours, such as a proxy's own text. */
function parseLiveEvent(data: unknown): LiveEvent | null {
  if (typeof data !== 'string' || !data.startsWith('{')) return null
  try {
    const parsed = liveEventSchema.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
