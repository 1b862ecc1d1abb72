/** One question to every server of its zone: all at once, each by itself, so that none speaks for another. */
import { isAtOrBelow } from '#core/dns/names.ts'
import type { ServerLook, SourceLook, ZoneCut } from '#core/dns/source.ts'
import type { Question } from '../answer.ts'
import { createAttemptLog } from '../attempts.ts'
import { toSilence } from '../job.ts'
import type { Resolver } from '../resolver.ts'
import type { Stop, StopSignal } from '../stop.ts'
import { formatDnsServer } from '../upstreams.ts'
import { maxHosts, toDestinations, toNameServers } from './destinations.ts'
import type { Destination, IsAllowed } from './destinations.ts'
import { createFollow } from './follow.ts'
import type { Follow, FollowOrder } from './follow.ts'
import type { Hosts } from './hosts.ts'
import { isRegistryZone } from './names.ts'
import { withPurse } from './probe.ts'
import type { Errand, Probe } from './probe.ts'
import { serialIn, toPursuit, toSourceLook, withoutChain } from './server-look.ts'
import type { WhyStopped } from './patience.ts'
import type { Progress } from './shared.ts'
import type { NearFinding, ZoneFinding } from './zone-cut.ts'

export interface LookParts {
  findZone: (name: string, errand: Errand, signal: StopSignal) => Promise<ZoneFinding>
  /** A zone at or above the name, at little cost. */
  findNear: (name: string, errand: Errand, signal: StopSignal) => Promise<NearFinding>
  resolver: Pick<Resolver, 'lookupWith'>
  hosts: Hosts
  probe: Probe
  isAllowed: IsAllowed
  port: number
  now: () => number
}

export interface LookOrder {
  question: Question
  errand: Errand
  serials: boolean
  /** The aliases in other zones that led here. */
  trail?: readonly string[]
  /** Only this zone's servers are asked, wherever they point to. */
  within?: ZoneCut
}

/** What a registry says of a name that nobody has registered needs few witnesses. */
const maxRegistryServers = 4

export function startLook({ question, errand: given, serials, trail = [], within }: LookOrder, parts: LookParts, stop: Stop): Progress<SourceLook> {
  const errand = withPurse(given)
  let finding: ZoneFinding | null = null
  let rows: Rows = noRows
  let follow: Follow | null = null
  const state = (why: WhyStopped): SourceLook => {
    const { zone, noZone } = finding ?? { zone: null, noZone: why }
    const ways = follow?.ways() ?? []
    return { ...question, zone, noZone, servers: withoutNoWay(rows.soFar()), ...(ways.length > 0 && { ways: [...ways] }) }
  }
  const askIn = async (zone: ZoneCut): Promise<SourceLook> => {
    finding = { zone, noZone: null }
    const named = zone.nameServers.slice(0, maxHosts)
    rows = { done: Promise.resolve(), soFar: () => named.map(({ host }) => idleRow({ host, server: null, state: 'failed' })) }
    const charged = isRegistryZone(zone.zone) ? null : zone.zone
    const found = await parts.hosts.find(named, { errand, zone: charged, isOwn: zone.isOwn === true, signal: stop })
    finding = { zone: { ...zone, nameServers: toNameServers(found), ...toSelfTold(zone) }, noZone: null }
    const all = toDestinations(found, parts.isAllowed, parts.port)
    const lookOn = (order: FollowOrder, end: Stop): Promise<SourceLook> => startLook({ ...order, serials: false }, parts, end).done
    follow = createFollow({ question, errand, trail }, lookOn, parts.resolver, stop)
    rows = startRows(charged === null ? all.slice(0, maxRegistryServers) : all, { question, errand, serials, zone: zone.zone, charged, follow, stop }, parts)
    await rows.done
    return state('aborted')
  }
  const run = async (): Promise<SourceLook> => {
    if (within !== undefined) return askIn(within)
    const near = await parts.findNear(question.name, errand, stop)
    finding = near.finding
    if (finding.zone === null) return state('aborted')
    const first = finding.zone.zone
    const look = await askIn(finding.zone)
    if (near.isExact || look.servers.every(isInside)) return look
    const exact = await parts.findZone(question.name, errand, stop)
    if (exact.zone?.zone === first || stop.aborted) return look
    if (exact.zone !== null) return askIn(exact.zone)
    finding = exact
    rows = noRows
    return state('aborted')
  }
  return { done: run(), soFar: state }
}

