/**
 * One look-up on its way, shared by everybody who asks the same meanwhile. It has no patience of its own: it goes on
 * as long as somebody waits, and each waiter brings a deadline and perhaps a signal.
 */
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { AttemptLog } from './attempts.ts'
import type { ServerWord } from './ask-server.ts'
import type { Conclusion, Question } from './answer.ts'
import type { Asking } from './schedule.ts'
import { Stop } from './stop.ts'
import { formatDnsServer } from './upstreams.ts'

/** What the asking itself needs and leaves behind. */
export interface Pursuit {
  question: Question
  log: AttemptLog
  /** Ends the asking. */
  controller: Stop
  /** The first failure that says most: what to tell if nothing better comes. */
  failure: ServerWord | null
}

export interface Patience {
  deadlineMs: number
  signal: AbortSignal | undefined
  /** With it `deadlineMs` counts from the question's turn on. How long until the end in any case, the time in line included. */
  toLeftMs?: () => number
}

/** Every waiter is told with the job, at its own deadline or with its own signal; the last one to leave ends the job. */
export class Job implements Pursuit {
  readonly question: Question
  readonly log: AttemptLog
  readonly controller = new Stop()
  failure: ServerWord | null = null
  asking: Asking | null = null
  /** Where its question is: `new` until who begins it is through. */
  stage: 'new' | 'in-line' | 'out' = 'new'
  readonly #onEnd: (job: Job, outcome: DnsOutcome | null) => void
  #waiters: readonly Waiter[] = []
  #hasEnded = false

  /** `onEnd` is told once, before the waiters are; null when nobody waited to hear the outcome. */
  constructor(question: Question, log: AttemptLog, onEnd: (job: Job, outcome: DnsOutcome | null) => void) {
    this.question = question
    this.log = log
    this.#onEnd = onEnd
  }

  wait(patience: Patience): Promise<DnsOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiters = [...this.#waiters, new Waiter(this, patience, resolve, reject)]
    })
  }

  /** The question goes out, or the next one does. */
  noteTurn(): void {
    this.#toStage('out')
  }

  /** It was begun, and there was no socket for it at once. */
  noteBegun(): void {
    if (this.stage === 'new') this.#toStage('in-line')
  }

  #toStage(stage: Job['stage']): void {
    if (this.stage === 'out') return
    this.stage = stage
    for (const waiter of this.#waiters) waiter.onStage()
  }

  settle(outcome: DnsOutcome): void {
    for (const waiter of this.#end(outcome)) waiter.tell(outcome)
  }

  /** Only for a bug of ours, which is the callers' to hear of. */
  fail(bug: unknown): void {
    for (const waiter of this.#end(null)) waiter.fail(bug)
  }

  leave(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((one) => one !== waiter)
    if (this.#waiters.length === 0) this.#end(null)
  }

  #end(outcome: DnsOutcome | null): readonly Waiter[] {
    const waiters = this.#waiters
    this.#waiters = []
    if (this.#hasEnded) return waiters
    this.#hasEnded = true
    this.#onEnd(this, outcome)
    this.controller.abort()
    return waiters
  }
}

/**
 * What lies at the sockets is heard first: where this process itself was held up, its timers come before the answers that
 * came in time. After those there is nobody left to tell.
 */
const tellDeadline = (waiter: Waiter): unknown => setImmediate(() => waiter.onDeadline())

class Waiter {
  readonly #job: Job
  readonly #patience: Patience
  #timer: NodeJS.Timeout | undefined
  readonly #resolve: (outcome: DnsOutcome) => void
  readonly #reject: (bug: unknown) => void

  constructor(job: Job, patience: Patience, resolve: (outcome: DnsOutcome) => void, reject: (bug: unknown) => void) {
    this.#job = job
    this.#patience = patience
    this.#resolve = resolve
    this.#reject = reject
    if (patience.toLeftMs === undefined) this.#timer = setTimeout(tellDeadline, patience.deadlineMs, this)
    else if (job.stage !== 'new') this.onStage()
    patience.signal?.addEventListener('abort', this)
  }

  /** One timer and no second one, since most questions go out at once. */
  onStage(): void {
    const { deadlineMs, toLeftMs } = this.#patience
    if (toLeftMs === undefined) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(tellDeadline, this.#job.stage === 'out' ? Math.min(deadlineMs, toLeftMs()) : toLeftMs(), this)
  }

  tell(outcome: DnsOutcome): void {
    this.#stopWaiting()
    this.#resolve(outcome)
  }

  fail(bug: unknown): void {
    this.#stopWaiting()
    this.#reject(bug)
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer)
    this.#patience.signal?.removeEventListener('abort', this)
  }

  onDeadline(): void {
    this.tell(toTimeUp(this.#job))
    this.#job.leave(this)
  }

  /** The signal's call. */
  handleEvent(): void {
    this.tell(toSilence(this.#job, 'aborted', 'by-caller'))
    this.#job.leave(this)
  }
}

type FinalConclusion = Exclude<Conclusion, { kind: 'unfinished' }>

export function toOutcome(job: Pursuit, word: ServerWord, conclusion: FinalConclusion): DnsOutcome {
  return freeze(Object.assign(toMeta(job, word), conclusion))
}

export function toSilence(job: Pursuit, kind: 'timeout' | 'aborted', detail: string): DnsOutcome {
  return freeze(Object.assign(toMeta(job, null), { kind, detail }))
}

/** What failed, when all that could be asked have failed. */
export function toFailed(job: Pursuit, word: ServerWord): DnsOutcome {
  const { conclusion } = word
  if (conclusion.kind === 'unfinished' || conclusion.kind === 'aborted') return toSilence(job, 'aborted', 'stopped')
  if (conclusion.kind !== 'network') return toOutcome(job, word, conclusion)
  const { kind, detail } = conclusion
  return freeze(Object.assign(toMeta(job, word), { kind, detail }))
}

/** Failures in the order of how much they say: a reply code, then something unreadable, then nothing at all. */
export function isWorthMore(word: ServerWord, than: ServerWord | null): boolean {
  return than === null || worth(word) > worth(than)
}

function worth({ conclusion: { kind } }: ServerWord): number {
  if (kind === 'network') return 0
  return kind === 'malformed' ? 1 : 2
}

/** A server that answered with a failure says more than another's silence. */
function toTimeUp(job: Pursuit): DnsOutcome {
  const hasSpoken = job.failure !== null && worth(job.failure) > 0
  if (hasSpoken && job.failure !== null) return toFailed(job, job.failure)
  return toSilence(job, 'timeout', job.log.toList().length === 0 ? 'still-in-line' : 'no-answer')
}

/** One literal, all keys at once: spreading several objects into one took longer than reading the reply. */
function toMeta({ question: { name, type }, log }: Pursuit, word: ServerWord | null) {
  return {
    name,
    type,
    server: word === null ? null : formatDnsServer(word.server),
    transport: word === null ? null : word.transport,
    rttMs: word === null ? null : word.rttMs,
    raw: word === null ? null : word.raw,
    cached: false,
    ageSeconds: 0,
    attempts: log.toList(),
  }
}

function freeze(outcome: DnsOutcome): DnsOutcome {
  return Object.freeze(outcome)
}
