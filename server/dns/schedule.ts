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
  order: readonly DnsServer[]
  firstTryMs: number
  signal: StopSignal
  ask: (server: DnsServer) => Promise<ServerWord>
  /** A server that failed; the others go on. */
  onFailure: (word: ServerWord) => void
  /** Servers that had said nothing yet, though their time was up, when another settled the question. */
  onSilent: (server: DnsServer) => void
}

/** Resolves to null when the signal ends it, or when every server failed: `onFailure` has heard why. */
export function askInTurn({ order, firstTryMs, signal, ask, onFailure, onSilent }: Schedule): Promise<ServerWord | null> {
  return new Promise((resolve, reject) => {
    const failed = new Set<DnsServer>()
    const overdue = new Set<DnsServer>()
    let timer: NodeJS.Timeout | undefined
    let stepMs = firstTryMs
    let turn = 0
    let isSettled = false

    const settle = (word: ServerWord | null): void => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      if (word !== null) overdue.forEach((server) => server !== word.server && onSilent(server))
      resolve(word)
    }
    const onAbort = (): void => settle(null)
    const hear = (word: ServerWord): void => {
      if (isSettled || word.conclusion.kind === 'aborted') return
      if (word.conclusion.kind === 'unfinished' || isFinal(word.conclusion.kind)) return settle(word)
      failed.add(word.server)
      overdue.delete(word.server)
      onFailure(word)
      askNext()
    }
    const askNext = (): void => {
      clearTimeout(timer)
      const left = order.filter((server) => !failed.has(server))
      const server = left[turn++ % left.length]
      if (server === undefined) return settle(null)
      timer = setTimeout(() => {
        overdue.add(server)
        askNext()
      }, stepMs)
      stepMs = Math.min(stepMs * 2, maxStepMs)
      ask(server).then(hear, reject)
    }
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) settle(null)
    else askNext()
  })
}
