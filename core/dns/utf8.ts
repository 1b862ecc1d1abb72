/** What letters the octets of a DNS text are, where each octet stands as one character (U+0000 to U+00FF). */

const sequence = /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/gu

/** Whatever is not UTF-8 stays as it is. */
export function decodeUtf8(octets: string): string {
  return octets.replace(sequence, toCharacter)
}

/** For sentences: what already holds other letters than octets can be is text, and stays as it is. */
export function toLetters(text: string): string {
  return /[^\0-\u00ff]/u.test(text) ? text : decodeUtf8(text)
}

/** RFC 3629 §3; what is longer than needed, or no character at all, stays as it is. */
function toCharacter(octets: string): string {
  const [first = 0, ...rest] = Array.from(octets, (octet) => octet.charCodeAt(0))
  const lead = first & (rest.length === 1 ? 0x1f : rest.length === 2 ? 0x0f : 0x07)
  const point = rest.reduce((sum, octet) => sum * 64 + (octet & 0x3f), lead)
  const least = rest.length === 2 ? 0x800 : rest.length === 3 ? 0x10000 : 0x80
  const isCharacter = point >= least && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
  return isCharacter ? String.fromCodePoint(point) : octets
}
