/**
 * Texts in which a fault may be a character that nobody can see. `visible-text.ts` writes out all but the space U+0020:
 * here that one gets a sign too, where it is not simply between two words, and each sign a name.
 */
import { toVisibleOctets } from '../visible-text.ts'

const spaceSign = '␣'

const names: Readonly<Record<string, string>> = {
  [spaceSign]: 'space',
  '[U+0009]': 'tab',
  '[U+000A]': 'line feed',
  '[U+000D]': 'carriage return',
  '[U+00A0]': 'non-breaking space',
  '[U+00AD]': 'soft hyphen',
  '[U+2009]': 'thin space',
  '[U+200B]': 'zero-width space',
  '[U+200C]': 'zero-width non-joiner',
  '[U+200D]': 'zero-width joiner',
  '[U+200E]': 'left-to-right mark',
  '[U+200F]': 'right-to-left mark',
  '[U+202F]': 'narrow non-breaking space',
  '[U+2060]': 'word joiner',
  '[U+3000]': 'wide space',
  '[U+FEFF]': 'byte order mark',
}
const nameOf = (sign: string): string => names[sign] ?? 'invisible character'

export interface FoundPart {
  /** As it is shown. */
  text: string
  /** What stands there once or more, in the place of a character that cannot be seen; else null. */
  sign: string | null
}

/** Written out already, several of one kind together; or spaces at an end, doubled, beside a sign that binds, behind a qualifier. */
const unseen = /(\[U\+[0-9A-F]{4,6}\])\1*|^ +| +$| {2,}|(?<=[:=]) | (?=[:=])|(?<=(?:^| )[-+?~]) /gu

export function toFoundParts(octets: string): FoundPart[] {
  const visible = toVisibleOctets(octets)
  const parts: FoundPart[] = []
  let from = 0
  for (const { 0: match, 1: sign = spaceSign, index } of visible.matchAll(unseen)) {
    parts.push({ text: visible.slice(from, index), sign: null }, { text: sign === spaceSign ? sign.repeat(match.length) : match, sign })
    from = index + match.length
  }
  return [...parts, { text: visible.slice(from), sign: null }].filter(({ text }) => text !== '')
}

/** For people who listen. */
export function signName(text: string, sign: string): string {
  const count = text.length / sign.length
  return count === 1 ? nameOf(sign) : `${String(count)} × ${nameOf(sign)}`
}

/** What each sign stands for, and that it is copied; '' where there is none. */
export function signLegend(parts: readonly FoundPart[]): string {
  const signs = new Set(parts.flatMap(({ sign }) => sign ?? []))
  const said = [...signs].map((sign) => `${sign} ${nameOf(sign)}`)
  return said.length === 0 ? '' : `Signs for what cannot be seen: ${said.join(', ')}. They are copied as shown.`
}
