import type { LiveEvent } from '#core/contract/live.ts'
import { tooMany } from './errors.ts'
import type { Live } from './live.ts'

export interface StreamRequest {
  /** Whose stream it is: so many may be open at once and no more. */
  key: string
  signal: AbortSignal
  /** What whoever listens is told of an event; null for nothing. */
  toTold: (event: LiveEvent) => LiveEvent | null
  /** Asked at every heartbeat and after every change of links, so that what was revoked or signed out ends (S-26). */
  isStillOpen: () => Promise<boolean>
  /** Called once it is open; what it gives back is called once it is over, for whatever reason. */
  onOpen?: () => () => void
}

export interface EventStreams {
  open: (request: StreamRequest) => Response
  /** Ends all of them; the pages come back by themselves (S-51). */
  endAll: () => void
  count: () => number
}

/** A department that keeps a page open at every desk is no attack. */
const manyPages = 600
/** Messages that wait for a reader who does not read; then the stream ends. */
const maxWaiting = 500

export function createEventStreams(live: Live, { heartbeatMs = 15_000, maxPerKey = manyPages } = {}): EventStreams {
  const open = new Set<() => void>()
  const perKey = createCounts()
  const endAll = () => {
    for (const end of [...open]) end()
  }
  // A page that comes back reads anew, and so learns what it was not told.
  live.onGap(endAll)

  return {
    open: (request) => {
      const { key, signal, onOpen } = request
      if (perKey.of(key) >= maxPerKey) throw tooMany(60)
      const onEnd = () => {
        if (!open.delete(end)) return
        perKey.add(key, -1)
        leave?.()
      }
      const { body, end } = createStream(request, { live, heartbeatMs, onEnd })
      open.add(end)
      perKey.add(key, 1)
      const leave = onOpen?.()
      // Whoever wanted it went while it was being opened.
      if (signal.aborted) end()
      const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
      return new Response(body, { headers })
    },
    endAll,
    count: () => open.size,
  }
}

function createCounts() {
  const counts = new Map<string, number>()
  const of = (key: string): number => counts.get(key) ?? 0
  const add = (key: string, change: number): void => {
    const count = of(key) + change
    if (count === 0) counts.delete(key)
    else counts.set(key, count)
  }
  return { of, add }
}

interface StreamKit {
  live: Live
  heartbeatMs: number
  onEnd: () => void
}

function createStream({ signal, toTold, isStillOpen }: StreamRequest, { live, heartbeatMs, onEnd }: StreamKit) {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given
    },
    // Whoever reads has gone: there is nobody to close it for.
    cancel: () => {
      controller = null
      end()
    },
  })

  const write = (text: string) => {
    controller?.enqueue(encoder.encode(text))
    if ((controller?.desiredSize ?? 0) < -maxWaiting) end()
  }
  const review = createReview(isStillOpen, () => {
    end()
  })
  const unsubscribe = live.subscribe((event) => {
    const told = toTold(event)
    if (told === null) return
    if (told.topic === 'shares') review()
    write(`data: ${JSON.stringify(told)}\n\n`)
  })
  const heartbeat = setInterval(() => {
    write(': still here\n\n')
    review()
  }, heartbeatMs)
  signal.addEventListener('abort', end)
  write('retry: 2000\n\n')

  function end(): void {
    clearInterval(heartbeat)
    unsubscribe()
    signal.removeEventListener('abort', end)
    controller?.close()
    controller = null
    onEnd()
  }
  return { body, end }
}

/** Asks one question at a time; one that is raised meanwhile is asked again after it. */
function createReview(isStillOpen: () => Promise<boolean>, end: () => void): () => void {
  let isAsking = false
  let isRaised = false
  const ask = async (): Promise<void> => {
    isAsking = true
    do {
      isRaised = false
      if (!(await isStillOpen())) {
        end()
        return
      }
    } while (isRaised)
    isAsking = false
  }
  return () => {
    isRaised = true
    // A database that fails in the middle cannot tell whether this is still allowed: then it is not.
    if (!isAsking) ask().catch(end)
  }
}
