/** A zone as plain data, asked like DNS: for tests of `core`, where nothing may open a socket. */
import type { DnsOutcome, DnsOutcomeKind, Lookup, RecordOf, RrType, TxtRecord } from '../../core/dns/outcome.ts'

/** What one name has. TXT as text, or as its strings; MX as `preference host`. An empty object: the name without records. */
export interface ZoneName {
  TXT?: ReadonlyArray<string | readonly string[]>
  SPF?: readonly string[]
  A?: readonly string[]
  AAAA?: readonly string[]
  MX?: readonly string[]
  PTR?: readonly string[]
}

/** A name that is absent is `nxdomain`; one without the type asked for is `nodata`; a kind in place of records says why nobody can tell. */
export type Zone = Readonly<Record<string, ZoneName | Exclude<DnsOutcomeKind, 'answer'>>>

export interface ZoneLookup {
  lookup: Lookup
  /** Every question, in order, as `name TYPE`. */
  asked: string[]
}

export function createZone(zone: Zone): ZoneLookup {
  const names = new Map(Object.entries(zone).map(([name, records]) => [name.toLowerCase(), records]))
  const asked: string[] = []
  const lookup = <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    asked.push(`${name} ${type}`)
    return Promise.resolve(answer(name, type, names.get(name.toLowerCase().replace(/\.$/, ''))))
  }
  return { lookup, asked }
}

function answer<T extends RrType>(name: string, type: T, found: Zone[string] | undefined): DnsOutcome<T> {
  const meta = { name, type, server: '127.0.0.1:53', transport: 'udp' as const, rttMs: 1, cached: false, ageSeconds: 0, attempts: [], raw: null }
  if (found === undefined) return { ...meta, kind: 'nxdomain', negativeTtlSeconds: 60, cnames: [] }
  if (typeof found === 'string') return failure(meta, found)
  const records = toRecords(type, found)
  if (records.length === 0) return { ...meta, kind: 'nodata', negativeTtlSeconds: 60, cnames: [] }
  return { ...meta, kind: 'answer', records, ttlSeconds: 300, cnames: [] }
}

/** What all outcomes have in common. */
type Meta = Omit<DnsOutcome, 'kind'>

function failure(meta: Meta, kind: Exclude<DnsOutcomeKind, 'answer'>): DnsOutcome<never> {
  switch (kind) {
    case 'nodata':
    case 'nxdomain':
      return { ...meta, kind, negativeTtlSeconds: 60, cnames: [] }
    case 'servfail':
    case 'refused':
    case 'other-rcode':
      return { ...meta, kind, rcode: 2 }
    default:
      return { ...meta, kind, detail: 'as the test wants it' }
  }
}

function toRecords<T extends RrType>(type: T, found: ZoneName): RecordOf[T][] {
  // One table for all types: the compiler cannot see that the key chosen is the type asked for.
  return (readers[type]?.(found) ?? []) as RecordOf[T][]
}

const readers: Partial<Record<RrType, (found: ZoneName) => object[]>> = {
  TXT: ({ TXT = [] }) => TXT.map(toTxt),
  SPF: ({ SPF = [] }) => SPF.map(toTxt),
  A: ({ A = [] }) => A.map((address) => ({ address })),
  AAAA: ({ AAAA = [] }) => AAAA.map((address) => ({ address })),
  PTR: ({ PTR = [] }) => PTR.map((target) => ({ target })),
  MX: ({ MX = [] }) =>
    MX.map((text) => {
      const [preference = '', exchange = ''] = text.split(' ')
      return { preference: Number(preference), exchange }
    }),
}

function toTxt(value: string | readonly string[]): TxtRecord {
  const strings = typeof value === 'string' ? [value] : value
  const text = strings.join('')
  const octets = strings.map((one) => Uint8Array.from(one, (char) => char.charCodeAt(0)))
  return { strings: octets, text, ascii: /^[\x20-\x7e]*$/.test(text) }
}
