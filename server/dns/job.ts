/**
 * One look-up on its way, shared by everybody who asks the same meanwhile. It has no patience of its own: it goes on
 * as long as somebody waits, and each waiter brings a deadline and perhaps a signal.
 */
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { AttemptLog } from './attempts.ts'
import type { ServerWord } from './ask-server.ts'
import type { Conclusion, Question } from './answer.ts'
import type { Stop } from './stop.ts'
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

export interface Job extends Pursuit {
  waiters: number
  outcome: Promise<DnsOutcome>
}

type FinalConclusion = Exclude<Conclusion, { kind: 'unfinished' }>

export interface Patience {
  deadlineMs: number
  signal: AbortSignal | undefined
}

/** Settles with the job, at the deadline, or with the signal; the last one to leave ends the job. */
export function waitFor(job: Job, { deadlineMs, signal }: Patience): Promise<DnsOutcome> {
  job.waiters += 1
  return new Promise((resolve, reject) => {
    let isGone = false
    const leave = (settle: () => void): void => {
      if (isGone) return
      isGone = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      settle()
      if (--job.waiters === 0) job.controller.abort()
    }
    const onAbort = (): void => leave(() => resolve(toSilence(job, 'aborted', 'by-caller')))
    const timer = setTimeout(() => leave(() => resolve(toTimeUp(job))), deadlineMs)
    signal?.addEventListener('abort', onAbort)
    job.outcome.then(
      (outcome) => leave(() => resolve(outcome)),
      // Only a bug of ours rejects; it is the caller's to hear of.
      (bug: Error) => leave(() => reject(bug)),
    )
  })
}

export function toOutcome(job: Pursuit, word: ServerWord, conclusion: FinalConclusion): DnsOutcome {
  return freeze(Object.assign(toMeta(job, word), conclusion))
}

export function toSilence(job: Pursuit, kind: 'timeout' | 'aborted', detail: string): DnsOutcome {
  return freeze(Object.assign(toMeta(job, null), { kind, detail }))
}

/** What never went on its way. */
export function toUnasked({ name, type }: Question, kind: 'bad-name' | 'aborted', detail: string): DnsOutcome {
  const nobody = { server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null }
  return freeze({ name, type, ...nobody, kind, detail })
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
