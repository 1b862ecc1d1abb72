/**
 * A legal SPF record as a tree of closed types, each with the grammar it models (RFC 7208 §12). Every term keeps its
 * text and its place, in the order published. Reading text into these types is left to `parse.ts`.
 */

/** A place in the record's text, in UTF-16 units, the end excluded. */
export type Span = readonly [start: number, end: number]

/** record = version terms *SP ; terms = *( 1*SP ( directive / modifier ) ) */
export interface SpfRecord {
  text: string
  terms: readonly Term[]
}

export type Term = Directive | Modifier

interface Placed {
  span: Span
  /** The term as published. */
  text: string
}

/** directive = [ qualifier ] mechanism */
export interface Directive extends Placed {
  type: 'directive'
  qualifier: Qualifier
  mechanism: Mechanism
}

/** qualifier = "+" / "-" / "?" / "~" ; none means "+" (RFC 7208 §4.6.2). */
export type Qualifier = '+' | '-' | '?' | '~'

/** mechanism = ( all / include / a / mx / ptr / ip4 / ip6 / exists ) */
export type Mechanism =
  | { kind: 'all' }
  | { kind: 'include'; target: MacroString }
  | { kind: 'a' | 'mx'; target: MacroString | null; prefix: DualPrefix }
  | { kind: 'ptr'; target: MacroString | null }
  | { kind: 'ip4' | 'ip6'; network: IpAddress; prefixLength: number }
  | { kind: 'exists'; target: MacroString }

/** dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ] ; absent means the whole address. */
export interface DualPrefix {
  ip4: number
  ip6: number
}

/** modifier = redirect / explanation / unknown-modifier */
export interface Modifier extends Placed {
  type: 'modifier'
  /** `unknown` modifiers change nothing (RFC 7208 §6). */
  kind: 'redirect' | 'exp' | 'unknown'
  name: string
  value: MacroString
}

/** macro-string = *( macro-expand / macro-literal ) */
export type MacroString = readonly MacroPart[]

export type MacroPart =
  /** Also what "%%", "%_" and "%-" stand for. */
  | { kind: 'literal'; text: string }
  | Macro

/** macro-expand = "%{" macro-letter transformers *delimiter "}" ; transformers = *DIGIT [ "r" ] */
export interface Macro {
  kind: 'macro'
  letter: MacroLetter
  /** An upper-case letter asks for URL escaping (RFC 7208 §7.3). */
  escape: boolean
  /** How many labels to keep from the right; null keeps all. */
  keep: number | null
  reverse: boolean
  /** The characters at which the value is split. */
  delimiters: string
}

/** macro-letter = "s" / "l" / "o" / "d" / "i" / "p" / "h" / "c" / "r" / "t" / "v" */
export const macroLetters = ['s', 'l', 'o', 'd', 'i', 'p', 'h', 'c', 'r', 't', 'v'] as const
export type MacroLetter = (typeof macroLetters)[number]

/** An address as its octets, most significant first: 4 or 16 of them. */
export interface IpAddress {
  family: 4 | 6
  octets: readonly number[]
}

export function isDirective(term: Term): term is Directive {
  return term.type === 'directive'
}

/** The text of a macro string without macros; null when only an evaluation could tell what it becomes. */
export function toPlainText(value: MacroString): string | null {
  let text = ''
  for (const part of value) {
    if (part.kind === 'macro') return null
    text += part.text
  }
  return text
}

/** What two directives have in common when the second can never match: same mechanism, whatever the qualifier. */
export function toMechanismKey(term: Directive): string {
  return term.text.replace(/^[-+?~]/, '').toLowerCase().replace(/\.$/, '')
}
