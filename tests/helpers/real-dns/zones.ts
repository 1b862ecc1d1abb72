/** Zone files for real servers, written so that every octet of an answer can be foretold. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from './real-server.ts'
import type { Zone } from './real-server.ts'

export interface ZoneParts {
  serial?: number
  /** For what the zone says there is not (RFC 2308 §5). */
  negativeTtlSeconds?: number
  /** The zone's servers, `host` below the zone unless it ends in a dot. */
  servers: readonly { host: string; address?: string }[]
  /** Further lines: owner, TTL, type, data. */
  lines?: readonly string[]
}

export function zone(name: string, { serial = 1, negativeTtlSeconds = 60, servers, lines = [] }: ZoneParts): Zone {
  const ttl = Math.min(negativeTtlSeconds, 300)
  const [first] = servers
  const text = [
    `$ORIGIN ${name}.`,
    '$TTL 300',
    `@ ${ttl} IN SOA ${first?.host ?? 'ns'} hostmaster ${serial} 3600 600 86400 ${negativeTtlSeconds}`,
    ...servers.map(({ host }) => `@ 300 IN NS ${host}`),
    ...servers.flatMap(({ host, address }) => (address === undefined ? [] : [`${host} 300 IN A ${address}`])),
    ...lines,
    '',
  ]
  return { name, text: text.join('\n') }
}

/** A TXT record of so many octets in all, in strings of 250, none of them like the next. */
export function longText(octets: number): readonly string[] {
  const strings = Array.from({ length: Math.ceil(octets / 250) }, (_, i) => `${i}:`.padEnd(250, String.fromCharCode(97 + (i % 26))))
  const rest = octets % 250
  return rest === 0 ? strings : [...strings.slice(0, -1), (strings.at(-1) ?? '').slice(0, rest)]
}

export const toTxt = (strings: readonly string[]): string => strings.map((text) => `"${text}"`).join(' ')

/** Octets as a zone file writes them when they are no letters (RFC 1035 §5.1). */
export const toEscaped = (octets: readonly number[]): string => `"${octets.map((octet) => `\\${String(octet).padStart(3, '0')}`).join('')}"`

export const canSign = (): boolean => findProgram('ldns-keygen') !== null && findProgram('ldns-signzone') !== null

/** The zone with signatures, and the key that a validating resolver has to trust. */
export function sign(unsigned: Zone): { zone: Zone; anchor: string } {
  const folder = mkdtempSync(join(tmpdir(), 'connect-sign-'))
  const run = (program: string, ...args: string[]): string => execFileSync(findProgram(program) ?? program, args, { cwd: folder, encoding: 'utf8' }).trim()
  try {
    writeFileSync(join(folder, 'zone'), unsigned.text)
    const key = run('ldns-keygen', '-a', 'ECDSAP256SHA256', '-k', '-r', '/dev/urandom', `${unsigned.name}.`)
    run('ldns-signzone', '-f', 'signed', 'zone', key)
    const text = readFileSync(join(folder, 'signed'), 'utf8')
    const anchor = readFileSync(join(folder, `${key}.key`), 'utf8').replace(/;.*$/m, '').replace(/\s+/g, ' ').trim()
    return { zone: { name: unsigned.name, text }, anchor }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
