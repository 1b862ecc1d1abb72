/**
 * Macros (RFC 7208 §7): reading macro strings, and expanding them for one message. Where a letter's value comes from
 * DNS (`p`), the caller has asked already. Whether the result is a name that can be asked is for the caller to see.
 */
import { formatIp, toMacroLabels } from './ip.ts'
import { macroLetters, type IpAddress, type Macro, type MacroLetter, type MacroPart, type MacroString } from './record.ts'

/** "%{" macro-letter transformers *delimiter "}" */
const macroExpand = /%\{([slodiphcrtv])(\d*)(r?)([.\-+,/_=]*)\}/iy

const escapes: Readonly<Record<string, string>> = { '%%': '%', '%_': ' ', '%-': '%20' }

/** Where a macro string stands decides what it may hold. */
export interface MacroPlace {
  /** explain-string = *( macro-string / SP ) (RFC 7208 §6.2). */
  spaces: boolean
  /** `c`, `r` and `t` are for explanations alone (RFC 7208 §7.2). */
  explanationLetters: boolean
}
export const inRecord: MacroPlace = { spaces: false, explanationLetters: false }
export const inExplanation: MacroPlace = { spaces: true, explanationLetters: true }

/** Reads a macro string; null when it does not follow the grammar. */
export function parseMacroString(text: string, place: MacroPlace): MacroString | null {
  const parts: MacroPart[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '%') {
      const read = readMacro(text, at, place)
      if (read === null) return null
      parts.push(read.part)
      at += read.length
    } else {
      const end = literalEnd(text, at, place)
      if (end === at) return null
      parts.push({ kind: 'literal', text: text.slice(at, end) })
      at = end
    }
  }
  return parts
}

function readMacro(text: string, at: number, place: MacroPlace): { part: MacroPart; length: number } | null {
  const escape = escapes[text.slice(at, at + 2)]
  if (escape !== undefined) return { part: { kind: 'literal', text: escape }, length: 2 }
  macroExpand.lastIndex = at
  const match = macroExpand.exec(text)
  if (match === null) return null
  const [whole, rawLetter = '', digits = '', reverse = '', delimiters = ''] = match
  const letter = toLetter(rawLetter)
  if (letter === null || (!place.explanationLetters && 'crt'.includes(letter))) return null
  // RFC 7208 §7.1: the number of labels to keep is not zero.
  if (digits !== '' && /^0+$/.test(digits)) return null
  const part: Macro = {
    kind: 'macro',
    letter,
    escape: rawLetter !== letter,
    keep: digits === '' ? null : Number(digits),
    reverse: reverse !== '',
    delimiters: delimiters === '' ? '.' : delimiters,
  }
  return { part, length: whole.length }
}

function toLetter(raw: string): MacroLetter | null {
  return macroLetters.find((letter) => letter === raw.toLowerCase()) ?? null
}

/** macro-literal = %x21-24 / %x26-7E */
function literalEnd(text: string, from: number, place: MacroPlace): number {
  let at = from
  for (; at < text.length && text[at] !== '%'; at += 1) {
    const code = text.charCodeAt(at)
    const isVisible = code >= 0x21 && code <= 0x7e
    if (!isVisible && !(place.spaces && code === 0x20)) break
  }
  return at
}

/** What macros are replaced by (RFC 7208 §7.2). */
export interface MacroValues {
  ip: IpAddress
  localPart: string
  senderDomain: string
  /** The domain whose record is being evaluated: changes with `include` and `redirect`. */
  domain: string
  helo: string
  receiver: string
  nowSeconds: number
  /** The validated name of the address, or "unknown" (RFC 7208 §7.3). */
  validatedName: string
}

export function expandMacros(value: MacroString, values: MacroValues): string {
  return value.map((part) => (part.kind === 'literal' ? part.text : expandMacro(part, values))).join('')
}

function expandMacro(macro: Macro, values: MacroValues): string {
  const splitAt = new RegExp(`[${macro.delimiters.replace(/[-/]/g, '\\$&')}]`)
  const labels = macroValue(macro.letter, values).split(splitAt)
  if (macro.reverse) labels.reverse()
  const kept = macro.keep === null ? labels : labels.slice(-Math.min(macro.keep, labels.length))
  const text = kept.join('.')
  return macro.escape ? escapeUrl(text) : text
}

function macroValue(letter: MacroLetter, values: MacroValues): string {
  switch (letter) {
    case 's':
      return `${values.localPart}@${values.senderDomain}`
    case 'l':
      return values.localPart
    case 'o':
      return values.senderDomain
    case 'd':
      return values.domain
    case 'i':
      return toMacroLabels(values.ip)
    case 'p':
      return values.validatedName
    case 'h':
      return values.helo
    case 'c':
      return formatIp(values.ip)
    case 'r':
      return values.receiver
    case 't':
      return String(values.nowSeconds)
    case 'v':
      return values.ip.family === 4 ? 'in-addr' : 'ip6'
  }
}

/** RFC 3986 §2.3: everything but the unreserved characters, which `encodeURIComponent` spares a few of. */
function escapeUrl(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

export function usesMacro(value: MacroString, letter: MacroLetter): boolean {
  return value.some((part) => part.kind === 'macro' && part.letter === letter)
}

/** RFC 7208 §7.3: a name of more than 253 characters loses labels from the left until it fits. */
export function toQueryName(expanded: string): string {
  let name = expanded.endsWith('.') ? expanded.slice(0, -1) : expanded
  while (name.length > 253) {
    const dot = name.indexOf('.')
    if (dot === -1) return name
    name = name.slice(dot + 1)
  }
  return name
}
