/**
 * The zones of the DNS world: plain data in, a store that can be changed while it runs, and what a zone says about a
 * name (RFC 1034 §4.3.2, RFC 4592 for `*`). Who asks, and over what, is not known here.
 */

type TxtValue = string | Uint8Array | ReadonlyArray<string | Uint8Array>

/** Values as in a zone file: addresses, host names, `10 host` for MX. A TXT text is cut into strings by itself. */
export interface OwnerRecords {
  A?: readonly string[]
  AAAA?: readonly string[]
  CNAME?: readonly string[]
  MX?: readonly string[]
  NS?: readonly string[]
  PTR?: readonly string[]
  SPF?: readonly TxtValue[]
  TXT?: readonly TxtValue[]
}

export type ZoneType = keyof OwnerRecords

export interface ZoneData {
  origin: string
  ttlSeconds?: number
  negativeTtlSeconds?: number
  /** By full owner name, without a final dot. */
  records: Readonly<Record<string, OwnerRecords>>
}

export interface ZoneRecord {
  name: string
  type: ZoneType | 'SOA'
  ttlSeconds: number
  /** Strings for TXT and SPF, one text for the others; a SOA's is made from the zone. */
  value: string | readonly Uint8Array[]
}

/** What one zone knows of a question. `referral`: another server's business, and these are its name servers. */
export type ZoneAnswer =
  | { kind: 'records' | 'cname' | 'referral'; records: readonly ZoneRecord[] }
  | { kind: 'nodata' | 'nxdomain' }

export interface Zone {
  origin: string
  negativeTtlSeconds: number
  readonly serial: number
  set(name: string, type: ZoneType, records: readonly ZoneRecord[]): void
  get(name: string, type: ZoneType): readonly ZoneRecord[]
  find(name: string, type: string): ZoneAnswer
}

export function createZone({ origin, ttlSeconds = 300, negativeTtlSeconds = 60, records }: ZoneData): Zone {
  const owners = new Map<string, Map<ZoneType, readonly ZoneRecord[]>>()
  let serial = 1
  const hasName = (name: string): boolean => {
    for (const owner of owners.keys()) if (isAtOrBelow(owner, name)) return true
    return false
  }
  const zone: Zone = {
    origin,
    negativeTtlSeconds,
    get serial() {
      return serial
    },
    set(name, type, values) {
      const owner = owners.get(name) ?? new Map<ZoneType, readonly ZoneRecord[]>()
      if (values.length > 0) owner.set(type, values)
      else owner.delete(type)
      if (owner.size > 0) owners.set(name, owner)
      else owners.delete(name)
      serial += 1
    },
    get: (name, type) => owners.get(name)?.get(type) ?? [],
    find(name, type) {
      const cut = cutsBetween(origin, name).find((at) => owners.get(at)?.has('NS'))
      if (cut !== undefined) return { kind: 'referral', records: zone.get(cut, 'NS') }
      const owner = owners.get(name) ?? (hasName(name) ? null : owners.get(wildcardFor(name, hasName)))
      if (owner === undefined) return { kind: name === origin ? 'nodata' : 'nxdomain' }
      const found = owner?.get(type as ZoneType) ?? []
      if (found.length > 0) return { kind: 'records', records: found.map((record) => ({ ...record, name })) }
      const cname = owner?.get('CNAME') ?? []
      return cname.length > 0
        ? { kind: 'cname', records: cname.map((record) => ({ ...record, name })) }
        : { kind: 'nodata' }
    },
  }
  for (const [name, owner] of Object.entries(records)) {
    for (const [type, values] of Object.entries(owner) as [ZoneType, readonly TxtValue[]][]) {
      zone.set(toName(name), type, toRecords(name, type, values, ttlSeconds))
    }
  }
  return zone
}

export function toRecords(
  name: string,
  type: ZoneType,
  values: readonly TxtValue[],
  ttlSeconds: number,
): readonly ZoneRecord[] {
  const isText = type === 'TXT' || type === 'SPF'
  return values.map((value) => {
    if (isText) return { name: toName(name), type, ttlSeconds, value: toStrings(value) }
    if (typeof value !== 'string') throw new TypeError(`${type} of ${name}: a text is wanted`)
    return { name: toName(name), type, ttlSeconds, value }
  })
}

/** The root is the empty name here; case and a final dot do not matter. */
export function toName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '')
}

export function isAtOrBelow(name: string, zone: string): boolean {
  return zone === '' || name === zone || name.endsWith(`.${zone}`)
}

const maxStringOctets = 255

/** One text or one run of octets becomes as many strings as it needs (RFC 1035 §3.3); a list is taken as it is. */
function toStrings(value: TxtValue): readonly Uint8Array[] {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return value.map(toOctets)
  const octets = toOctets(value)
  const strings: Uint8Array[] = []
  for (let at = 0; at < octets.length; at += maxStringOctets) strings.push(octets.slice(at, at + maxStringOctets))
  return strings.length > 0 ? strings : [octets]
}

function toOctets(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value
}

/** The names below the apex down to the name itself, the highest first: where a delegation would sit. */
function cutsBetween(origin: string, name: string): readonly string[] {
  const cuts: string[] = []
  for (let at = name; at !== origin && at !== ''; at = parentOf(at)) cuts.unshift(at)
  return cuts
}

/** RFC 4592 §3.3.1: only the asterisk right below the closest name that exists can stand for this one. */
function wildcardFor(name: string, hasName: (name: string) => boolean): string {
  let encloser = parentOf(name)
  while (encloser !== '' && !hasName(encloser)) encloser = parentOf(encloser)
  return encloser === '' ? '*' : `*.${encloser}`
}

export function parentOf(name: string): string {
  const dot = name.indexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1)
}
