/**
 * One question to one address that came from DNS: admitted by the budgets and the pace, asked, asked once more when
 * nothing comes, and given up in time. The address was classified before (security: S-13); what was not is a bug here.
 */
import type { Question } from '../answer.ts'
import type { ServerWord } from '../ask-server.ts'
import type { AttemptLog } from '../attempts.ts'
import { Stop } from '../stop.ts'
import type { StopSignal } from '../stop.ts'
import type { DnsServer } from '../upstreams.ts'
import { createPurse } from './budgets.ts'
import type { Budgets, Charge, Purse } from './budgets.ts'
import type { Pace } from './pace.ts'

/** Everything that is dialled is dialled here. `log` hears of each exchange. */
export type AskOne = (server: DnsServer, question: Question, wish: { recursion: boolean; signal: StopSignal; log: AttemptLog }) => Promise<ServerWord>

/** Whose question it is, and whether it can wait. */
export interface Errand {
  account: string | null
  paced: boolean
  /** Of the look that it is part of. */
  purse?: Purse
}

/** All that one look leads to is paid from one purse. */
export function withPurse(errand: Errand): Errand {
  return errand.purse === undefined ? { ...errand, purse: createPurse() } : errand
}

/** `busy`: over budget, or its turn did not come in time; nothing was dialled. */
export type Heard = ServerWord | 'busy' | 'silent' | 'aborted'

export interface ProbeWish {
  errand: Errand
  /** As in `Charge`. */
  zone: string | null
  log: AttemptLog
  signal: StopSignal
  /** It was admitted: from here on silence is the server's own. */
  onDial?: () => void
}

export type Probe = (server: DnsServer, question: Question, wish: ProbeWish) => Promise<Heard>

export interface ProbeParts {
  ask: AskOne
  budgets: Budgets
  pace: Pace
  isAllowed: (address: string) => boolean
  perServerMs: number
}

/** One datagram may be lost; the second makes that unlikely. */
const againMs = 600

export function createProbe({ ask, budgets, pace, isAllowed, perServerMs }: ProbeParts): Probe {
  const admit = async ({ address }: DnsServer, charge: Charge, paced: boolean, signal: StopSignal): Promise<boolean> => {
    if (signal.aborted || !budgets.take(charge)) return false
    if (paced) return pace.turn(address, signal)
    pace.note(address)
    return true
  }
  return async (server, question, { errand, zone, log, signal, onDial }) => {
    if (!isAllowed(server.address)) throw new TypeError(`an address that may not be dialled: ${server.address}`)
    if (signal.aborted) return 'aborted'
    const charge = { account: errand.account, zone, address: server.address, purse: errand.purse }
    if (!(await admit(server, charge, errand.paced, signal))) return 'busy'
    onDial?.()
    const stop = new Stop()
    return new Promise((resolve, reject) => {
      const settle = (heard: Heard): void => {
        if (stop.aborted) return
        clearTimeout(again)
        clearTimeout(end)
        signal.removeEventListener('abort', onAbort)
        stop.abort()
        resolve(heard)
      }
      const onAbort = (): void => settle('aborted')
      const hear = (word: ServerWord): void => {
        if (word.conclusion.kind !== 'aborted') settle(word)
      }
      const send = (): void => void ask(server, question, { recursion: false, signal: stop, log }).then(hear, reject)
      const again = setTimeout(() => {
        void admit(server, charge, errand.paced, stop).then((isIn) => {
          if (isIn && !stop.aborted) send()
        })
      }, againMs)
      const end = setTimeout(() => settle('silent'), perServerMs)
      signal.addEventListener('abort', onAbort)
      send()
    })
  }
}
