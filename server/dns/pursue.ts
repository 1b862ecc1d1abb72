/**
 * The way from a job to its outcome: ask the upstreams, and ask again for the last name of a CNAME chain that a reply
 * left unfinished.
 */
import { maxCnames } from './answer.ts'
import type { Conclusion, Question } from './answer.ts'
import type { ServerWord } from './ask-server.ts'
import { isWorthMore, toFailed, toOutcome, toSilence } from './job.ts'
import type { Job } from './job.ts'
import { askInTurn } from './schedule.ts'
import type { Schedule, Turn } from './schedule.ts'
import type { StopSignal } from './stop.ts'
import type { DnsServer, Upstreams } from './upstreams.ts'

export interface PursuitParts {
  upstreams: Upstreams
  firstTryMs: number
  ask: (server: DnsServer, question: Question, job: Job, turn: Turn) => Promise<ServerWord>
}

interface ChainSoFar {
  cnames: readonly string[]
  ttlSeconds: number
}

/** Ends in `job.settle` or, should there be a bug, in `job.fail`. */
export function pursue(job: Job, parts: PursuitParts): void {
  job.asking = askInTurn(new Pursued(job, parts, job.question, null))
}

/** The question of a job, or the one that a chain leads to, on its way to the servers. */
class Pursued implements Schedule {
  readonly order: readonly DnsServer[]
  readonly firstTryMs: number
  readonly signal: StopSignal
  readonly #job: Job
  readonly #parts: PursuitParts
  readonly #question: Question
  readonly #chain: ChainSoFar | null

  constructor(job: Job, parts: PursuitParts, question: Question, chain: ChainSoFar | null) {
    this.order = parts.upstreams.toOrder()
    this.firstTryMs = parts.firstTryMs
    this.signal = job.controller.signal
    this.#job = job
    this.#parts = parts
    this.#question = question
    this.#chain = chain
    job.failure = null
  }

  ask(server: DnsServer, turn: Turn): Promise<ServerWord> {
    return this.#parts.ask(server, this.#question, this.#job, turn)
  }

  onTurn(): void {
    this.#job.noteTurn()
  }

  onFailure(failure: ServerWord): void {
    const { upstreams } = this.#parts
    if (isWorthMore(failure, this.#job.failure)) this.#job.failure = failure
    if (failure.conclusion.kind === 'network') upstreams.noteFailure(failure.server)
    else upstreams.noteReply(failure.server, failure.rttMs)
  }

  onSilent(server: DnsServer): void {
    this.#parts.upstreams.noteFailure(server)
  }

  onBug(bug: unknown): void {
    this.#job.fail(bug)
  }

  onSettled(word: ServerWord | null): void {
    const job = this.#job
    if (word === null) return job.settle(job.failure === null ? toSilence(job, 'aborted', 'stopped') : toFailed(job, job.failure))
    this.#parts.upstreams.noteReply(word.server, word.rttMs)
    const { conclusion } = word
    if (conclusion.kind === 'network' || conclusion.kind === 'aborted') return job.settle(toFailed(job, word))
    const chain = this.#chain
    if (conclusion.kind === 'unfinished') return this.#goOn(word, chain === null ? conclusion : extend(chain, conclusion))
    job.settle(toOutcome(job, word, chain === null ? conclusion : withChain(conclusion, chain)))
  }

  #goOn(word: ServerWord, chain: ChainSoFar): void {
    const { name: asked, type } = this.#job.question
    if (isEndless(asked, chain)) return this.#job.settle(toOutcome(this.#job, word, { kind: 'malformed', detail: 'cname-loop' }))
    this.#job.asking = askInTurn(new Pursued(this.#job, this.#parts, { name: chain.cnames.at(-1) ?? asked, type }, chain))
  }
}

function extend(chain: ChainSoFar, { cnames, ttlSeconds }: ChainSoFar): ChainSoFar {
  return { cnames: [...chain.cnames, ...cnames], ttlSeconds: Math.min(chain.ttlSeconds, ttlSeconds) }
}

function isEndless(asked: string, { cnames }: ChainSoFar): boolean {
  return new Set([asked, ...cnames]).size <= cnames.length || cnames.length > maxCnames
}

type Settled = Exclude<Conclusion, { kind: 'unfinished' }>

function withChain(conclusion: Settled, chain: ChainSoFar): Settled {
  switch (conclusion.kind) {
    case 'answer':
      return { ...conclusion, ...extend(chain, conclusion) }
    case 'nodata':
    case 'nxdomain': {
      const { negativeTtlSeconds: ttl } = conclusion
      const negativeTtlSeconds = ttl === null ? null : Math.min(ttl, chain.ttlSeconds)
      return { ...conclusion, negativeTtlSeconds, cnames: [...chain.cnames, ...conclusion.cnames] }
    }
    default:
      return conclusion
  }
}
