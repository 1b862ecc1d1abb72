/**
 * Who is asked when. The best server first; when it is slow, the next one as well while the first stays open; when it
 * fails, the next one at once. The first word that settles the question wins.
 */
import { isFinal } from './answer.ts'
import type { ServerWord } from './ask-server.ts'
import type { StopSignal } from './stop.ts'
import type { DnsServer } from './upstreams.ts'

const maxStepMs = 3000

export interface Schedule {
  readonly order: readonly DnsServer[]
  readonly firstTryMs: number
  readonly signal: StopSignal
  /** `turn` hears when the question goes out. */
  ask(server: DnsServer, turn: Turn): Promise<ServerWord>
  /** A question goes out, whichever. */
  onTurn(): void
  /** A server that failed; the others go on. */
  onFailure(word: ServerWord): void
  /** Servers that had said nothing yet, though their time was up, when another settled the question. */
  onSilent(server: DnsServer): void
  /** Told once; null when the signal ended it, or when every server failed: `onFailure` has heard why. */
  onSettled(word: ServerWord | null): void
  onBug(bug: unknown): void
}

export interface Turn {
  onTurn(): void
}

export interface Asking {
  /** For somebody new who waits: asks once more now, and then as soon again as for a question of his own. */
  askAgain(): void
}

export function askInTurn(schedule: Schedule): Asking {
  const turns = new Turns(schedule)
  if (schedule.signal.aborted) turns.settle(null)
  else turns.askNext()
  return turns
}

const none: readonly DnsServer[] = []
const tellSlow = (turns: Turns): void => turns.onSlow()

class Turns implements Asking, Turn {
  readonly #schedule: Schedule
  #left: readonly DnsServer[]
  #overdue = none
  /** None while a question waits in line for a socket: that is no server's slowness. */
  #timer: NodeJS.Timeout | undefined
  #stepMs: number
  #turn = 0
  /** The last one. */
  #asked: DnsServer | null = null
  #isSettled = false

  constructor(schedule: Schedule) {
    this.#schedule = schedule
    this.#left = schedule.order
    this.#stepMs = schedule.firstTryMs
    schedule.signal.addEventListener('abort', this)
  }

  settle(word: ServerWord | null): void {
    if (this.#isSettled) return
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.#schedule.signal.removeEventListener('abort', this)
    if (word !== null) {
      for (const server of this.#overdue) if (server !== word.server) this.#schedule.onSilent(server)
    }
    this.#schedule.onSettled(word)
  }

  askNext(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const server = this.#left[this.#turn++ % this.#left.length]
    if (server === undefined) return this.settle(null)
    this.#asked = server
    this.#schedule.ask(server, this).then(this.#hear).catch(this.#onBug)
  }

  onTurn(): void {
    if (this.#isSettled) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(tellSlow, this.#stepMs, this)
    this.#stepMs = Math.min(this.#stepMs * 2, maxStepMs)
    this.#schedule.onTurn()
  }

  askAgain(): void {
    if (this.#isSettled || this.#timer === undefined) return
    this.#stepMs = this.#schedule.firstTryMs
    this.onSlow()
  }

  /** The signal's call. */
  handleEvent(): void {
    this.settle(null)
  }

  readonly #onBug = (bug: unknown): void => this.#schedule.onBug(bug)

  onSlow(): void {
    if (this.#asked !== null && !this.#overdue.includes(this.#asked)) this.#overdue = [...this.#overdue, this.#asked]
    this.askNext()
  }

  readonly #hear = (word: ServerWord): void => {
    if (this.#isSettled || word.conclusion.kind === 'aborted') return
    if (word.conclusion.kind === 'unfinished' || isFinal(word.conclusion.kind)) return this.settle(word)
    const isOther = (server: DnsServer): boolean => server !== word.server
    this.#left = this.#left.filter(isOther)
    this.#overdue = this.#overdue.filter(isOther)
    this.#schedule.onFailure(word)
    this.askNext()
  }
}
