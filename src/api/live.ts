import type { LiveEvent } from '#core/contract/live.ts'
import { orNull } from './or-null.ts'

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
  const listeners = new Map<LiveTopic, Set<LiveListener>>()
  const listenersOf = (topic: LiveTopic) => listeners.get(topic) ?? new Set<LiveListener>()
  const tell = (topic: LiveTopic, accountId: string | null) => listenersOf(topic).forEach((listener) => listener(accountId))
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let isWanted = false
  let delayMs = firstDelayMs
  let hadGap = false

  async function open(): Promise<void> {
    timer = null
    // The contract comes late: the first load has no schema in it.
    const contract = await orNull(import('#core/contract/live.ts'))
    if (!isWanted || source !== null) return
    if (contract === null) return later()
    const opened = openSource(contract.liveEventsPath)
    source = opened
    opened.onopen = () => {
      delayMs = firstDelayMs
      if (hadGap) contract.liveTopics.forEach((topic) => tell(topic, null))
      hadGap = false
    }
    opened.onmessage = ({ data }) => {
      const event = contract.parseLiveEvent(data)
      if (event !== null) tell(event.topic, event.accountId)
    }
    opened.onerror = () => {
      hadGap = true
      // The browser comes back by itself after a lost connection, but never after a refusal.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return
      source = null
      later()
    }
  }

  function later(): void {
    timer = setTimeout(() => void open(), delayMs)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }

  return {
    start: () => {
      if (isWanted) return
      isWanted = true
      void open()
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      source?.close()
      source = null
      timer = null
      isWanted = false
    },
    subscribe: (topic, listener) => {
      listeners.set(topic, listenersOf(topic).add(listener))
      return () => listenersOf(topic).delete(listener)
    },
  }
}
