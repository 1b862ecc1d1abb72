/**
 * A record as people enter it: cut into character-strings, as a line of a zone file, and the lines that put back what
 * was there. Knows the limits of TXT (RFC 1035 §3.3, RFC 7208 §3.3); what the record should say is decided elsewhere.
 */
import { maxStringOctets } from './limits.ts'

/**
 * Strings of at most 255 octets. Receivers join them without a space, so each space stays inside a string, at the end
 * of the one before the cut. A legal record is ASCII: a character is an octet.
 */
export function toStrings(record: string): string[] {
  const strings: string[] = []
  let rest = record
  while (rest.length > maxStringOctets) {
    const lastSpace = rest.lastIndexOf(' ', maxStringOctets - 1)
    // A single term longer than a string is cut where the string is full: joined again it is the same.
    const end = lastSpace <= 0 ? maxStringOctets : lastSpace + 1
    strings.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...strings, rest]
}

/** `name. TTL IN TXT "…" "…"`, quotes and backslashes escaped (RFC 1035 §5.1). */
export function toZoneLine(name: string, record: string, ttlSeconds: number | null = null): string {
  const ttl = ttlSeconds === null ? '' : `${ttlSeconds} `
  return `${name.replace(/\.$/, '')}. ${ttl}IN TXT ${toQuoted(record)}`
}

/** The value for forms that want quotation marks around every string. */
export function toQuoted(record: string): string {
  return toStrings(record).map((text) => `"${escapeText(text)}"`).join(' ')
}

function escapeText(text: string): string {
  const octet = (char: string): string => `\\${char.charCodeAt(0).toString().padStart(3, '0')}`
  return text.replace(/["\\]/g, '\\$&').replace(/[^\x20-\x7e]/g, octet)
}

/** What has to be published again to undo the change: nothing, where nothing was there. */
export function toPutBack(name: string, records: readonly string[], ttlSeconds: number | null = null): string[] {
  return records.map((record) => toZoneLine(name, record, ttlSeconds))
}
