/** Which text is the SPF record that was looked for, and what to publish instead of it. */
import { isDirective, type SpfRecord } from '../spf/record.ts'
import { parseSpf } from '../spf/parse.ts'
import { isLegalSpf } from './repair-value.ts'

/** The same record, or one that begins as the wanted one does. Nothing resembles a record that is not known. */
export function isResembling(value: string, wanted: string | null): boolean {
  const first = firstOf(wanted)
  if (wanted === null || first === null) return false
  return toWords(value).join(' ') === toWords(wanted).join(' ') || toWords(value).includes(first)
}

/**
 * What was found keeps its senders: when it begins as it has to it stays as it is, else the wanted beginning goes in
 * front. What cannot be read gives way to the wanted record.
 */
export function toSpfValue(value: string, wanted: string | null): string | null {
  const terms = termsOf(value)
  if (terms === null) return wanted
  const first = firstOf(wanted)
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
