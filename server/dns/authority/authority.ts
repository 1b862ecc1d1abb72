/**
 * Asking at the source: which zone holds a name, what every one of its servers says, and what the resolvers still
 * remember. Nothing here rejects or outlasts its deadline, and "could not ask" never becomes "there is none".
 */
import type { DnsOutcome, RrType } from '#core/dns/outcome.ts'
import { judgePropagation } from '#core/dns/source.ts'
import type { Propagation, ServerLook, SourceLook, ValueOf, ZoneCut } from '#core/dns/source.ts'
import { canonicalName } from '../name.ts'
import type { DnsServer } from '../upstreams.ts'
import { createAsking } from './asking.ts'
import type { AskingOptions } from './asking.ts'
import { lookAtCache } from './caches.ts'
import { lookAtCuts } from './cuts.ts'
import { Patience } from './patience.ts'
import { withPurse } from './probe.ts'
import type { Errand } from './probe.ts'
import { createShared } from './shared.ts'
import type { Waiter } from './shared.ts'
import { startLook } from './source-look.ts'
import type { ZoneFinding } from './zone-cut.ts'

export interface AskWish {
  signal?: AbortSignal
  /** For the whole look; 3,000, and 30,000 for who can wait. */
  deadlineMs?: number
  /** At most one question per server and second: for who can wait. */
  paced?: boolean
  /** Whose budget it is. */
  account?: string
}

export type LookWish = AskWish & {
  /** Which version of the zone each server has. */
  serials?: boolean
}

export type EverywhereWish<T extends RrType> = LookWish & {
  /** What the source has said a moment ago: it is not asked again. */
  seen?: SourceLook<T> | undefined
  /** Which of the source's answers resolvers shall have as well; all unless told. One that they are asked about they keep for a TTL. */
  isRight?: (outcome: DnsOutcome<T>) => boolean
  /** It is to be believed for good: where the resolvers do not all say the same, the zone's delegation is asked for as well. */
  isForGood?: boolean
}

export interface Authority {
  findZone(name: string, wish?: AskWish): Promise<ZoneFinding>
  /** The zone's own servers only. */
  look<T extends RrType>(name: string, type: T, wish?: LookWish): Promise<SourceLook<T>>
  /** The resolvers as well, once all of the source that answers has it (or when only they can be asked): so none learns of "none". */
  lookEverywhere<T extends RrType>(name: string, type: T, valueOf: ValueOf<T>, wish?: EverywhereWish<T>): Promise<{ look: SourceLook<T>; propagation: Propagation<T> }>
  stats(): AuthorityStats
  /** Ends what is on its way and resolves when every socket is closed. */
  close(): Promise<void>
}

export interface AuthorityStats {
  openSockets: number
  looks: number
  walks: number
}

export interface AuthorityOptions extends AskingOptions {
  /** The resolvers whose memory counts. */
  resolvers: readonly DnsServer[]
  /** Milliseconds since 1970. */
  wallMs?: () => number
}

const standardDeadlineMs = 3000
const pacedDeadlineMs = 30_000

export function createAuthority(options: AuthorityOptions): Authority {
  const { wallMs = () => Date.now() } = options
  const asking = createAsking(options)
  const looks = createShared<SourceLook>()
  let isClosed = false

  const look = async <T extends RrType>(text: string, type: T, { errand, serials }: LookOn, waiter: Waiter): Promise<SourceLook<T>> => {
    const name = canonicalName(text)
    if (name === null) return { name: text, type, zone: null, noZone: 'malformed', servers: [] }
    if (isClosed || waiter.aborted) return { name, type, zone: null, noZone: 'aborted', servers: [] }
    const order = { question: { name, type }, errand, serials }
    const key = `${type} ${name} ${errand.paced} ${serials}`
    // Keyed by type: what comes back under this key is of this type.
    return (await looks.join(key, (stop) => startLook(order, asking, stop), waiter)) as SourceLook<T>
  }

  /** Each resolver by itself, so that its TTL tells when it forgets. */
  const atCaches = async <T extends RrType>(text: string, type: T, wish: AskWish, waiter: Waiter): Promise<ServerLook<T>[]> => {
    const name = canonicalName(text)
    if (name === null || isClosed) return []
    const { account } = toErrand(wish)
    const caches = options.resolvers.map((server) => lookAtCache(server, { name, type }, { account, signal: waiter }, asking))
    return (await Promise.all(caches)) as ServerLook<T>[]
  }

  const atCuts = (zone: ZoneCut, errand: Errand, waiter: Waiter): Promise<readonly SourceLook<'NS'>[]> =>
    lookAtCuts(zone, {
      findZone: (name) => asking.findZone(name, errand, waiter),
      lookIn: async (within, question) => {
        const order = { question, errand, serials: false, within }
        return (await looks.join(`NS ${question.name} in ${within.zone} ${errand.paced}`, (stop) => startLook(order, asking, stop), waiter)) as SourceLook<'NS'>
      },
    })

  return {
    findZone: (text, wish = {}) =>
      withPatience(wish, async (waiter) => {
        const name = canonicalName(text)
        if (name === null) return { zone: null, noZone: 'malformed' }
        if (isClosed || waiter.aborted) return { zone: null, noZone: 'aborted' }
        return asking.findZone(name, toErrand(wish), waiter)
      }),
    look: (name, type, wish = {}) => withPatience(wish, (waiter) => look(name, type, toLookOn(wish), waiter)),
    lookEverywhere: (name, type, valueOf, wish = {}) =>
      withPatience(wish, async (waiter) => {
        const { seen, isRight = () => true } = wish
        const on = toLookOn(wish)
        const atSource = seen ?? (await look(name, type, on, waiter))
        const { state, answers } = judgePropagation(atSource, valueOf, wallMs())
        const isThere = state === 'at-source' && answers.every(isRight)
        const isAllThereIs = atSource.noZone === 'no-roots' && seen === undefined
        const caches = isThere || isAllThereIs ? await atCaches(name, type, wish, waiter) : []
        const whole = { ...atSource, servers: [...atSource.servers, ...caches] }
        const propagation = judgePropagation(whole, valueOf, wallMs())
        const isOpen = wish.isForGood === true && isThere && propagation.state !== 'everywhere' && !isClosed
        const cuts = isOpen && whole.zone !== null ? await atCuts(whole.zone, on.errand, waiter) : []
        return { look: { ...whole, ...(cuts.length > 0 && { cuts }) }, propagation }
      }),
    stats: () => ({ ...asking.stats(), looks: looks.size }),
    async close() {
      isClosed = true
      await looks.close()
      await asking.close()
    },
  }
}

interface LookOn {
  errand: Errand
  serials: boolean
}

/** All of it is paid from one purse. */
function toLookOn(wish: LookWish): LookOn {
  return { errand: withPurse(toErrand(wish)), serials: wish.serials === true }
}

function toErrand({ account, paced }: AskWish): Errand {
  return { account: account ?? null, paced: paced === true }
}

async function withPatience<R>({ deadlineMs, paced, signal }: AskWish, work: (waiter: Patience) => Promise<R>): Promise<R> {
  const patience = new Patience(deadlineMs ?? (paced === true ? pacedDeadlineMs : standardDeadlineMs), signal)
  try {
    return await work(patience)
  } finally {
    patience.end()
  }
}
