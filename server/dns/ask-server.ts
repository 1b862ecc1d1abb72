/**
 * One question to one server, up to the best that this server can say: UDP first, then without EDNS or over TCP where
 * the first reply calls for it. Which server comes next is the schedule's affair.
 */
import type { AttemptLog } from './attempts.ts'
import { readAnswer } from './answer.ts'
import type { Conclusion, Question } from './answer.ts'
import { isShortage } from './descriptors.ts'
import { buildQuery, rcodes } from './message.ts'
import type { Reply } from './message.ts'
import { mixCase } from './name.ts'
import type { Permits } from './permits.ts'
import type { Ports } from './ports.ts'
import type { MessageLimits } from './preflight.ts'
import type { StopSignal } from './stop.ts'
import { exchangeTcp } from './tcp.ts'
import { exchangeUdp } from './udp.ts'
import type { ExchangeEnd, ExchangeResult } from './udp.ts'
import { formatDnsServer } from './upstreams.ts'
import type { DnsServer } from './upstreams.ts'

export interface WireOptions {
  /** Null: a question without EDNS. */
  udpPayload: number | null
  mixedCase: boolean
  /** False for a zone's own servers. */
  recursion: boolean
  limits: MessageLimits
}

export interface AskKit {
  wire: WireOptions
  permits: Permits
  log: AttemptLog
  ports: Ports
  signal: StopSignal
  /** Hears that the question goes out: until then it waited for a socket. */
  turn?: { onTurn(): void }
}

/** What a server said, or why it said nothing. */
export interface ServerWord {
  server: DnsServer
  transport: 'udp' | 'tcp'
  rttMs: number
  raw: Uint8Array | null
  /** Null when nothing readable came. */
  reply: Reply | null
  conclusion: Conclusion | { kind: 'network'; detail: string } | { kind: 'aborted'; detail: string }
}

type Transport = ServerWord['transport']
type Exchanged = { result: ExchangeResult; rttMs: number; transport: Transport }

export async function askServer(server: DnsServer, question: Question, kit: AskKit): Promise<ServerWord> {
  let { wire } = kit
  let last = await exchangeFirst(server, question, kit)
  if (isWithoutEdns(last.result)) {
    // RFC 6891 §6.2.2, §7: such a server may do better without EDNS.
    wire = { ...wire, udpPayload: null }
    last = await exchangeOnce(server, 'udp', question, kit, wire)
  }
  if (!isForTcp(last.result)) return toWord(server, question, last)
  const overTcp = await exchangeOnce(server, 'tcp', question, kit, wire)
  if (overTcp.result.kind !== 'network') return toWord(server, question, overTcp)
  // That TCP cannot be had does not unmake the unreadable reply that was there before.
  if (last.result.kind === 'corrupt') return toWord(server, question, last)
  if (last.result.kind !== 'case-changed') return toWord(server, question, overTcp)
  // A box that spells names its own way and knows no TCP: better asked in plain letters than not at all.
  return toWord(server, question, await exchangeOnce(server, 'udp', question, kit, { ...wire, mixedCase: false }))
}

function exchangeFirst(server: DnsServer, question: Question, kit: AskKit): Promise<Exchanged> {
  const { permits, signal, turn, wire } = kit
  if (signal.aborted) return Promise.resolve(abortedBefore('udp'))
  const begin = (): Promise<Exchanged> => {
    turn?.onTurn()
    return exchangeNow(server, 'udp', question, kit, wire)
  }
  if (permits.tryAcquire()) return begin()
  return permits.acquire(signal).then((isMine) => (isMine ? begin() : abortedBefore('udp')))
}

/** Goes on with what was begun: first in line. */
async function exchangeOnce(server: DnsServer, transport: Transport, question: Question, kit: AskKit, wire: WireOptions): Promise<Exchanged> {
  const isMine = await kit.permits.acquire(kit.signal, true)
  return isMine ? exchangeNow(server, transport, question, kit, wire) : abortedBefore(transport)
}

const abortedBefore = (transport: Transport): Exchanged => ({ result: { kind: 'aborted' }, rttMs: 0, transport })

/** With a permit, which it gives back. */
function exchangeNow(server: DnsServer, transport: Transport, question: Question, kit: AskKit, wire: WireOptions): Promise<Exchanged> {
  const { permits, ports, log, signal } = kit
  const attempt = log.begin(formatDnsServer(server), transport)
  const name = wire.mixedCase ? mixCase(question.name) : question.name
  const query = buildQuery({ name, type: question.type, udpPayload: wire.udpPayload, recursion: wire.recursion })
  const request = { server, query, signal, limits: wire.limits, ports }
  return new Promise((resolve, reject) => {
    const settle = ({ result, dropped }: ExchangeEnd): void => {
      if (result.kind === 'network' && isShortage(result.detail)) {
        // No word about the server: back in line until there is a socket, or nobody waits any more.
        log.withdraw(attempt)
        permits.releaseUnused()
        return resolve(exchangeOnce(server, transport, question, kit, wire))
      }
      permits.release()
      resolve({ result, rttMs: log.end(attempt, toResultWord(result), dropped), transport })
    }
    if (transport === 'udp') return exchangeUdp(request, settle)
    exchangeTcp(request).then(settle, (bug: Error) => {
      permits.release()
      reject(bug)
    })
  })
}

function isWithoutEdns(result: ExchangeResult): boolean {
  if (result.kind !== 'reply') return false
  const { rcode } = result.reply
  return rcode === rcodes.formErr || rcode === rcodes.notImp || rcode === rcodes.badVers
}

function isForTcp({ kind }: ExchangeResult): boolean {
  return kind === 'truncated' || kind === 'case-changed' || kind === 'flooded' || kind === 'corrupt'
}

function toWord(server: DnsServer, question: Question, { result, rttMs, transport }: Exchanged): ServerWord {
  const say = (raw: Uint8Array | null, conclusion: ServerWord['conclusion']): ServerWord => ({ server, transport, rttMs, raw, reply: null, conclusion })
  switch (result.kind) {
    case 'reply':
      return { server, transport, rttMs, raw: result.reply.raw, reply: result.reply, conclusion: readAnswer(result.reply, question) }
    case 'corrupt':
      return say(result.raw, { kind: 'malformed', detail: result.detail })
    case 'network':
      return say(null, { kind: 'network', detail: result.detail })
    case 'aborted':
      return say(null, { kind: 'aborted', detail: 'aborted' })
    case 'truncated':
    case 'case-changed':
    case 'flooded':
      return say(null, { kind: 'malformed', detail: result.kind })
  }
}

const rcodeWords = new Map<number, string>(
  Object.entries(rcodes).map(([word, rcode]) => [rcode, word.toLowerCase()]),
)

function toResultWord(result: ExchangeResult): string {
  if (result.kind === 'reply') return rcodeWords.get(result.reply.rcode) ?? `rcode-${result.reply.rcode}`
  return result.kind === 'network' || result.kind === 'corrupt' ? result.detail : result.kind
}
