/** One question to every server of its zone: all at once, each by itself, so that none speaks for another. */
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
import type { Errand, Probe } from './probe.ts'
import { serialIn, toPursuit, toSourceLook } from './server-look.ts'
import type { WhyStopped } from './patience.ts'
import type { Progress } from './shared.ts'
import type { ZoneFinding } from './zone-cut.ts'

export interface LookParts {
  findZone: (name: string, errand: Errand, signal: StopSignal) => Promise<ZoneFinding>
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
}

/** What a registry says of a name that nobody has registered needs few witnesses. */
const maxRegistryServers = 4

export function startLook({ question, errand, serials, trail = [] }: LookOrder, parts: LookParts, stop: Stop): Progress<SourceLook> {
  let finding: ZoneFinding | null = null
  let rows: Array<() => ServerLook> = []
  const state = (why: WhyStopped): SourceLook => {
    const { zone, noZone } = finding ?? { zone: null, noZone: why }
    return { ...question, zone, noZone, servers: withoutNoWay(rows.map((row) => row())) }
  }
  const run = async (): Promise<SourceLook> => {
    finding = await parts.findZone(question.name, errand, stop)
    if (finding.zone === null) return state('aborted')
    const { zone } = finding
    rows = zone.nameServers.slice(0, maxHosts).map(({ host }) => () => idleRow({ host, server: null, state: 'failed' }))
    const charged = isRegistryZone(zone.zone) ? null : zone.zone
    const found = await parts.hosts.find(zone.nameServers.slice(0, maxHosts), { errand, zone: charged, signal: stop })
    const whole: ZoneCut = { ...zone, nameServers: toNameServers(found) }
    finding = { zone: whole, noZone: null }
    const all = toDestinations(found, parts.isAllowed, parts.port)
    const destinations = charged === null ? all.slice(0, maxRegistryServers) : all
    const lookOn = (order: FollowOrder, end: Stop): Promise<SourceLook> => startLook({ ...order, serials: false }, parts, end).done
    const follow = createFollow({ question, errand, trail }, lookOn, parts.resolver, stop)
    const asked = destinations.map((destination) => startRow(destination, { question, errand, serials, zone: zone.zone, charged, follow, stop }, parts))
    rows = asked.map(({ soFar }) => soFar)
    await Promise.all(asked.map(({ done }) => done))
    return state('aborted')
  }
  return { done: run(), soFar: state }
}

interface RowOrder extends LookOrder {
  zone: string
  charged: string | null
  follow: Follow
  stop: Stop
}

interface Row {
  done: Promise<unknown>
  soFar: () => ServerLook
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
