import type { LiveEvent } from '#core/contract/live.ts'

export interface Live {
  /** Tells every open page that something changed. Call it after the transaction, never within. */
  publish(event: LiveEvent): void
  /** Returns how to stop listening. */
  subscribe(listener: (event: LiveEvent) => void): () => void
  /** Calls back after a time in which events of other instances may have been missed. */
  onGap(listener: () => void): void
}

/** Within one process; `live-postgres.ts` tells other instances. */
export function createLive(): Live {
  const listeners = new Set<(event: LiveEvent) => void>()
  return {
    publish: (event) => {
      for (const listener of [...listeners]) listener(event)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // Within one process nothing is ever missed.
    onGap: () => undefined,
  }
}
