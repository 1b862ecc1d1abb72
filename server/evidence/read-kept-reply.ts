/**
 * The octets of a kept reply in the words of a zone file. Where things lie, and what the types that Connect asks for
 * hold, is read by the same code that the check read with; other types are shown as RFC 3597 §5 writes unknown ones.
 */
import type { HeaderFlag, WireRecord, WireReply } from '#core/contract/explain.ts'
import { decodeRecords, type ReplyRecord } from '../dns/decode.ts'
import { defaultMessageLimits, headerOctets, walkMessage, type RecordPlace } from '../dns/preflight.ts'
import { readWireName, toZoneName, toZoneString } from './zone-text.ts'

export type KeptReading = { reply: WireReply; fault: null } | { reply: null; fault: string }

const unreadable = (fault: string): KeptReading => ({ reply: null, fault })

export function readKeptReply(octets: Buffer): KeptReading {
  if (octets.length < headerOctets) return unreadable('header-cut-short')
  const question = readQuestions(octets)
  if (question === null) return unreadable('question-cut-short')
  const walk = walkMessage(octets, question.end, defaultMessageLimits)
  if ('fault' in walk) return unreadable(walk.fault)
  const [questions, answers, authorities, additionals] = [4, 6, 8, 10].map((at) => octets.readUInt16BE(at)) as [number, number, number, number]
  const records = walk.places.map((place) => (place.type === optType ? null : toRecord(octets, place)))
  const part = (from: number, count: number) => records.slice(from, from + count).filter((record) => record !== null)
  return {
    fault: null,
    reply: {
      ...readHeader(octets, walk.places),
      counts: { questions, answers, authorities, additionals },
      question: question.first,
      answers: part(0, answers),
      authorities: part(answers, authorities),
      additionals: part(answers + authorities, additionals),
    },
  }
}

const optType = 41

/** RFC 1035 §4.1.2 */
function readQuestions(octets: Buffer): { end: number; first: WireReply['question'] } | null {
  let at = headerOctets
  let first: WireReply['question'] = null
  for (let left = octets.readUInt16BE(4); left > 0; left--) {
    const name = readWireName(octets, at)
    if (name === null || name.end + 4 > octets.length) return null
    first ??= { name: name.text, type: toTypeText(octets.readUInt16BE(name.end)), class: toClassText(octets.readUInt16BE(name.end + 2)) }
    at = name.end + 4
  }
  return { end: at, first }
}

const rcodeNames = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED', 'YXDOMAIN', 'YXRRSET', 'NXRRSET', 'NOTAUTH', 'NOTZONE']
const rcodeNamesAbove: Readonly<Record<number, string>> = { 16: 'BADVERS', 23: 'BADCOOKIE' }
const flagMasks: readonly (readonly [HeaderFlag, number])[] =
  [['qr', 0x8000], ['aa', 0x0400], ['tc', 0x0200], ['rd', 0x0100], ['ra', 0x0080], ['ad', 0x0020], ['cd', 0x0010]]

/** RFC 6891 §6.1.3: OPT has the upper bits of the code and the version where others have their TTL. */
function readHeader(octets: Buffer, places: readonly RecordPlace[]): Pick<WireReply, 'rcode' | 'flags' | 'edns'> {
  const bits = octets.readUInt16BE(2)
  const opt = places.find(({ type }) => type === optType)
  const code = (bits & 0x0f) | ((opt === undefined ? 0 : (octets[opt.rdataStart - 6] ?? 0)) << 4)
  return {
    rcode: rcodeNames[code] ?? rcodeNamesAbove[code] ?? `RCODE${code}`,
    flags: flagMasks.filter(([, mask]) => (bits & mask) !== 0).map(([flag]) => flag),
    edns: opt === undefined ? null : { version: octets[opt.rdataStart - 5] ?? 0, udpPayload: opt.class },
  }
}

function toRecord(octets: Buffer, place: RecordPlace): WireRecord {
  const [known] = decodeRecords({ octets, raw: octets }, [place], 0, 1) ?? []
  return {
    // The walk has seen that the name ends.
    name: readWireName(octets, place.owner)?.text ?? '.',
    ttlSeconds: known?.ttlSeconds ?? octets.readUInt32BE(place.rdataStart - 6),
    class: toClassText(place.class),
    type: toTypeText(place.type),
    data: known === undefined ? toUnknownData(octets.subarray(place.rdataStart, place.rdataEnd)) : toData(known),
  }
}

function toData(record: ReplyRecord): string {
  switch (record.type) {
    case 'TXT':
    case 'SPF':
      return record.data.strings.map(toZoneString).join(' ')
    case 'A':
    case 'AAAA':
      return record.data.address
    case 'MX':
      return `${record.data.preference} ${toZoneName(record.data.exchange)}`
    case 'NS':
      return toZoneName(record.data.host)
    case 'CNAME':
    case 'PTR':
      return toZoneName(record.data.target)
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data
      return [toZoneName(mname), toZoneName(rname), serial, refresh, retry, expire, minimum].join(' ')
    }
  }
}

/** RFC 3597 §5 */
function toUnknownData(rdata: Buffer): string {
  return ['\\#', String(rdata.length), rdata.toString('hex')].filter((part) => part !== '').join(' ')
}

const typeNames: Readonly<Record<number, string>> = {
  1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 12: 'PTR', 15: 'MX', 16: 'TXT', 28: 'AAAA', 33: 'SRV', 39: 'DNAME', 43: 'DS',
  46: 'RRSIG', 47: 'NSEC', 48: 'DNSKEY', 50: 'NSEC3', 99: 'SPF', 257: 'CAA',
}
const toTypeText = (type: number): string => typeNames[type] ?? `TYPE${type}`
const toClassText = (value: number): string => (value === 1 ? 'IN' : `CLASS${value}`)
