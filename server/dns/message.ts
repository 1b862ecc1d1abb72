/**
 * The only place of the resolver that knows dns2: questions become octets here and replies become records.
 * A reply that is not provably ours, or not wholly readable, never becomes an answer.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Packet as PacketClass } from 'dns2'
import type { RrType } from '#core/dns/outcome.ts'
import { decodeRecords, isDecodable } from './decode.ts'
import type { ReplyRecord } from './decode.ts'
import { randomUint16 } from './dice.ts'
import { toLowerAscii } from './name.ts'
import { headerOctets, walkMessage } from './preflight.ts'
import type { MessageLimits, RecordPlace } from './preflight.ts'

/**
 * dns2's messages without the rest of it: its entry brings servers and clients for HTTP, HTTP/2 and TLS, 4 MB that
 * `connect-check` would carry for nothing. The version is exact, so the file is known to be there.
 */
const require = createRequire(import.meta.url)
const Packet = require(join(dirname(require.resolve('dns2')), 'packet.js')) as typeof PacketClass

export interface Query {
  id: number
  octets: Buffer
  /** The end of the question section within `octets`. */
  questionEnd: number
}

export interface Reply {
  rcode: number
  authoritative: boolean
  recursionAvailable: boolean
  answers: readonly ReplyRecord[]
  authorities: readonly ReplyRecord[]
  /** Addresses of name servers, where the reply is a referral. Without the OPT record. */
  additionals: readonly ReplyRecord[]
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
const optType = 41

export interface QueryForm {
  type: RrType
  /** Null: without EDNS. */
  udpPayload: number | null
  /** RD: whether the server shall find out for us (a resolver), or say what it knows itself (a zone's own server). */
  recursion: boolean
}

/** A question with the name as given (mixed in case, when that is wanted). */
export function buildQuery(question: QueryForm & { name: string }): Query {
  const form = formOf(question)
  const name = question.name === '.' ? '' : question.name
  const nameOctets = name.length + (name === '' ? 1 : 2)
  const octets = Buffer.allocUnsafe(form.length - 1 + nameOctets)
  const id = randomUint16()
  put(octets, 0, form, 0, headerOctets)
  octets.writeUInt16BE(id, 0)
  writeName(octets, name)
  put(octets, headerOctets + nameOctets, form, headerOctets + 1, form.length)
  return { id, octets, questionEnd: headerOctets + nameOctets + 4 }
}

/** `Buffer.copy` makes an object of each part that it copies. */
function put(target: Buffer, at: number, source: Buffer, from: number, to: number): void {
  for (let i = from; i < to; i++) target[at + i - from] = source[i] ?? 0
}

const forms: (QueryForm & { octets: Buffer })[] = []

/** What all questions of a kind have in common, as dns2 writes it for the root: the name alone is put in by hand. */
function formOf({ type, udpPayload, recursion }: QueryForm): Buffer {
  for (const form of forms) if (form.type === type && form.udpPayload === udpPayload && form.recursion === recursion) return form.octets
  const packet = new Packet()
  Object.assign(packet.header, { rd: recursion ? 1 : 0 })
  packet.questions.push(new Packet.Question('', Packet.TYPE[type], classIn))
  if (udpPayload !== null) packet.additionals.push(Packet.Resource.EDNS([], { udpPayloadSize: udpPayload }))
  const octets = packet.toBuffer()
  forms.push({ type, udpPayload, recursion, octets })
  return octets
}

/** RFC 1035 §3.1. The name is canonical or a mixed spelling of that: no label is empty or too long. */
function writeName(octets: Buffer, name: string): void {
  let lengthAt = headerOctets
  octets.write(name, headerOctets + 1, 'latin1')
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const next = headerOctets + 1 + dot
    octets[lengthAt] = next - lengthAt - 1
    lengthAt = next
  }
  const end = headerOctets + 1 + name.length
  octets[lengthAt] = name === '' ? 0 : end - lengthAt - 1
  if (name !== '') octets[end] = 0
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
  const { questionEnd } = query
  if (isSameBetween(octets, query.octets, headerOctets, questionEnd)) return 'same'
  const asked = query.octets.toString('latin1', headerOctets, questionEnd)
  const echoed = octets.toString('latin1', headerOctets, questionEnd)
  const isSame = toLowerAscii(asked) === toLowerAscii(echoed)
  return isSame ? 'but-for-case' : 'other'
}

/** `Buffer.compare` takes longer to look at its arguments than this at a question. */
function isSameBetween(a: Buffer, b: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (a[at] !== b[at]) return false
  return true
}

function bareReply(octets: Buffer): Reply {
  const rcode = octets.readUInt8(3) & 0x0f
  return { rcode, authoritative: false, recursionAvailable: false, answers: [], authorities: [], additionals: [], raw: toOctets(octets) }
}

function corrupt(octets: Buffer, detail: string): ReplyReading {
  return { kind: 'corrupt', detail, raw: toOctets(octets) }
}

/**
 * The types that Connect asks for are read straight from their places: dns2 reads octet by octet into generic records,
 * which took a good part of a look-up's time, and TXT strings as UTF-8, which loses what is not. Whatever else a reply
 * holds is for dns2 to judge.
 */
function decode(octets: Buffer, places: readonly RecordPlace[]): ReplyReading {
  const answerCount = octets.readUInt16BE(6)
  const recordCount = answerCount + octets.readUInt16BE(8)
  /** Of our types, or an OPT in its section: its options are no records, and we asked for none (RFC 6891 §6.1.1). */
  const isPlain = (place: RecordPlace, index: number): boolean => isDecodable(place) || (place.type === optType && index >= recordCount)
  // A record that cannot be decoded is left out by dns2: without this look it would read as "there is no record".
  if (!places.every(isPlain) && Packet.parse(octets).errors.length > 0) return corrupt(octets, 'undecodable-record')
  const source = { octets, raw: toOctets(octets) }
  const answers = decodeRecords(source, places, 0, answerCount)
  const authorities = decodeRecords(source, places, answerCount, recordCount)
  const additionals = decodeRecords(source, places, recordCount, places.length)
  if (answers === null || authorities === null || additionals === null) return corrupt(octets, 'undecodable-record')
  const flags = { authoritative: ((octets[2] ?? 0) & 0x04) !== 0, recursionAvailable: ((octets[3] ?? 0) & 0x80) !== 0 }
  return { kind: 'reply', reply: { rcode: toRcode(octets, places, recordCount), ...flags, answers, authorities, additionals, raw: source.raw } }
}

/** RFC 6891 §6.1.3: the upper eight bits stand in the OPT record, where its TTL would be. */
function toRcode(octets: Buffer, places: readonly RecordPlace[], from: number): number {
  const low = (octets[3] ?? 0) & 0x0f
  for (let i = from; i < places.length; i++) {
    const place = places[i]
    if (place?.type === optType) return ((octets[place.rdataStart - 6] ?? 0) << 4) | low
  }
  return low
}

/** Each datagram comes in memory of its own, in which nobody writes any more; of shared memory a copy is kept. */
function toOctets(octets: Buffer): Uint8Array {
  const hasOwnMemory = octets.buffer.byteLength === octets.byteLength
  return hasOwnMemory ? new Uint8Array(octets.buffer) : new Uint8Array(octets)
}
