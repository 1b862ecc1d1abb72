/** Which text is the SPF record that was looked for, and what to publish instead of it. */
import { isDirective, toMechanismKey, type SpfRecord } from '../spf/record.ts'
import { parseSpf } from '../spf/parse.ts'
import { isLegalSpf, type RepairedValue } from './repair-value.ts'
import type { WantedSpf } from './subject.ts'

/** The same record, or one that begins as the wanted one does. Nothing resembles a record that is not known. */
export function isResembling(value: string, wanted: string | null): boolean {
  const first = firstOf(wanted)
  if (wanted === null || first === null) return false
  return toWords(value).join(' ') === toWords(wanted).join(' ') || toWords(value).includes(first)
}

/** The same record, whatever the order of its terms and its ending: a record of one's own hardly has the same senders. */
export function hasSameSenders(value: string, wanted: string | null): boolean {
  const senders = sendersOf(value)
  return senders !== null && wanted !== null && senders === sendersOf(wanted)
}

function sendersOf(text: string): string | null {
  const keys = termsOf(text)?.flatMap((term) => {
    if (!isDirective(term)) return [term.text.toLowerCase()]
    return term.mechanism.kind === 'all' ? [] : [`${term.qualifier}${toMechanismKey(term)}`]
  })
  return keys === undefined ? null : [...new Set(keys)].sort().join(' ')
}

/**
 * Not for Sender ID (`spf2.0/…`, RFC 4406), which has records of its own, nor for a sentence that speaks of SPF: most
 * words of a record are terms.
 */
export function isMeantAsSpf(text: string, { value, isLegal }: RepairedValue): boolean {
  if (/^["\s]*spf2\.0\//iu.test(text)) return false
  const [, ...words] = toWords(value)
  return isLegal || words.filter((word) => termLike.test(word)).length * 2 >= words.length
}

const termLike = /^[-+?~]?(?:(?:include|ip4|ip6|exists|redirect|exp|a|mx|ptr)[:=/].|(?:all|mx|ptr)$)/u

/**
 * What was found keeps its senders: when it begins as it has to it stays as it is, else the wanted beginning goes in
 * front. What cannot be read gives way to the wanted record.
 */
export function toSpfValue(value: string, { wanted, first: required }: Pick<WantedSpf, 'wanted' | 'first'>): string | null {
  const terms = termsOf(value)
  if (terms === null) return wanted
  const first = firstOf(wanted) ?? required?.toLowerCase() ?? null
  if (first === null) return value
  const firstMechanism = terms.find(isDirective)?.text.toLowerCase()
  if (firstMechanism === first) return value
  const others = terms.filter(({ text }) => text.toLowerCase() !== first).map(({ text }) => text)
  const candidate = ['v=spf1', first, ...others].join(' ')
  return isLegalSpf(candidate) ? candidate : wanted
}

/** The first mechanism: in a wanted record the include of Mimecast (architecture D1). */
function firstOf(wanted: string | null): string | null {
  if (wanted === null) return null
  return termsOf(wanted)?.find(isDirective)?.text.toLowerCase() ?? null
}

function termsOf(text: string): SpfRecord['terms'] | null {
  const parsed = isLegalSpf(text) ? parseSpf(text) : null
  return parsed?.ok === true ? parsed.record.terms : null
}

const toWords = (text: string): string[] => text.toLowerCase().split(' ').filter((word) => word !== '')
