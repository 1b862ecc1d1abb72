/**
 * Records from the octets of a reply that `preflight.ts` has walked: only the types that Connect asks for, names in
 * lower case. It never guesses: a record that is not what its type says makes the whole reply unreadable.
 */
import type { RecordOf, RrType, TxtRecord } from '#core/dns/outcome.ts'
import { formatIp } from '#core/spf/ip.ts'
import type { RecordPlace } from './preflight.ts'

/** One record of a reply, names in lower case, of a type that Connect asks for. */
export type ReplyRecord = { [K in RrType]: { name: string; type: K; ttlSeconds: number; data: RecordOf[K] } }[RrType]

/** The reply twice: `raw` is the copy that lasts, of which TXT strings are parts. */
export interface Source {
  octets: Buffer
  raw: Uint8Array
}

const wordOf: Readonly<Record<number, RrType>> = { 1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 12: 'PTR', 15: 'MX', 16: 'TXT', 28: 'AAAA', 99: 'SPF' }
const classIn = 1

export function isDecodable({ type, class: of }: RecordPlace): boolean {
  return of === classIn && wordOf[type] !== undefined
}

const none: readonly ReplyRecord[] = []

/** Null when one of them cannot be read. Records of other types and classes are left out. */
export function decodeRecords(source: Source, places: readonly RecordPlace[], from: number, to: number): readonly ReplyRecord[] | null {
  if (from === to) return none
  const records: ReplyRecord[] = []
  for (let i = from; i < to; i++) {
    const place = places[i]
    if (place === undefined || !isDecodable(place)) continue
    const record = decodeRecord(source, place)
    if (record === null) return null
    records.push(record)
  }
  return records
}

/** RFC 2181 §8: with the highest bit set it is as if zero had come. */
const toTtl = (seconds: number): number => (seconds > 0x7fffffff ? 0 : seconds)

function decodeRecord(source: Source, place: RecordPlace): ReplyRecord | null {
  const name = readName(source.octets, place.owner)
  const ttlSeconds = toTtl(source.octets.readUInt32BE(place.rdataStart - 6))
  const type = wordOf[place.type]
  if (name === null || type === undefined) return null
  switch (type) {
    case 'TXT':
    case 'SPF': {
      const data = readTxt(source, place)
      return data && { name, type, ttlSeconds, data }
    }
    case 'A':
    case 'AAAA': {
      const data = readAddress(source.octets, place, type === 'A' ? 4 : 16)
      return data && { name, type, ttlSeconds, data }
    }
    case 'MX': {
      const exchange = readLastName(source.octets, place, place.rdataStart + 2)
      return exchange === null ? null : { name, type, ttlSeconds, data: { preference: source.octets.readUInt16BE(place.rdataStart), exchange } }
    }
    case 'NS': {
      const host = readLastName(source.octets, place, place.rdataStart)
      return host === null ? null : { name, type, ttlSeconds, data: { host } }
    }
    case 'CNAME':
    case 'PTR': {
      const target = readLastName(source.octets, place, place.rdataStart)
      return target === null ? null : { name, type, ttlSeconds, data: { target } }
    }
    case 'SOA': {
      const data = readSoa(source.octets, place)
      return data && { name, type, ttlSeconds, data }
    }
  }
}

/** RFC 1035 §3.4.1, RFC 3596 §2.2 */
function readAddress(octets: Buffer, { rdataStart: at, rdataEnd }: RecordPlace, length: 4 | 16): { address: string } | null {
  if (rdataEnd - at !== length) return null
  if (length === 4) return { address: `${octets[at]}.${octets[at + 1]}.${octets[at + 2]}.${octets[at + 3]}` }
  return { address: formatIp({ family: 6, octets: [...octets.subarray(at, rdataEnd)] }) }
}

/** RFC 1035 §3.3.14. From the octets themselves, since a string may hold any. */
function readTxt({ octets, raw }: Source, { rdataStart, rdataEnd }: RecordPlace): TxtRecord | null {
  const strings: Uint8Array[] = []
  let text = ''
  for (let at = rdataStart; at < rdataEnd; ) {
    const end = at + 1 + (octets[at] ?? 0)
    if (end > rdataEnd) return null
    strings.push(raw.subarray(at + 1, end))
    text += octets.toString('latin1', at + 1, end)
    at = end
  }
  return { strings, text, ascii: isPrintableAscii(strings) }
}

function isPrintableAscii(strings: readonly Uint8Array[]): boolean {
  for (const string of strings) {
    for (let i = 0; i < string.length; i++) {
      const octet = string[i] ?? 0
      if (octet < 0x20 || octet > 0x7e) return false
    }
  }
  return true
}

/** RFC 1035 §3.3.13 */
function readSoa(octets: Buffer, { rdataStart, rdataEnd, namesEnd }: RecordPlace): RecordOf['SOA'] | null {
  if (namesEnd + 20 !== rdataEnd) return null
  const mname = readName(octets, rdataStart)
  const rname = readName(octets, afterName(octets, rdataStart))
  if (mname === null || rname === null) return null
  const [serial, refresh, retry, expire, minimum] = [0, 4, 8, 12, 16].map((offset) => octets.readUInt32BE(namesEnd + offset))
  return { mname, rname, serial: serial ?? 0, refresh: refresh ?? 0, retry: retry ?? 0, expire: expire ?? 0, minimum: minimum ?? 0 }
}

/** A name that ends the RDATA, exactly there. */
function readLastName(octets: Buffer, { rdataEnd, namesEnd }: RecordPlace, at: number): string | null {
  return namesEnd === rdataEnd ? readName(octets, at) : null
}

/** The walk has seen that it ends: at a zero octet or at a pointer. */
function afterName(octets: Buffer, start: number): number {
  let at = start
  for (let length = octets[at] ?? 0; length !== 0; length = octets[at] ?? 0) {
    if (length >= 0xc0) return at + 2
    at += length + 1
  }
  return at + 1
}

/** RFC 1035 §2.3.4: 255 octets, the length octets and the root's among them. */
const maxNameOctets = 255
const scratch = Buffer.allocUnsafeSlow(maxNameOctets)

/** Labels with dots between them, `.` for the root; null when it is longer than a name can be. */
function readName(octets: Buffer, start: number): string | null {
  let at = start
  let written = 0
  for (let length = octets[at] ?? 0; length !== 0; length = octets[at] ?? 0) {
    if (length >= 0xc0) {
      at = ((length & 0x3f) << 8) | (octets[at + 1] ?? 0)
      continue
    }
    if (written + length + 2 > maxNameOctets) return null
    for (const end = at + 1 + length; ++at < end; ) scratch[written++] = toLowerOctet(octets[at] ?? 0)
    scratch[written++] = 0x2e
  }
  return written === 0 ? '.' : scratch.toString('latin1', 0, written - 1)
}

function toLowerOctet(octet: number): number {
  return octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet
}
