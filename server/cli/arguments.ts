import { regionKeys, type RegionKey } from '#core/catalogue/regions.ts'
import { domainRefusalText } from '#core/messages/en/domain.ts'
import { cliRefusals, type CliRefusalCode } from '#core/messages/en/cli.ts'
import { parseIp } from '#core/spf/ip.ts'
import { parseDomainName } from '../domains/domain-name.ts'
import { parseDnsServer, type DnsServer } from '../dns/upstreams.ts'

export interface CliRequest {
  domain: string
  region: RegionKey
  isJson: boolean
  senderIp: string | null
  isTraced: boolean
  /** The one that is asked alone, as a resolver; null: the domain's own name servers are. */
  server: DnsServer | null
}

/** `problem` is a sentence for whoever typed the command. */
export type CliArguments = { request: CliRequest } | { problem: string } | { help: true }

/** Reads the command line. `--flag value` and `--flag=value` mean the same. Never throws. */
export function parseArguments(words: readonly string[]): CliArguments {
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
  const dns = read.flags.get('--dns')
  const server = dns === undefined ? null : parseDnsServer(dns)
  if (dns !== undefined && server === null) return refuse('bad-dns', dns)
  return { request: { domain: name.name, region: region.key, isJson: read.flags.has('--json'), senderIp, isTraced, server } }
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

export function refuse(code: CliRefusalCode, text = ''): { problem: string } {
  return { problem: cliRefusals[code]({ text: toPrintable(text), known: regionKeys.join(', ') }) }
}

/** Whatever was typed or published, a terminal gets no control characters of it, and no marks that turn text around. */
export function toPrintable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
}
