/**
 * The port through which `core` asks DNS: what a question is, what can come back, and how SPF reads it.
 * No implementation lives here; `server/dns` has the only one, tests hand in zones of their own.
 */

/** The record types that Connect asks for. `SPF` is type 99, obsolete since RFC 7208 §3.1: asked for only to say so. */
export type RrType = 'A' | 'AAAA' | 'TXT' | 'MX' | 'NS' | 'SOA' | 'CNAME' | 'PTR' | 'SPF'

/** One TXT record. `text` joins the strings without a separator (RFC 7208 §3.3), each octet as one Latin-1 character. */
export interface TxtRecord {
  strings: readonly Uint8Array[]
  text: string
  /** False when an octet lies outside printable US-ASCII. */
  ascii: boolean
}

export interface RecordOf {
  TXT: TxtRecord
  SPF: TxtRecord
  MX: { preference: number; exchange: string }
  /** `glue`: the host's addresses, where a delegation tells them. */
  NS: { host: string; glue?: readonly string[] }
  A: { address: string }
  AAAA: { address: string }
  CNAME: { target: string }
  PTR: { target: string }
  SOA: { mname: string; rname: string; serial: number; refresh: number; retry: number; expire: number; minimum: number }
}

/** One exchange with one server, as it went. `startedMs` counts from the start of the look-up. */
export interface DnsAttempt {
  server: string
  transport: 'udp' | 'tcp'
  startedMs: number
  ms: number
  result: string
  /** Datagrams that did not belong to the question and were passed over. */
  dropped: number
}

interface Meta {
  name: string
  type: RrType
  /** The server whose reply decided, as `address:port`; null when none did. */
  server: string | null
  transport: 'udp' | 'tcp' | null
  rttMs: number | null
  cached: boolean
  /** Seconds since the reply came in; 0 unless cached. */
  ageSeconds: number
  attempts: readonly DnsAttempt[]
  /** The reply on the wire, for the evidence; null when there was none. */
  raw: Uint8Array | null
}

export interface Along {
  /** The names that aliases led to. */
  cnames: readonly string[]
  /** Behind aliases: how long the longest-lived part of the reply may be kept, where the TTL is that of the shortest. */
  longestTtlSeconds?: number
}

export type DnsOutcome<T extends RrType = RrType> = Readonly<
  | (Meta & Along & { kind: 'answer'; records: readonly RecordOf[T][]; ttlSeconds: number })
  | (Meta & Along & { kind: 'nodata' | 'nxdomain'; negativeTtlSeconds: number | null })
  | (Meta & { kind: 'servfail' | 'refused' | 'other-rcode'; rcode: number })
  | (Meta & { kind: 'timeout' | 'network' | 'malformed' | 'aborted' | 'bad-name'; detail: string })
>

export type DnsOutcomeKind = DnsOutcome['kind']

type Untold = Extract<DnsOutcome, { detail: string }>['kind']

/** Of a question to which nobody's reply decided anything: never "there is none". */
export function toUntold<T extends RrType>({ name, type }: { name: string; type: T }, kind: Untold, detail: string): DnsOutcome<T> {
  return { name, type, server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null, kind, detail }
}

/** Asks one question. Never rejects: being unable to ask is an answer too. The deadline is the giver's. */
export type Lookup = <T extends RrType>(name: string, type: T) => Promise<DnsOutcome<T>>

/**
 * How SPF reads an outcome: `void` is an answer without records (RFC 7208 §4.6.4), `temperror` means that nobody could
 * be asked (§2.6.6), `invalid-name` that the name can be no question at all (§4.3, §4.8).
 */
export function spfView(outcome: Pick<DnsOutcome, 'kind'>): 'data' | 'void' | 'temperror' | 'invalid-name' {
  switch (outcome.kind) {
    case 'answer':
      return 'data'
    case 'nodata':
    case 'nxdomain':
      return 'void'
    case 'bad-name':
      return 'invalid-name'
    case 'servfail':
    case 'refused':
    case 'other-rcode':
    case 'timeout':
    case 'network':
    case 'malformed':
    case 'aborted':
      return 'temperror'
  }
}
