import type { LiveEvent } from '#core/contract/live.ts'
import { tooMany } from './errors.ts'
import type { Live } from './live.ts'

export interface StreamRequest {
  /** Whose stream it is: so many may be open at once and no more. */
  key: string
  signal: AbortSignal
  isFor: (event: LiveEvent) => boolean
  /** Asked at every heartbeat and after every change of links, so that what was revoked or signed out ends (S-26). */
  isStillOpen: () => Promise<boolean>
}

export interface EventStreams {
  open: (request: StreamRequest) => Response
  /** Ends all of them; the pages come back by themselves (S-51). */
  endAll: () => void
  count: () => number
}

const maxPerKey = 30

/** Asks one question at a time; one that is raised meanwhile is asked again after it. */
function createReview(isStillOpen: () => Promise<boolean>, end: () => void): () => void {
  let state: 'idle' | 'asking' | 'again' = 'idle'
  const ask = async (): Promise<void> => {
    state = 'asking'
    if (!(await isStillOpen())) {
      end()
      return
    }
    const isRaised = (state as 'asking' | 'again') === 'again'
    state = 'idle'
    if (isRaised) await ask()
  }
  return () => {
    // A database that fails in the middle cannot tell whether this is still allowed: then it is not.
    if (state === 'idle') ask().catch(end)
    else state = 'again'
  }
}

export function createEventStreams(live: Live, { heartbeatMs = 15_000 } = {}): EventStreams {
  const open = new Map<() => void, string>()
  const encoder = new TextEncoder()

  return {
    open: ({ key, signal, isFor, isStillOpen }) => {
      if ([...open.values()].filter((other) => other === key).length >= maxPerKey) throw tooMany(60)
      let end = () => {}
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          const write = (text: string) => {
            controller.enqueue(encoder.encode(text))
          }
          const review = createReview(isStillOpen, () => { end() })
          const unsubscribe = live.subscribe((event) => {
            if (!isFor(event)) return
            if (event.topic === 'shares') review()
            write(`data: ${JSON.stringify(event)}\n\n`)
          })
          const heartbeat = setInterval(() => {
            write(': still here\n\n')
            review()
          }, heartbeatMs)
          end = () => {
            if (!open.delete(end)) return
            clearInterval(heartbeat)
            unsubscribe()
            signal.removeEventListener('abort', end)
            controller.close()
          }
          open.set(end, key)
          signal.addEventListener('abort', end)
          write('retry: 2000\n\n')
        },
        cancel: () => {
          end()
        },
      })
      return new Response(body, {
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
      })
    },
    endAll: () => {
      for (const end of [...open.keys()]) end()
    },
    count: () => open.size,
  }
}
