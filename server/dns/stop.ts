/**
 * A signal that work should end: what `AbortSignal` is to callers, without the cost of events, since every look-up
 * has one. Either fits where a `StopSignal` is wanted.
 */

export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Stop {
  signal: StopSignal
  /** The first call tells every listener once; later ones do nothing. */
  abort(): void
}

export function createStop(): Stop {
  let listeners: (() => void)[] = []
  let aborted = false
  return {
    signal: {
      get aborted() {
        return aborted
      },
      addEventListener: (_type, listener) => void listeners.push(listener),
      removeEventListener(_type, listener) {
        const place = listeners.indexOf(listener)
        if (place !== -1) listeners.splice(place, 1)
      },
    },
    abort() {
      if (aborted) return
      aborted = true
      const told = listeners
      listeners = []
      for (const listener of told) listener()
    },
  }
}
