/**
 * A small DNS world on loopback for the demo and the tests: a resolver and an authority over the same zones, which can
 * be changed, and made to fail, while it runs. Nothing leaves the machine.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { answerAsAuthority, answerAsResolver, emptyAnswer, refused, servFail, zoneOf } from './dns-answer.ts'
import type { WorldAnswer, WorldQuestion } from './dns-answer.ts'
import { createDnsListener } from './dns-listener.ts'
import type { AnswerOctets } from './dns-listener.ts'
import { withMemory } from './dns-memory.ts'
import { buildReply, readRequest } from './dns-wire.ts'
import { completeZones, withApexServers } from './dns-root.ts'
import { createZone, parentOf, toName, toRecords } from './dns-zones.ts'
import type { OwnerRecords, Zone, ZoneData, ZoneType } from './dns-zones.ts'

export type Fault = 'silent' | 'servfail' | 'refused' | { delayMs: number }
type Face = 'resolver' | 'authority'
type Values<T extends ZoneType> = NonNullable<OwnerRecords[T]>

export interface AskedQuestion extends WorldQuestion {
  transport: 'udp' | 'tcp'
  face: Face
  /** Milliseconds that never go backwards. */
  atMs: number
}

export interface DnsWorldOptions {
  zones: readonly ZoneData[]
  faults?: Readonly<Record<string, Fault>>
  /** The resolver's port; 0, the default, takes a free one. */
  port?: number
  authorityPort?: number
  /** The resolver remembers what it found out, as real ones do; by default it finds out anew each time. */
  remembers?: boolean
}

export interface DnsWorld {
  /** `address:port`, as `DNS_SERVERS` wants it. */
  resolverAddress: string
  authorityAddress: string
  /** The latest questions, oldest first. */
  questions: readonly AskedQuestion[]
  addZone(zone: ZoneData): void
  setTxt(name: string, texts: Values<'TXT'>, ttlSeconds?: number): void
  setCname(name: string, target: string, ttlSeconds?: number): void
  setRecords<T extends ZoneType>(name: string, type: T, values: Values<T>, ttlSeconds?: number): void
  /** Without a type everything at the name goes. */
  remove(name: string, type?: ZoneType): void
  /** `*.name` means everything below the name; null mends it. */
  fault(name: string, fault: Fault | null): void
  close(): Promise<void>
}

const maxQuestions = 10_000
const wholeMessage = 65_535
const zoneTypes: readonly ZoneType[] = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SPF', 'TXT']

export async function createDnsWorld(options: DnsWorldOptions): Promise<DnsWorld> {
  const zones: Zone[] = completeZones(options.zones).map(createZone)
  const faults = new Map(Object.entries(options.faults ?? {}))
  const questions: AskedQuestion[] = []
  const closing = new AbortController()
  const findOut = (question: WorldQuestion): WorldAnswer => answerAsResolver(zones, question)
  const resolve = options.remembers === true ? withMemory(findOut, () => performance.now()) : findOut

  const face = (kind: Face): AnswerOctets => async (octets, transport) => {
    const request = readRequest(octets)
    if (request === null) return null
    const wire = { recursion: kind === 'resolver', maxOctets: transport === 'udp' ? 512 : wholeMessage }
    if ('rcode' in request) return buildReply(request.packet, emptyAnswer(request.rcode), wire)
    const { question, packet } = request
    questions.push({ ...question, transport, face: kind, atMs: performance.now() })
    if (questions.length > maxQuestions) questions.shift()
    if (transport === 'udp') wire.maxOctets = request.maxUdpOctets
    const answer = await withFault(faultOf(faults, question.name), closing.signal, () =>
      kind === 'resolver' ? resolve(question) : answerAsAuthority(zones, question),
    )
    return answer === null ? null : buildReply(packet, answer, wire)
  }

  const setRecords: DnsWorld['setRecords'] = (text, type, values, ttlSeconds = 300) => {
    const name = toName(text)
    zoneOf(zones, name)?.set(name, type, toRecords(name, type, values, ttlSeconds))
  }

  const resolver = await createDnsListener(options.port ?? 0, face('resolver'))
  const authority = await createDnsListener(options.authorityPort ?? 0, face('authority')).catch(async (error: unknown) => {
    await resolver.close()
    throw error
  })
  return {
    resolverAddress: resolver.address,
    authorityAddress: authority.address,
    questions,
    addZone(data) {
      const zone = createZone(withApexServers({ ...data, origin: toName(data.origin) }))
      const { origin } = zone
      zoneOf(zones, origin)?.set(origin, 'NS', zone.get(origin, 'NS'))
      zones.push(zone)
    },
    setRecords,
    setTxt: (name, texts, ttlSeconds) => setRecords(name, 'TXT', texts, ttlSeconds),
    setCname: (name, target, ttlSeconds) => setRecords(name, 'CNAME', [target], ttlSeconds),
    remove(name, type) {
      for (const each of type === undefined ? zoneTypes : [type]) setRecords(name, each, [])
    },
    fault(name, fault) {
      if (fault === null) faults.delete(toName(name))
      else faults.set(toName(name), fault)
    },
    async close() {
      closing.abort()
      await Promise.all([resolver.close(), authority.close()])
    },
  }
}

function faultOf(faults: ReadonlyMap<string, Fault>, name: string): Fault | undefined {
  const own = faults.get(name)
  if (own !== undefined) return own
  for (let above = parentOf(name); above !== ''; above = parentOf(above)) {
    const inherited = faults.get(`*.${above}`)
    if (inherited !== undefined) return inherited
  }
  return undefined
}

async function withFault(
  fault: Fault | undefined,
  closing: AbortSignal,
  answer: () => WorldAnswer,
): Promise<WorldAnswer | null> {
  switch (fault) {
    case undefined:
      return answer()
    case 'silent':
      return null
    case 'servfail':
      return emptyAnswer(servFail)
    case 'refused':
      return emptyAnswer(refused)
    default:
      // Closing the world ends the waiting; nobody is left to be answered then.
      return wait(fault.delayMs, undefined, { signal: closing }).then(answer, () => null)
  }
}
