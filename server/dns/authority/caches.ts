/** The configured resolvers, each asked by itself: what it remembers, and by its TTL for how much longer. */
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { ServerLook } from '#core/dns/source.ts'
import { isFinal } from '../answer.ts'
import type { Question } from '../answer.ts'
import type { ServerWord } from '../ask-server.ts'
import { createAttemptLog } from '../attempts.ts'
import { toFailed, toOutcome, toSilence } from '../job.ts'
import { Stop } from '../stop.ts'
import type { StopSignal } from '../stop.ts'
import { formatDnsServer } from '../upstreams.ts'
import type { DnsServer } from '../upstreams.ts'
import type { Budgets } from './budgets.ts'
import type { AskOne } from './probe.ts'
import { toPursuit } from './server-look.ts'

export interface CacheParts {
  ask: AskOne
  budgets: Budgets
  now: () => number
  withinMs: number
}

/** One datagram may be lost. */
const againMs = 600

export function lookAtCache(server: DnsServer, question: Question, wish: { account: string | null; signal: StopSignal }, parts: CacheParts): Promise<ServerLook> {
  const isPaid = (): boolean => parts.budgets.take({ account: wish.account, zone: null })
  const say = (state: ServerLook['state'], outcome: DnsOutcome | null): ServerLook => ({ role: 'cache', host: null, server: outcome === null ? null : formatDnsServer(server), state, outcome, serial: null })
  if (!isPaid()) return Promise.resolve(say('busy', null))
  const log = createAttemptLog(parts.now)
  const pursuit = toPursuit(question, log)
  const stop = new Stop()
  let hasFailed = false
  return new Promise((resolve, reject) => {
    const settle = (look: ServerLook): void => {
      if (stop.aborted) return
      clearTimeout(again)
      clearTimeout(end)
      wish.signal.removeEventListener('abort', onAbort)
      stop.abort()
      resolve(look)
    }
    const hear = (word: ServerWord): void => {
      const { conclusion } = word
      if (stop.aborted || conclusion.kind === 'aborted') return
      // A resolver's first failure is often that of the server that it asked: it tries another the next time.
      if (conclusion.kind === 'servfail' && !hasFailed) {
        hasFailed = true
        if (isPaid()) return send()
      }
      if (conclusion.kind === 'network') return settle(say('failed', toFailed(pursuit, word)))
      // The chain without its end is no answer yet, and not "none".
      const outcome = toOutcome(pursuit, word, conclusion.kind === 'unfinished' ? { kind: 'malformed', detail: 'unfinished-chain' } : conclusion)
      settle(say(isFinal(outcome.kind) ? 'answered' : 'failed', outcome))
    }
    const send = (): void => void parts.ask(server, question, { recursion: true, signal: stop, log }).then(hear, reject)
    const onAbort = (): void => settle(say('silent', toSilence(pursuit, 'aborted', 'stopped')))
    const again = setTimeout(() => {
      if (isPaid()) send()
    }, againMs)
    const end = setTimeout(() => settle(say('silent', toSilence(pursuit, 'timeout', 'no-answer'))), parts.withinMs)
    wish.signal.addEventListener('abort', onAbort)
    if (wish.signal.aborted) return onAbort()
    send()
  })
}
