/**
 * Addresses as SPF writes and compares them: strict forms only, octets inside (RFC 7208 §5.6, §12; RFC 4291 §2.2).
 * What an address is good for (public, private, somebody else's) is for `core/address` to know.
 */
import type { IpAddress } from './record.ts'

/** ip4-network = qnum "." qnum "." qnum "." qnum ; no leading zeros */
export function parseIp4(text: string): IpAddress | null {
  const octets = toQnums(text)
  return octets === null ? null : { family: 4, octets }
}

function toQnums(text: string): number[] | null {
  const octets: number[] = []
  let value = -1
  for (let at = 0; at <= text.length; at += 1) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit >= 0 && digit <= 9) {
      if (value === 0) return null
      value = value === -1 ? digit : value * 10 + digit
      if (value > 255) return null
    } else {
      // A dot behind each number but the last, and nothing else.
      if (value === -1 || (at < text.length && text[at] !== '.')) return null
      octets.push(value)
      value = -1
    }
  }
  return octets.length === 4 ? octets : null
}

/** RFC 4291 §2.2, all three forms: full, with one "::", and with a dotted quad at the end. */
export function parseIp6(text: string): IpAddress | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [headText = '', tailText] = halves
  const head = toOctets(headText, tailText === undefined)
  const tail = tailText === undefined ? [] : toOctets(tailText, true)
  if (head === null || tail === null) return null
  const missing = 16 - head.length - tail.length
  // "::" stands for one group or more.
  if (tailText === undefined ? missing !== 0 : missing < 2) return null
  return { family: 6, octets: [...head, ...Array<number>(missing).fill(0), ...tail] }
}

function toOctets(text: string, quadAllowed: boolean): number[] | null {
  if (text === '') return []
  const groups = text.split(':')
  const octets: number[] = []
  for (const [index, group] of groups.entries()) {
    if (quadAllowed && index === groups.length - 1 && group.includes('.')) {
      const quad = toQnums(group)
      if (quad === null) return null
      octets.push(...quad)
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(group)) return null
      const value = Number.parseInt(group, 16)
      octets.push(value >> 8, value & 0xff)
    }
  }
  return octets.length > 16 ? null : octets
}

/** An address of either family, as it is: of a record, say, where IPv4 in IPv6 clothes stays IPv6 (RFC 3596 §2.2). */
export function parseIp(text: string): IpAddress | null {
  return parseIp4(text) ?? parseIp6(text)
}

/** The client's address. An IPv4-mapped IPv6 address is the IPv4 address in it (RFC 7208 §5). */
export function parseClientIp(text: string): IpAddress | null {
  const ip = parseIp(text)
  return ip === null ? null : withoutMapping(ip)
}

function withoutMapping(ip: IpAddress): IpAddress {
  const isMapped =
    ip.family === 6 && ip.octets.slice(0, 10).every((octet) => octet === 0) && ip.octets[10] === 255 && ip.octets[11] === 255
  return isMapped ? { family: 4, octets: ip.octets.slice(12) } : ip
}

/** Whether the first `prefixLength` bits agree. Addresses of two families never match. */
export function isInNetwork(ip: IpAddress, network: IpAddress, prefixLength: number): boolean {
  if (ip.family !== network.family) return false
  const whole = prefixLength >> 3
  for (let index = 0; index < whole; index += 1) {
    if (ip.octets[index] !== network.octets[index]) return false
  }
  const rest = prefixLength & 7
  if (rest === 0) return true
  const mask = (0xff << (8 - rest)) & 0xff
  return ((ip.octets[whole] ?? 0) & mask) === ((network.octets[whole] ?? 0) & mask)
}

/** As people read it: dotted quad, or RFC 5952. */
export function formatIp(ip: IpAddress): string {
  if (ip.family === 4) return ip.octets.join('.')
  const groups: number[] = []
  for (let index = 0; index < 16; index += 2) {
    groups.push(((ip.octets[index] ?? 0) << 8) | (ip.octets[index + 1] ?? 0))
  }
  const zeros = longestZeros(groups)
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  if (zeros === null) return hex(groups)
  return `${hex(groups.slice(0, zeros.from))}::${hex(groups.slice(zeros.to))}`
}

/** RFC 5952 §4.2: the longest run of two zero groups or more, the first of equals. */
function longestZeros(groups: readonly number[]): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null
  for (let from = 0; from < groups.length; from += 1) {
    let to = from
    while (groups[to] === 0) to += 1
    if (to - from >= 2 && (best === null || to - from > best.to - best.from)) best = { from, to }
    if (to > from) from = to
  }
  return best
}

/** The labels of the `i` macro: octets, or nibbles for IPv6 (RFC 7208 §7.3). */
export function toMacroLabels(ip: IpAddress): string {
  if (ip.family === 4) return ip.octets.join('.')
  return ip.octets.flatMap((octet) => [(octet >> 4).toString(16), (octet & 15).toString(16)]).join('.')
}

/** Where the address's PTR records are (RFC 1035 §3.5, RFC 3596 §2.5). */
export function toReverseName(ip: IpAddress): string {
  const labels = toMacroLabels(ip).split('.').reverse().join('.')
  return `${labels}.${ip.family === 4 ? 'in-addr' : 'ip6'}.arpa`
}
