/**
 * A record as it is published: cut into character-strings (RFC 1035 §3.3, RFC 7208 §3.3). What it should say is decided
 * elsewhere, and how a form or a zone file wants it written is the page's to know.
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
