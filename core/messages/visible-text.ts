/**
 * Text from strangers (DNS values, names, messages) made safe to show: every character that cannot be seen, or that
 * turns the reading direction, is written out as its code point. Escaping for HTML is the renderer's.
 */
import { toLetters } from '../dns/utf8.ts'

// Controls, formats (bidi, zero width, tags), private use, lone surrogates, line and paragraph separators, fillers,
// variation selectors; then every space but the ordinary one.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]|(?! )\p{Zs}/gu

const longest = 8_192

/** `[U+202E]` for what would be invisible. More than 8,192 characters are named as a count, never silently dropped. */
export function toVisibleText(text: string): string {
  const shown = text.length > longest ? text.slice(0, longest) : text
  const visible = shown.replace(unseen, (character) => `[${toCodePoint(character)}]`)
  return text.length > longest ? `${visible} [+${String(text.length - longest)}]` : visible
}

/** The same for what stands in DNS, where each character is an octet: UTF-8 is shown as the letters that it is. */
export function toVisibleOctets(octets: string): string {
  return toVisibleText(toLetters(octets))
}

/** The same for text of several lines, whose line breaks are meant. */
export function toVisibleLines(text: string): string {
  return text.split(/\r\n|\n/u).map(toVisibleText).join('\n')
}

function toCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
