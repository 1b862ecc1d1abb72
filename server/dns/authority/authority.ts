/**
 * Asking at the source: which zone holds a name, what every one of its servers says, and what the resolvers still
 * remember. Nothing here rejects or outlasts its deadline, and "could not ask" never becomes "there is none".
 */
import type { RrType } from '#core/dns/outcome.ts'
import type { Propagation, SourceLook, ValueOf } from '#core/dns/source.ts'
import { canonicalName } from '../name.ts'
import type { DnsServer } from '../upstreams.ts'
import { createAsking } from './asking.ts'
import type { AskingOptions } from './asking.ts'
import { lookBeyond } from './everywhere.ts'
import type { BeyondSource } from './everywhere.ts'
import { Patience } from './patience.ts'
import { withPurse } from './probe.ts'
import type { Errand } from './probe.ts'
import { createShared } from './shared.ts'
import type { Waiter } from './shared.ts'
import { startLook } from './source-look.ts'
import type { LookOrder } from './source-look.ts'
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

export type EverywhereWish<T extends RrType> = LookWish & BeyondSource<T>

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

  /** Those who ask the same at once are given the same. */
  const share = (order: LookOrder, waiter: Waiter): Promise<SourceLook> => {
    const { question: { name, type }, errand: { paced }, serials, within } = order
    return looks.join(`${type} ${name} ${paced} ${serials} ${within?.zone}`, (stop) => startLook(order, asking, stop), waiter)
  }
  const look = async <T extends RrType>(text: string, type: T, wish: LookWish, errand: Errand, waiter: Waiter): Promise<SourceLook<T>> => {
    const name = canonicalName(text)
    if (name === null) return { name: text, type, zone: null, noZone: 'malformed', servers: [] }
    if (isClosed || waiter.aborted) return { name, type, zone: null, noZone: 'aborted', servers: [] }
    // Of the type that was asked for.
    return (await share({ question: { name, type }, errand, serials: wish.serials === true }, waiter)) as SourceLook<T>
  }

  return {
    findZone: (text, wish = {}) =>
      withPatience(wish, async (waiter) => {
        const name = canonicalName(text)
        if (name === null) return { zone: null, noZone: 'malformed' }
        if (isClosed || waiter.aborted) return { zone: null, noZone: 'aborted' }
        return asking.findZone(name, toErrand(wish), waiter)
      }),
    look: (name, type, wish = {}) => withPatience(wish, (waiter) => look(name, type, wish, toErrand(wish), waiter)),
    lookEverywhere: (name, type, valueOf, wish = {}) =>
      withPatience(wish, async (waiter) => {
        const errand = withPurse(toErrand(wish))
        const atSource = wish.seen ?? (await look(name, type, wish, errand, waiter))
        const [resolvers, isForGood] = isClosed ? [[], false] : [options.resolvers, wish.isForGood === true]
        return lookBeyond(atSource, valueOf, { ...wish, isForGood }, errand, { ...asking, resolvers, wallMs, startLook: share }, waiter)
      }),
    stats: () => ({ ...asking.stats(), looks: looks.size }),
    async close() {
      isClosed = true
      await looks.close()
      await asking.close()
    },
  }
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
