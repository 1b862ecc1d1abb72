/**
 * One line of `--jsonl`: what it may hold, and in one word why it cannot be a request. Read by hand, key by key: it is
 * the only schema of this command, and the process stays as small as its work.
 */
import { formatDnsServer, parseDnsServer } from '../dns/upstreams.ts'

export type JsonlId = unknown

export interface JsonlRequest {
  id: JsonlId
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

export type JsonlProblem = 'not-json' | 'not-an-object' | 'bad-text' | 'bad-dns' | 'bad-number'
export type ReadRequest = { request: JsonlRequest } | { id: JsonlId; problem: JsonlProblem; key: string }

const defaultTimeoutMs = 2000
const maxTimeoutMs = 60_000

export function readRequest(line: string): ReadRequest {
  const object = toObject(line)
  if (typeof object === 'string') return { id: null, problem: object, key: '' }
  const { id = null, helo = '', mailfrom = '', host = 'unknown', dns = null, timeoutMs = defaultTimeoutMs, repeat = 1, ip } = object
  const no = (problem: JsonlProblem, key: string): ReadRequest => ({ id, problem, key })
  if (typeof ip !== 'string') return no('bad-text', 'ip')
  if (typeof helo !== 'string') return no('bad-text', 'helo')
  if (typeof mailfrom !== 'string') return no('bad-text', 'mailfrom')
  if (typeof host !== 'string') return no('bad-text', 'host')
  const server = typeof dns === 'string' ? parseDnsServer(dns) : null
  if (dns !== null && server === null) return no('bad-dns', 'dns')
  if (!isCount(timeoutMs) || timeoutMs > maxTimeoutMs) return no('bad-number', 'timeoutMs')
  if (!isCount(repeat)) return no('bad-number', 'repeat')
  return { request: { id, ip, helo, mailfrom, host, dns: server === null ? null : formatDnsServer(server), timeoutMs, repeat } }
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

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1
}
