/** How long one caller waits: until a moment of its own, or until its signal says that it has gone. */
import { Stop } from '../stop.ts'

export type WhyStopped = 'timeout' | 'aborted'

export class Patience extends Stop {
  why: WhyStopped = 'timeout'
  readonly #timer: NodeJS.Timeout
  readonly #signal: AbortSignal | undefined

  constructor(deadlineMs: number, signal: AbortSignal | undefined) {
    super()
    this.#signal = signal
    this.#timer = setTimeout(() => this.abort(), deadlineMs)
    signal?.addEventListener('abort', this.#onAbort)
    if (signal?.aborted === true) this.#onAbort()
  }

  /** To be called when nobody waits any more, however it went. */
  end(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }

  readonly #onAbort = (): void => {
    if (!this.aborted) this.why = 'aborted'
    this.abort()
  }
}
