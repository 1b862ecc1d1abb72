/** Questions and replies of the DNS world on the wire: the server's side of dns2's `Packet`. */
import { Packet } from 'dns2'
import type { Resource } from 'dns2'
import type { WorldAnswer, WorldQuestion } from './dns-answer.ts'
import { toName } from './dns-zones.ts'
import type { ZoneRecord } from './dns-zones.ts'

const classIn = 1
const plainUdpOctets = 512
/** What passes every link in one piece; asked for more, a careful server still keeps to it. */
const maxUdpOctets = 1232

export interface WorldRequest {
  question: WorldQuestion
  maxUdpOctets: number
  packet: Packet
}

/** Null for what deserves no reply: not a question at all. A number is the rcode that refuses it. */
export function readRequest(octets: Buffer): WorldRequest | { packet: Packet; rcode: number } | null {
  if (octets.length < Packet.HEADER_SIZE) return null
  const packet = Packet.parse(octets)
  if (packet.header.qr === 1) return null
  const [asked] = packet.questions
  if (packet.header.opcode !== 0) return { packet, rcode: Packet.RCODE.NOTIMP }
  if (packet.errors.length > 0 || asked === undefined || packet.questions.length > 1) {
    return { packet, rcode: Packet.RCODE.FORMERR }
  }
  if (asked.class !== classIn) return { packet, rcode: Packet.RCODE.REFUSED }
  const payload = ednsOf(packet)?.class ?? plainUdpOctets
  return {
    question: { name: toName(asked.name), type: Packet.typeName(asked.type) },
    maxUdpOctets: Math.min(Math.max(payload, plainUdpOctets), maxUdpOctets),
    packet,
  }
}

/** A reply that is longer than allowed goes out empty and truncated: the client comes back over TCP. */
export function buildReply(request: Packet, answer: WorldAnswer, wire: { recursion: boolean; maxOctets: number }): Buffer {
  const reply = toPacket(request, answer, wire.recursion)
  const octets = reply.toBuffer()
  if (octets.length <= wire.maxOctets) return octets
  const short = toPacket(request, { ...answer, answers: [], authorities: [], additionals: [] }, wire.recursion)
  short.header.tc = 1
  return short.toBuffer()
}

function toPacket(request: Packet, answer: WorldAnswer, recursion: boolean): Packet {
  const packet = Packet.createResponseFromRequest(request)
  Object.assign(packet.header, {
    aa: answer.authoritative ? 1 : 0,
    ra: recursion ? 1 : 0,
    rcode: answer.rcode,
  })
  packet.answers = answer.answers.map(toResource)
  packet.authorities = answer.authorities.map(toResource)
  packet.additionals = answer.additionals.map(toResource)
  if (ednsOf(request) !== undefined) {
    packet.additionals.push(Packet.Resource.EDNS([], { udpPayloadSize: maxUdpOctets }))
  }
  return packet
}

function ednsOf(packet: Packet): Resource | undefined {
  return packet.additionals.find(({ type }) => type === Packet.TYPE.EDNS)
}

function toResource(record: ZoneRecord): Resource {
  const { name, type, ttlSeconds: ttl, value } = record
  const fields = typeof value === 'string' ? toFields(type, value) : { data: value.map((octets) => Buffer.from(octets)) }
  return new Packet.Resource({ name, type: Packet.TYPE[type], class: classIn, ttl, ...(fields as Partial<Resource>) })
}

function toFields(type: ZoneRecord['type'], value: string): Partial<Resource> {
  const words = value.split(' ')
  const [first = '', second = ''] = words
  switch (type) {
    case 'A':
    case 'AAAA':
      return { address: value }
    case 'MX':
      return { priority: Number(first), exchange: second }
    case 'NS':
      return { ns: value }
    case 'CNAME':
    case 'PTR':
      return { domain: value }
    case 'SOA': {
      const [serial = 0, refresh = 0, retry = 0, expiration = 0, minimum = 0] = words.slice(2).map(Number)
      return { primary: first, admin: second, serial, refresh, retry, expiration, minimum }
    }
    case 'SPF':
    case 'TXT':
      return {}
  }
}
