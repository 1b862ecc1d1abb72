/**
 * A signal that work should end: what `AbortSignal` is to callers, without the cost of events, since every look-up
 * has one. Either fits where a `StopSignal` is wanted.
 */

export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export class Stop implements StopSignal {
  aborted = false
  #listeners: (() => void)[] = []

  get signal(): StopSignal {
    return this
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.push(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const place = this.#listeners.indexOf(listener)
    if (place !== -1) this.#listeners.splice(place, 1)
  }

  /** The first call tells every listener once; later ones do nothing. */
  abort(): void {
    if (this.aborted) return
    this.aborted = true
    const told = this.#listeners
    this.#listeners = []
    for (const listener of told) listener()
  }
}
