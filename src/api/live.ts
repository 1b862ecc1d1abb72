import type { AskedEvent, LiveEvent } from '#core/contract/live.ts'
import { orNull } from './or-null.ts'

export type LiveTopic = Exclude<LiveEvent, AskedEvent>['topic']
/** `accountId` is null after a gap in the connection: anything may have changed. */
export type LiveListener = (accountId: string | null) => void
export type AskedListener = (event: AskedEvent) => void

export interface Live {
  /** Opens the tab's one stream. Calling it again changes nothing. */
  start: () => void
  stop: () => void
  subscribe: (topic: LiveTopic, listener: LiveListener) => () => void
  onAsked: (listener: AskedListener) => () => void
  /** Which domain the person looks at, so that it is asked about more often; null for none. */
  watching: (domainId: string | null) => void
}

const firstDelayMs = 1_000
const longestDelayMs = 60_000
/** From one step to the next the domain is nobody's for a moment: the stream is not opened anew for that. */
const settledAfterMs = 250

/** One EventSource for the whole tab. It says that something changed, never what; the stores then read anew. */
export function createLive(openSource: (path: string) => EventSource): Live {
  const listeners = new Map<LiveTopic, Set<LiveListener>>()
  const askedListeners = new Set<AskedListener>()
  const listenersOf = (topic: LiveTopic) => listeners.get(topic) ?? new Set<LiveListener>()
  const tell = (topic: LiveTopic, accountId: string | null) => listenersOf(topic).forEach((listener) => listener(accountId))
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let settling: ReturnType<typeof setTimeout> | null = null
  let isWanted = false
  let delayMs = firstDelayMs
  let hadGap = false
  let viewed: string | null = null
  let openedFor: string | null = null

  async function open(): Promise<void> {
    timer = null
    // The contract comes late: the first load has no schema in it.
    const contract = await orNull(import('#core/contract/live.ts'))
    if (!isWanted || source !== null) return
    if (contract === null) return later()
    openedFor = viewed
    const opened = openSource(viewed === null ? contract.liveEventsPath : `${contract.liveEventsPath}?domain=${encodeURIComponent(viewed)}`)
    source = opened
    opened.onopen = () => {
      delayMs = firstDelayMs
      if (hadGap) contract.liveTopics.forEach((topic) => tell(topic, null))
      hadGap = false
    }
    opened.onmessage = ({ data }) => {
      const event = contract.parseLiveEvent(data)
      if (event === null) return
      if (event.topic === 'asked') askedListeners.forEach((listener) => listener(event))
      else tell(event.topic, event.accountId)
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

  function close(): void {
    if (timer !== null) clearTimeout(timer)
    source?.close()
    source = null
    timer = null
  }

  function openForViewed(): void {
    settling = null
    // One that is still to be opened opens for whoever is looked at then.
    if (source === null || openedFor === viewed) return
    close()
    hadGap = true
    void open()
  }

  return {
    start: () => {
      if (isWanted) return
      isWanted = true
      void open()
    },
    stop: () => {
      close()
      isWanted = false
    },
    subscribe: (topic, listener) => {
      listeners.set(topic, listenersOf(topic).add(listener))
      return () => listenersOf(topic).delete(listener)
    },
    onAsked: (listener) => {
      askedListeners.add(listener)
      return () => askedListeners.delete(listener)
    },
    watching: (domainId) => {
      viewed = domainId
      settling ??= setTimeout(openForViewed, settledAfterMs)
    },
  }
}
