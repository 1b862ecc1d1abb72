import { cliRefusals, jsonlUsage, type CliRefusalCode } from '#core/messages/en/cli.ts'
import { parseDnsServer, parseDnsServers, type DnsServer } from '../dns/upstreams.ts'

export interface JsonlSettings {
  /** Answers are remembered between requests. */
  hasCache: boolean
  /** For requests that name none; null: those of this machine. */
  servers: readonly DnsServer[] | null
}

/** `problem` is a sentence and the usage, for whoever typed the command. */
export type JsonlArguments = { settings: JsonlSettings } | { problem: string }

export function parseJsonlArguments(words: readonly string[], environment: Readonly<Record<string, string | undefined>>): JsonlArguments {
  let hasCache = false
  let dns: string | null = null
  const rest = words.filter((word) => word !== '--jsonl')
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--cache') hasCache = true
    else if (word.startsWith('--dns=')) dns = word.slice('--dns='.length)
    else if (word !== '--dns') return refuse(word.startsWith('-') ? 'unknown-flag' : 'jsonl-with-domain', word)
    else {
      dns = rest.shift() ?? null
      if (dns === null) return refuse('flag-without-value', word)
    }
  }
  if (dns !== null) {
    const server = parseDnsServer(dns)
    return server === null ? refuse('bad-dns', dns) : { settings: { hasCache, servers: [server] } }
  }
  const variable = environment['DNS_SERVERS'] ?? ''
  if (variable.trim() === '') return { settings: { hasCache, servers: null } }
  const parsed = parseDnsServers(variable)
  return 'wrong' in parsed ? refuse('bad-dns-servers', parsed.wrong) : { settings: { hasCache, servers: parsed.servers } }
}

function refuse(code: CliRefusalCode, text: string): JsonlArguments {
  return { problem: `${cliRefusals[code]({ text, known: '' })}\n\n${jsonlUsage}` }
}
