/**
 * One line of `--jsonl`: what it may hold, and in one word why it cannot be a request. Read by hand, key by key: it is
 * the only schema of this command, and the process stays as small as its work.
 */
import { parseIp } from '#core/spf/ip.ts'
import { formatDnsServer, parseDnsServer } from '../dns/upstreams.ts'
import { toAsciiName, toAsciiSender } from './mail-names.ts'
import { toIdText } from './jsonl-id.ts'

export interface JsonlRequest {
  /** As JSON, and as it was written. */
  id: string
  ip: string
  helo: string
  mailfrom: string
  /** The receiver's own name, for the `r` macro. */
  host: string
  /** In one spelling; null: the server of the command line. */
  dns: string | null
  timeoutMs: number
  repeat: number
}

export type JsonlProblem = 'too-long' | 'not-json' | 'not-an-object' | 'bad-ip' | 'bad-text' | 'bad-dns' | 'bad-number'
export interface UnreadRequest {
  id: string
  problem: JsonlProblem
  key: string
}
export type ReadRequest = { request: JsonlRequest } | UnreadRequest

const defaultTimeoutMs = 2000
const maxTimeoutMs = 60_000
const maxRepeat = 1_000_000

/** `line`: null for one that was too long to be kept. */
export function readRequest(line: string | null): ReadRequest {
  if (line === null) return { id: 'null', problem: 'too-long', key: '' }
  const object = toObject(line)
  if (typeof object === 'string') return { id: 'null', problem: object, key: '' }
  const id = toIdText(object['id'], line)
  const no = (problem: JsonlProblem, key: string): ReadRequest => ({ id, problem, key })
  const { ip } = object
  // Null says no more than a missing key does.
  const helo = object['helo'] ?? ''
  const mailfrom = object['mailfrom'] ?? ''
  const host = object['host'] ?? 'unknown'
  const dns = object['dns'] ?? null
  const timeoutMs = object['timeoutMs'] ?? defaultTimeoutMs
  const repeat = object['repeat'] ?? 1
  if (typeof ip !== 'string' || parseIp(ip) === null) return no('bad-ip', 'ip')
  if (typeof helo !== 'string') return no('bad-text', 'helo')
  if (typeof mailfrom !== 'string') return no('bad-text', 'mailfrom')
  if (typeof host !== 'string') return no('bad-text', 'host')
  const server = typeof dns === 'string' ? parseDnsServer(dns) : null
  if (dns !== null && server === null) return no('bad-dns', 'dns')
  if (!isCount(timeoutMs, maxTimeoutMs)) return no('bad-number', 'timeoutMs')
  if (!isCount(repeat, maxRepeat)) return no('bad-number', 'repeat')
  return { request: { id, ip, helo: toAsciiName(helo), mailfrom: toAsciiSender(mailfrom), host, dns: server === null ? null : formatDnsServer(server), timeoutMs, repeat } }
}

function toObject(line: string): Readonly<Record<string, unknown>> | JsonlProblem {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return 'not-json'
    throw error
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : 'not-an-object'
}

function isCount(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= max
}
