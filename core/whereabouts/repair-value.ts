/**
 * The value that was meant by a text: an SPF record or a validation code without what people and forms put around it,
 * and the list of what was taken away. Linear in the text; knows nothing of where the text was found.
 */
import { isSubdomainOf } from '../address/domain.ts'
import { parseSpf } from '../spf/parse.ts'
import { isSpfRecord } from '../spf/select.ts'
import { valueFaults, type ValueFault } from './causes.ts'
import { toVisible } from './visible-value.ts'

export interface RepairedValue {
  value: string
  /** In the order of `valueFaults`; empty where nothing was wrong. */
  faults: readonly ValueFault[]
  /** The strange characters that were met, as `U+00A0`. */
  characters: readonly string[]
  /** Whether receivers can read the value. */
  isLegal: boolean
}

export interface Names {
  domain: string
  zone: string
}

/** No TTL, type and name of a zone file's line are longer; the bound keeps the reading linear. */
const longestPrefix = 400

/** Null for a text that was never meant as an SPF record. */
export function repairSpfValue(text: string, names: Names): RepairedValue | null {
  const { text: visible, faults, characters } = toVisible(text)
  const at = visible.slice(0, longestPrefix).search(/v ?= ?spf|spf ?2\.0/iu)
  if (at === -1) return null
  const prefixFaults = readPrefix(visible.slice(0, at), names)
  if (prefixFaults === null) return null
  const [version = ''] = versionLike.exec(visible.slice(at)) ?? []
  const rest = visible.slice(at + version.length)
  const [gap = ''] = /^(?:[ ;,:."'`]|\\(?:032)?)*/u.exec(rest) ?? []
  const body = repairBody(rest.slice(gap.length))
  const all = new Set([...faults, ...prefixFaults, ...versionFaults(version, gap, body.text), ...body.faults])
  const value = body.text === '' ? 'v=spf1' : `v=spf1 ${body.text}`
  return { value, faults: inOrder(all), characters, isLegal: isLegalSpf(value) }
}

export function isLegalSpf(text: string): boolean {
  return isSpfRecord(text) && parseSpf(text).ok
}

export const inOrder = (faults: ReadonlySet<ValueFault>): ValueFault[] => valueFaults.filter((fault) => faults.has(fault))

/** Also `v = spf1`, `v=spf2.0`, `spf2.0/pra`, and a letter in place of the digit. */
const versionLike = /^(?:v ?= ?)?spf ?(?:[l|](?![a-z])|\d*(?:\.\d+)?)(?:\/[a-z]+(?:,[a-z]+)*)?/iu

function versionFaults(version: string, gap: string, body: string): ValueFault[] {
  const faults: ValueFault[] = []
  if (version.toLowerCase() !== 'v=spf1') faults.push('wrong-version')
  if (gap.includes(';')) faults.push('semicolon-after-version')
  if (/[,:.]/u.test(gap)) faults.push('commas-in-value')
  if (gap.includes('\\')) faults.push('backslashes-in-value')
  if (/["'`]/u.test(gap)) faults.push('quotes-in-value')
  // Any sign between the two kept them apart for the eye; here there was none at all.
  if (gap === '' && body !== '') faults.push('words-run-together')
  return faults
}

/** What stands in front of the value when it is made of words that can; null when something else stands there. */
export function readPrefix(prefix: string, names: Names): ValueFault[] | null {
  const faults: ValueFault[] = []
  for (const word of prefix.toLowerCase().split(/[\s"'`\\=:;,]+/u)) {
    if (word === '') continue
    if (isName(word.replace(/\.$/u, ''), names)) faults.push('name-in-value')
    else if (/^(?:in|txt|spf|type|value|record|host|name|ttl|\d{1,10})$/u.test(word)) faults.push('type-in-value')
    else return null
  }
  if (prefix.includes('\\')) faults.push('backslashes-in-value')
  if (/["'`]/u.test(prefix)) faults.push('quotes-in-value')
  if (prefix !== '' && faults.length === 0) faults.push('blank-in-front')
  return faults
}

function isName(word: string, { domain, zone }: Names): boolean {
  if (word === '@' || word === domain || word === zone) return true
  return isSubdomainOf(word, zone) || `${word}.${zone}` === domain
}

function repairBody(text: string): { text: string; faults: ValueFault[] } {
  const faults: ValueFault[] = []
  const step = (before: string, fault: ValueFault, after: string): string => {
    if (after !== before) faults.push(fault)
    return after
  }
  const plain = step(text, 'backslashes-in-value', text.replace(/\\(?:032)?/gu, (escape) => (escape === '\\' ? '' : ' ')))
  const bare = step(plain, 'quotes-in-value', plain.replace(/["'`]/gu, ''))
  // A comma may delimit inside of a macro (RFC 7208 §7.1).
  const parted = step(bare, 'commas-in-value', bare.replace(/%\{[^}]{0,20}\}|[,;]/gu, (part) => (part.length === 1 ? ' ' : part)))
  const even = parted.replace(/ +/gu, ' ').trim()
  const joined = even
    .replace(/(^| )([-+?~]?(?:include|ip4|ip6|exists|redirect|exp|a|mx|ptr)) ?([:=]) ?(?=[^ ])/giu, '$1$2$3')
    .replace(/(^| )([-+?~]) (?=all(?: |$))/giu, '$1$2')
  return { text: step(even, 'blank-in-term', joined), faults }
}