/** RFC 9471 §3.1: without glue a host of the zone is found by asking those of its servers that have it. */
function toSelfTold({ zone, nameServers, isOwn, differs }: ZoneCut): Pick<ZoneCut, 'selfTold'> {
  const named = nameServers.filter(({ host }) => !differs?.onlyAtChild.includes(host))
  const selfTold = named.filter(({ host, addresses }) => addresses.length === 0 && isAtOrBelow(host, zone)).map(({ host }) => host)
  const isPart = selfTold.length > 0 && selfTold.length < named.length && isOwn !== true
  return isPart ? { selfTold } : {}
}

/** "There is none" with the zone's own SOA is said of a name in that very zone; who was not heard says nothing else. */
function isInside({ state, outcome, serial }: ServerLook): boolean {
  if (outcome === null || state === 'silent') return true
  return state === 'answered' && serial !== null && 'negativeTtlSeconds' in outcome && outcome.cnames.length === 0
}

interface RowOrder extends Omit<LookOrder, 'trail' | 'within'> {
  zone: string
  charged: string | null
  follow: Follow
  stop: Stop
}

interface Row {
  done: Promise<unknown>
  soFar: () => ServerLook
}

interface Rows {
  done: Promise<unknown>
  soFar: () => readonly ServerLook[]
}

const noRows: Rows = { done: Promise.resolve(), soFar: () => [] }

function startRows(destinations: readonly Destination[], order: RowOrder, parts: LookParts): Rows {
  const rows = destinations.map((destination) => startRow(destination, order, parts))
  return {
    done: Promise.all(rows.map(({ done }) => done)),
    soFar: () => rows.map(({ soFar }) => (order.follow.isSplit() ? withoutChain(soFar(), order.zone) : soFar())),
  }
}

function startRow({ host, server, state }: Destination, order: RowOrder, { probe, now }: LookParts): Row {
  if (server === null) return { done: Promise.resolve(), soFar: () => idleRow({ host, server, state }) }
  const { question, errand, serials, zone, charged, follow, stop } = order
  const log = createAttemptLog(now)
  let look: ServerLook | null = null
  let isDialled = false
  const ask = async (): Promise<void> => {
    const onDial = (): void => {
      isDialled = true
      log.restart()
    }
    const wish = { errand, zone: charged, log, signal: stop, onDial }
    const found = await toSourceLook(await probe(server, question, wish), { host, server, question, zone, log, follow })
    look = found
    if (!serials || found.state !== 'answered' || found.serial !== null) return
    const word = await probe(server, { name: zone, type: 'SOA' }, { errand, zone: charged, signal: stop, log: createAttemptLog(now) })
    if (typeof word === 'object') look = { ...found, serial: serialIn(word.reply, zone) }
  }
  const soFar = (): ServerLook => look ?? (isDialled ? silentRow() : idleRow({ host, server: null, state: 'busy' }))
  const silentRow = (): ServerLook => {
    const outcome = toSilence(toPursuit(question, log), 'timeout', 'no-answer')
    return { role: 'source', host, server: formatDnsServer(server), state: 'silent', outcome, serial: null }
  }
  return { done: ask(), soFar }
}

function idleRow({ host, state }: Destination): ServerLook {
  return { role: 'source', host, server: null, state: state === 'dialable' ? 'silent' : state, outcome: null, serial: null }
}

const noWay = ['enetunreach', 'eaddrnotavail', 'eafnosupport']

/** A machine without IPv6 says nothing about a name server that can be asked at another of its addresses. */
function withoutNoWay(looks: readonly ServerLook[]): readonly ServerLook[] {
  const isNoWay = ({ outcome }: ServerLook): boolean => outcome?.kind === 'network' && noWay.includes(outcome.detail)
  return looks.filter((look) => !isNoWay(look) || !looks.some((other) => other.host === look.host && !isNoWay(other)))
}
