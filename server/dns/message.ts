/**
 * The only place of the resolver that knows dns2: questions become octets here and replies become records.
 * A reply that is not provably ours, or not wholly readable, never becomes an answer.
 */
import { Packet } from 'dns2'
import type { Resource } from 'dns2'
import type { RecordOf, RrType, TxtRecord } from '#core/dns/outcome.ts'
import { toLowerAscii } from './name.ts'
import { headerOctets, walkMessage } from './preflight.ts'
import type { MessageLimits, RecordPlace } from './preflight.ts'

export interface Query {
  id: number
  octets: Buffer
  /** The end of the question section within `octets`. */
  questionEnd: number
}

/** One record of a reply, names in lower case, of a type that Connect asks for. */
export type ReplyRecord = { [K in RrType]: { name: string; type: K; ttlSeconds: number; data: RecordOf[K] } }[RrType]

export interface Reply {
  rcode: number
  authoritative: boolean
  recursionAvailable: boolean
  answers: readonly ReplyRecord[]
  authorities: readonly ReplyRecord[]
  raw: Uint8Array
}

/** `stray`: not the reply to this question, keep waiting. `case-changed`: it is, but for the case of the name. */
export type ReplyReading =
  | { kind: 'reply'; reply: Reply }
  | { kind: 'stray' }
  | { kind: 'case-changed' | 'truncated' }
  | { kind: 'corrupt'; detail: string; raw: Uint8Array }

export const rcodes = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5, badVers: 16 } as const

const classIn = 1

/** A question with the name as given (mixed in case, when that is wanted). No EDNS when `udpPayload` is null. */
export function buildQuery(question: { name: string; type: RrType; udpPayload: number | null }): Query {
  const packet = new Packet()
  const id = Packet.uuid()
  Object.assign(packet.header, { id, rd: 1 })
  const name = question.name === '.' ? '' : question.name
  packet.questions.push(new Packet.Question(name, Packet.TYPE[question.type], classIn))
  if (question.udpPayload !== null) {
    packet.additionals.push(Packet.Resource.EDNS([], { udpPayloadSize: question.udpPayload }))
  }
  const octets = packet.toBuffer()
  return { id, octets, questionEnd: headerOctets + name.length + (name === '' ? 1 : 2) + 4 }
}

/** Over TCP there is nobody to guess, so that a change of case is passed over there. */
export function readReply(octets: Buffer, query: Query, transport: 'udp' | 'tcp', limits: MessageLimits): ReplyReading {
  if (!isReplyTo(octets, query)) return { kind: 'stray' }
  if (isUnreadQuestion(octets)) return { kind: 'reply', reply: bareReply(octets) }
  const match = compareQuestion(octets, query)
  if (match === 'other') return { kind: 'stray' }
  if (match === 'but-for-case' && transport === 'udp') return { kind: 'case-changed' }
  if (isTruncated(octets)) return transport === 'udp' ? { kind: 'truncated' } : corrupt(octets, 'truncated-over-tcp')
  const walk = walkMessage(octets, query.questionEnd, limits)
  if ('fault' in walk) return corrupt(octets, walk.fault)
  return decode(octets, walk.places)
}

/** One framed message of a TCP stream (RFC 1035 §4.2.2). Rejects when the stream ends early or fails. */
export function readFramed(socket: NodeJS.ReadableStream): Promise<Buffer> {
  return Packet.readStream(socket)
}

export function toFramed(octets: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(octets.length + 2)
  framed.writeUInt16BE(octets.length)
  octets.copy(framed, 2)
  return framed
}

function isReplyTo(octets: Buffer, query: Query): boolean {
  if (octets.length < headerOctets || octets.readUInt16BE(0) !== query.id) return false
  // QR set and opcode 0: anything else, our own question sent back included, is no reply.
  return (octets.readUInt8(2) & 0xf8) === 0x80
}

/** A server that could not read the question may leave it out (RFC 6891 §7); no other reply may. */
function isUnreadQuestion(octets: Buffer): boolean {
  const rcode = octets.readUInt8(3) & 0x0f
  return octets.readUInt16BE(4) === 0 && (rcode === rcodes.formErr || rcode === rcodes.notImp)
}

function isTruncated(octets: Buffer): boolean {
  return (octets.readUInt8(2) & 0x02) !== 0
}

