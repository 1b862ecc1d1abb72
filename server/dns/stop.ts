/**
 * A signal that work should end: what `AbortSignal` is to callers, without the cost of events, since every look-up
 * has one. Either fits where a `StopSignal` is wanted.
 */

/** An object that listens itself needs no function made for each of its kind. */
export type StopListener = (() => void) | { handleEvent(): void }

export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: StopListener): void
  removeEventListener(type: 'abort', listener: StopListener): void
}

const nobody: readonly StopListener[] = []

export class Stop implements StopSignal {
  aborted = false
  /** Made anew with each change: there are seldom more than two. */
  #listeners = nobody

  get signal(): StopSignal {
    return this
  }

  addEventListener(_type: 'abort', listener: StopListener): void {
    this.#listeners = this.#listeners.length === 0 ? [listener] : [...this.#listeners, listener]
  }

  removeEventListener(_type: 'abort', listener: StopListener): void {
    const isLast = this.#listeners.length === 1 && this.#listeners[0] === listener
    this.#listeners = isLast ? nobody : this.#listeners.filter((one) => one !== listener)
  }

  /** The first call tells every listener once; later ones do nothing. */
  abort(): void {
    if (this.aborted) return
    this.aborted = true
    const told = this.#listeners
    this.#listeners = nobody
    for (const listener of told) {
      if (typeof listener === 'function') listener()
      else listener.handleEvent()
    }
  }
}
