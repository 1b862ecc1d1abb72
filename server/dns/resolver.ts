/**
 * The look-up: is the name a possible question, is the answer remembered, is somebody asking the same already; else ask.
 * It never rejects and never outlasts its deadline, and when it is done no socket is left.
 */
import { setMaxListeners } from 'node:events'
import { toUntold, type DnsOutcome, type Lookup, type RrType } from '#core/dns/outcome.ts'
import type { Question } from './answer.ts'
import { askServer } from './ask-server.ts'
import type { ServerWord } from './ask-server.ts'
import { createAttemptLog } from './attempts.ts'
import { createAnswerCache, defaultCacheLimits, forgetful } from './cache.ts'
import type { CacheLimits } from './cache.ts'
import { Job } from './job.ts'
import type { Patience } from './job.ts'
import { createJobs } from './jobs.ts'
import { canonicalName } from './name.ts'
import { createPermits } from './permits.ts'
import { createPorts } from './ports.ts'
import { defaultMessageLimits } from './preflight.ts'
import type { MessageLimits } from './preflight.ts'
import { pursue } from './pursue.ts'
import type { PursuitParts } from './pursue.ts'
import type { Turn } from './schedule.ts'
import { createUpstreams, parseDnsServer, systemDnsServers } from './upstreams.ts'
import type { DnsServer, UpstreamState } from './upstreams.ts'

export interface ResolverOptions {
  /** Servers, or their text as in `DNS_SERVERS`; without any, those that this machine is set up to ask. */
  upstreams?: ReadonlyArray<DnsServer | string>
  /** For the whole look-up, TCP and other servers included. */
  deadlineMs?: number
  /** After so long without an answer the next server is asked as well; then twice as long, up to three seconds. */
  firstTryMs?: number
  /** Sockets open at once; never more than this process may have for DNS, all resolvers together. */
  maxInFlight?: number
  udpPayload?: number
  mixedCase?: boolean
  cache?: Partial<CacheLimits>
  /** False: nothing is kept from one look-up to the next; those on their way at once are still one. */
  remember?: boolean
  message?: Partial<MessageLimits>
  /** Milliseconds that never go backwards. */
  now?: () => number
}

export interface LookupOptions {
  signal?: AbortSignal
  deadlineMs?: number
  /** Asks even when the answer is remembered; a question already on its way is fresh enough. */
  fresh?: boolean
  /**
   * The end in any case, on the clock `now`. With it `deadlineMs` counts from the moment when the question goes out: to
   * wait for a socket then costs no patience.
   */
  untilMs?: number
}

export interface ResolverStats {
  inFlight: number
  openSockets: number
  waitingForSocket: number
  cached: number
  servers: readonly UpstreamState[]
}

export interface Resolver {
  lookup: Lookup
  /** The same look-up with other promises: `evaluateSpf({ …, lookup: resolver.lookupWith({ deadlineMs, signal }) })`. */
  lookupWith(options: LookupOptions): Lookup
  /** Whether answers come so quickly that asking ahead of need would cost more than it saves. */
  isNear(): boolean
  stats(): ResolverStats
  /** Ends what is on its way (as `aborted`) and resolves when every exchange has let go of its socket. */
  close(): Promise<void>
}

/** Ten answers after one another within 50 ms: nobody waits for that. */
const nearMs = 5

export function createResolver(options: ResolverOptions = {}): Resolver {
  const { deadlineMs = 2000, firstTryMs = 500, maxInFlight = 256, now = () => performance.now() } = options
  const { udpPayload = 1232, mixedCase = true } = options
  const wire = { udpPayload, mixedCase, recursion: true, limits: { ...defaultMessageLimits, ...options.message } }
  const upstreams = createUpstreams(toServers(options.upstreams ?? systemDnsServers()), now)
  const cache = options.remember === false ? forgetful : createAnswerCache({ ...defaultCacheLimits, ...options.cache }, now)
  const permits = createPermits(maxInFlight)
  const ports = createPorts(now)
  const jobs = createJobs()
  let isClosed = false

  const ask = (server: DnsServer, question: Question, { log, controller }: Job, turn: Turn): Promise<ServerWord> =>
    askServer(server, question, { wire, permits, ports, log, signal: controller.signal, turn })

  const pursuit: PursuitParts = { upstreams, firstTryMs, ask }

  const onEnd = (job: Job, outcome: DnsOutcome | null): void => {
    // Nobody may join any more.
    jobs.remove(job)
    if (outcome !== null) cache.set(job.question, outcome)
  }

  const start = (question: Question, patience: Patience): Promise<DnsOutcome> => {
    const job = new Job(question, createAttemptLog(now), onEnd)
    jobs.add(job)
    const waiting = job.wait(patience)
    pursue(job, pursuit)
    job.noteBegun()
    return waiting
  }

  const join = (job: Job, patience: Patience): Promise<DnsOutcome> => {
    const waiting = job.wait(patience)
    // What others asked long ago may be lost; a question of his own would go out now.
    if (job.log.sinceLastMs() > firstTryMs) job.asking?.askAgain()
    return waiting
  }

  const lookupAny = (text: string, type: RrType, wish: LookupOptions, patience: Patience): Promise<DnsOutcome> => {
    const name = canonicalName(text)
    if (name === null) return Promise.resolve(toUntold({ name: text, type }, 'bad-name', 'no-possible-question'))
    const question = { name, type }
    const remembered = wish.fresh === true ? null : cache.get(question)
    if (remembered !== null) return Promise.resolve(remembered)
    if (isClosed || wish.signal?.aborted === true) return Promise.resolve(toUntold(question, 'aborted', 'never-sent'))
    if (wish.untilMs !== undefined && wish.untilMs <= now()) return Promise.resolve(toUntold(question, 'aborted', 'out-of-time'))
    const job = jobs.find(question)
    return job === null ? start(question, patience) : join(job, patience)
  }

  const toPatience = ({ deadlineMs: given = deadlineMs, signal, untilMs }: LookupOptions): Patience => {
    const patience = { deadlineMs: given, signal }
    return untilMs === undefined ? patience : { ...patience, toLeftMs: () => Math.max(0, Math.ceil(untilMs - now())) }
  }

  const lookupWith = (wish: LookupOptions): Lookup => {
    // One signal for a whole tree of look-ups is the use it is made for, not a leak.
    if (wish.signal !== undefined) setMaxListeners(0, wish.signal)
    const patience = toPatience(wish)
    // Cache and jobs are keyed by type, so that what comes back under this key is of this type.
    return <T extends RrType>(name: string, type: T) => lookupAny(name, type, wish, patience) as Promise<DnsOutcome<T>>
  }

  return {
    lookup: lookupWith({}),
    lookupWith,
    isNear: () => upstreams.toQuickestMs() < nearMs,
    stats: () => ({
      inFlight: jobs.toList().length,
      openSockets: permits.inUse,
      waitingForSocket: permits.waiting,
      cached: cache.size,
      servers: upstreams.toStates(),
    }),
    async close() {
      isClosed = true
      for (const job of jobs.toList()) job.controller.abort()
      await permits.whenIdle()
      ports.closeIdle()
    },
  }
}

function toServers(upstreams: ReadonlyArray<DnsServer | string>): readonly DnsServer[] {
  if (upstreams.length === 0) throw new TypeError('no DNS server to ask')
  return upstreams.map((upstream) => {
    if (typeof upstream !== 'string') return upstream
    const server = parseDnsServer(upstream)
    if (server === null) throw new TypeError(`not a DNS server address: ${upstream}`)
    return server
  })
}
