/**
 * A TXT text as octets made into plain US-ASCII: typographic quotes, blanks of all kinds, invisible characters and
 * look-alikes become what was meant. What a value may hold is left to those who know its grammar.
 */
import { decodeUtf8 } from '../dns/utf8.ts'
import type { ValueFault } from './causes.ts'

export interface Visible {
  /** US-ASCII; what nobody can guess is U+FFFD, so that doing it again changes nothing. */
  text: string
  faults: Set<ValueFault>
  /** The strange characters met, as `U+00A0`, each once. */
  characters: string[]
}

const maxEncodings = 3
const quote = '"'

export function toVisible(octets: string): Visible {
  const faults = new Set<ValueFault>()
  const characters = new Set<string>()
  const text = fromMojibake(decodeFully(octets)).replace(/[^\x20-\x7e\ufffd]/gu, (character) => {
    const known = replacements.find(({ pattern }) => pattern.test(character))
    if (known === undefined) return '\ufffd'
    faults.add(known.fault)
    characters.add(toCodePoint(character))
    return typeof known.by === 'string' ? known.by : known.by(character)
  })
  return { text, faults, characters: [...characters] }
}

interface Replacement {
  pattern: RegExp
  fault: ValueFault
  by: string | ((character: string) => string)
}

/** The C1 range holds what Windows-1252 has there, for forms that send it as it is. */
const replacements: readonly Replacement[] = [
  { pattern: /[\u2018-\u201f\u2032-\u2036\u00ab\u00bb\u2039\u203a\u00b4\uff02\uff07\u300c-\u300f\u0082\u0084\u008b\u0091-\u0094\u009b]/u, fault: 'quotes-in-value', by: quote },
  { pattern: /[\u2010-\u2015\u2212\ufe58\ufe63\u0096\u0097]/u, fault: 'look-alike-characters', by: '-' },
  { pattern: /[\uff01-\uff5e]/u, fault: 'look-alike-characters', by: (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0) },
  { pattern: /[\u2236\ua789]/u, fault: 'look-alike-characters', by: ':' },
  { pattern: /[\u3002\uff61]/u, fault: 'look-alike-characters', by: '.' },
  { pattern: /[^\S\ufeff]|\u0085/u, fault: 'invisible-characters', by: ' ' },
  { pattern: /[\p{Cc}\p{Cf}\u034f\u115f\u1160\u3164\ufe00-\ufe0f]/u, fault: 'invisible-characters', by: '' },
]

/** Encoded once more on every way through a form that mistook octets for letters. */
function decodeFully(text: string): string {
  let decoded = text
  for (let i = 0; i < maxEncodings; i++) decoded = decodeUtf8(decoded)
  return decoded
}

/** UTF-8 that was read as Windows-1252 and written as UTF-8 again. */
function fromMojibake(text: string): string {
  return text
    .replace(/\u00e2\u20ac[\u201c\u201d]/gu, '\u2013')
    .replace(/\u00e2\u20ac[\u0153\u009d\u2122\u02dc]/gu, '\u201c')
    .replace(/\u00e2\u20ac\u2039/gu, '\u200b')
    .replace(/\u00ef\u00bb\u00bf/gu, '\ufeff')
}

function toCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
