import { regionKeys, type RegionKey } from '#core/catalogue/regions.ts'
import { domainRefusalText } from '#core/messages/en/domain.ts'
import { cliRefusals, type CliRefusalCode } from '#core/messages/en/cli.ts'
import { parseIp } from '#core/spf/ip.ts'
import { parseDomainName } from '../domains/domain-name.ts'
import { parseDnsServer, parseDnsServers, type DnsServer } from '../dns/upstreams.ts'

export interface CliRequest {
  domain: string
  /** Relative to the registered domain, as a DNS host's form wants it. */
  host: string
  region: RegionKey
  isJson: boolean
  senderIp: string | null
  isTraced: boolean
  /** Null: those of this machine. */
  servers: readonly DnsServer[] | null
}

/** `problem` is a sentence for whoever typed the command. */
export type CliArguments = { request: CliRequest } | { problem: string } | { help: true }

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the command line. `--flag value` and `--flag=value` mean the same. Never throws. */
export function parseArguments(words: readonly string[], environment: Environment): CliArguments {
  const read = readWords(words)
  if ('problem' in read) return read
  if (read.flags.has('--help')) return { help: true }
  const [text, second] = read.domains
  if (text === undefined) return refuse('no-domain')
  if (second !== undefined) return refuse('several-domains', second)
  const region = toRegion(read.flags.get('--region'))
  if ('problem' in region) return region
  const name = parseDomainName(text)
  if (!name.ok) return { problem: domainRefusalText(name.code, name.understood) }
  const senderIp = read.flags.get('--ip') ?? null
  if (senderIp !== null && parseIp(senderIp) === null) return refuse('bad-ip', senderIp)
  const isTraced = read.flags.has('--trace')
  if (isTraced && senderIp === null) return refuse('trace-without-ip')
  const servers = toServers(read.flags.get('--dns'), environment['DNS_SERVERS'])
  if ('problem' in servers) return servers
  const host = name.isSubdomain ? name.name.slice(0, -(name.registrable.length + 1)) : '@'
  return { request: { domain: name.name, host, region: region.key, isJson: read.flags.has('--json'), senderIp, isTraced, servers: servers.servers } }
}

const switches = new Set(['--json', '--trace', '--help'])
const valued = new Set(['--region', '--ip', '--dns'])

function readWords(words: readonly string[]): { flags: Map<string, string>; domains: string[] } | { problem: string } {
  const flags = new Map<string, string>()
  const domains: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-')) {
      domains.push(word)
      continue
    }
    const [, flag = word, given] = /^([^=]*)=(.*)$/s.exec(word) ?? []
    const name = flag === '-h' ? '--help' : flag
    if (switches.has(name)) {
      if (given !== undefined) return refuse('flag-with-value', name)
      flags.set(name, '')
      continue
    }
    if (!valued.has(name)) return refuse('unknown-flag', name)
    const value = given ?? rest.shift()
    if (value === undefined || value === '' || value.startsWith('--')) return refuse('flag-without-value', name)
    flags.set(name, value)
  }
  return { flags, domains }
}

function toRegion(text: string | undefined): { key: RegionKey } | { problem: string } {
  if (text === undefined) return refuse('no-region')
  const key = regionKeys.find((one) => one === text.toLowerCase())
  return key === undefined ? refuse('unknown-region', text) : { key }
}

/** `--dns` wins over the environment, and is asked alone (architecture section 7). */
function toServers(flag: string | undefined, variable: string | undefined): { servers: readonly DnsServer[] | null } | { problem: string } {
  if (flag !== undefined) {
    const server = parseDnsServer(flag)
    return server === null ? refuse('bad-dns', flag) : { servers: [server] }
  }
  if (variable === undefined || variable.trim() === '') return { servers: null }
  const parsed = parseDnsServers(variable)
  return 'wrong' in parsed ? refuse('bad-dns-servers', parsed.wrong) : parsed
}

export function refuse(code: CliRefusalCode, text = ''): { problem: string } {
  return { problem: cliRefusals[code]({ text: toPrintable(text), known: regionKeys.join(', ') }) }
}

/** Whatever was typed or published, a terminal gets no control characters of it, and no marks that turn text around. */
export function toPrintable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
}