function compareQuestion(octets: Buffer, query: Query): 'same' | 'but-for-case' | 'other' {
  if (octets.readUInt16BE(4) !== 1 || octets.length < query.questionEnd) return 'other'
  const asked = query.octets.subarray(headerOctets, query.questionEnd)
  const echoed = octets.subarray(headerOctets, query.questionEnd)
  if (asked.equals(echoed)) return 'same'
  const isSame = toLowerAscii(asked.toString('latin1')) === toLowerAscii(echoed.toString('latin1'))
  return isSame ? 'but-for-case' : 'other'
}

function bareReply(octets: Buffer): Reply {
  const rcode = octets.readUInt8(3) & 0x0f
  return { rcode, authoritative: false, recursionAvailable: false, answers: [], authorities: [], raw: toOctets(octets) }
}

function corrupt(octets: Buffer, detail: string): ReplyReading {
  return { kind: 'corrupt', detail, raw: toOctets(octets) }
}

function decode(octets: Buffer, places: readonly RecordPlace[]): ReplyReading {
  const packet = Packet.parse(octets)
  // A record that cannot be decoded is left out by dns2: without this look it would read as "there is no record".
  if (packet.errors.length > 0) return corrupt(octets, 'undecodable-record')
  const { header } = packet
  const raw = toOctets(octets)
  const answers = toRecords(packet.answers, places, raw)
  const authorities = toRecords(packet.authorities, places.slice(packet.answers.length), raw)
  const flags = { authoritative: header.aa === 1, recursionAvailable: header.ra === 1 }
  return { kind: 'reply', reply: { rcode: header.rcode, ...flags, answers, authorities, raw } }
}

function toRecords(resources: readonly Resource[], places: readonly RecordPlace[], raw: Uint8Array): ReplyRecord[] {
  return resources.flatMap((resource, i) => {
    const place = places[i]
    if (place === undefined || place.class !== classIn) return []
    const record = toRecord(resource, raw.subarray(place.rdataStart, place.rdataEnd))
    return record === null ? [] : [record]
  })
}

function toRecord(resource: Resource, rdata: Uint8Array): ReplyRecord | null {
  const base = { name: toName(resource.name), ttlSeconds: resource.ttl }
  switch (resource.type) {
    case Packet.TYPE.TXT:
      return { ...base, type: 'TXT', data: toTxt(rdata) }
    case Packet.TYPE.SPF:
      return { ...base, type: 'SPF', data: toTxt(rdata) }
    case Packet.TYPE.A:
      return { ...base, type: 'A', data: { address: resource.address ?? '' } }
    case Packet.TYPE.AAAA:
      return { ...base, type: 'AAAA', data: { address: resource.address ?? '' } }
    case Packet.TYPE.MX:
      return {
        ...base,
        type: 'MX',
        data: { preference: resource.priority ?? 0, exchange: toName(resource.exchange) },
      }
    case Packet.TYPE.NS:
      return { ...base, type: 'NS', data: { host: toName(resource.ns) } }
    case Packet.TYPE.CNAME:
      return { ...base, type: 'CNAME', data: { target: toName(resource.domain) } }
    case Packet.TYPE.PTR:
      return { ...base, type: 'PTR', data: { target: toName(resource.domain) } }
    case Packet.TYPE.SOA:
      return { ...base, type: 'SOA', data: toSoa(resource) }
    default:
      return null
  }
}

/** The root has no label; `.` keeps it from looking like a missing name. */
function toName(name: string | undefined): string {
  return name === undefined || name === '' ? '.' : toLowerAscii(name)
}

function toSoa(resource: Resource): RecordOf['SOA'] {
  const { serial = 0, refresh = 0, retry = 0, minimum = 0 } = resource
  return {
    mname: toName(resource.primary),
    rname: toName(resource.admin),
    serial,
    refresh,
    retry,
    expire: Number(resource.expiration ?? 0),
    minimum,
  }
}

/** From the octets themselves: dns2 reads each string as UTF-8 and loses what is not (RFC 1035 §3.3.14). */
function toTxt(rdata: Uint8Array): TxtRecord {
  const strings: Uint8Array[] = []
  for (let at = 0; at < rdata.length; ) {
    const length = rdata[at] ?? 0
    strings.push(rdata.slice(at + 1, at + 1 + length))
    at += 1 + length
  }
  const joined = Buffer.concat(strings)
  return { strings, text: joined.toString('latin1'), ascii: joined.every((octet) => octet >= 0x20 && octet <= 0x7e) }
}

function toOctets(buffer: Buffer): Uint8Array {
  return Uint8Array.from(buffer)
}
