/**
 * The way from a job to its outcome: ask the upstreams, and ask again for the last name of a CNAME chain that a reply
 * left unfinished.
 */
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { maxCnames } from './answer.ts'
import type { Conclusion, Question } from './answer.ts'
import type { ServerWord } from './ask-server.ts'
import { isWorthMore, toFailed, toOutcome, toSilence } from './job.ts'
import type { Pursuit } from './job.ts'
import { askInTurn } from './schedule.ts'
import type { DnsServer, Upstreams } from './upstreams.ts'

export interface PursuitParts {
  upstreams: Upstreams
  firstTryMs: number
  ask: (server: DnsServer, question: Question, job: Pursuit) => Promise<ServerWord>
}

interface ChainSoFar {
  cnames: readonly string[]
  ttlSeconds: number
}

export async function pursue(job: Pursuit, parts: PursuitParts): Promise<DnsOutcome> {
  const { name: asked, type } = job.question
  let chain: ChainSoFar | null = null
  for (;;) {
    const question: Question = chain === null ? job.question : { name: chain.cnames.at(-1) ?? asked, type }
    const word = await askUpstreams(job, question, parts)
    if (word === null) return job.failure === null ? toSilence(job, 'aborted', 'stopped') : toFailed(job, job.failure)
    parts.upstreams.noteReply(word.server, word.rttMs)
    const { conclusion } = word
    if (conclusion.kind === 'network' || conclusion.kind === 'aborted') return toFailed(job, word)
    if (conclusion.kind !== 'unfinished') return toOutcome(job, word, chain === null ? conclusion : withChain(conclusion, chain))
    chain = chain === null ? conclusion : extend(chain, conclusion)
    if (isEndless(asked, chain)) return toOutcome(job, word, { kind: 'malformed', detail: 'cname-loop' })
  }
}

function askUpstreams(job: Pursuit, question: Question, parts: PursuitParts): Promise<ServerWord | null> {
  const { upstreams } = parts
  job.failure = null
  return askInTurn({
    order: upstreams.toOrder(),
    firstTryMs: parts.firstTryMs,
    signal: job.controller.signal,
    ask: (server) => parts.ask(server, question, job),
    onFailure: (failure) => {
      if (isWorthMore(failure, job.failure)) job.failure = failure
      if (failure.conclusion.kind === 'network') upstreams.noteFailure(failure.server)
      else upstreams.noteReply(failure.server, failure.rttMs)
    },
    onSilent: (server) => upstreams.noteFailure(server),
  })
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
