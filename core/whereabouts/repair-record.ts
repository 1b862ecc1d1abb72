/**
 * An SPF record in a TXT record whose strings were cut in the wrong places: joined as receivers join them (RFC 7208
 * §3.3), and when that reads badly, with the blanks back that a form has lost.
 */
import type { TxtRecord } from '../dns/outcome.ts'
import { inOrder, isLegalSpf, repairSpfValue, type Names, type RepairedValue } from './repair-value.ts'

/** RFC 1035 §3.3: a string this long was cut because it had to be, and not between words. */
const fullString = 255

/** Null for a text that was never meant as an SPF record. `wanted`: the record that was to be published. */
export function repairSpfRecord(record: Pick<TxtRecord, 'text' | 'strings'>, names: Names, wanted: string | null): RepairedValue | null {
  const joined = repairSpfValue(record.text, names)
  if (joined === null) return null
  const spaced = repairSpfValue(toSpaced(record), names)
  if (spaced !== null && spaced.value === wanted && joined.value !== wanted) return withBlanks(spaced, spaced.value)
  if (joined.isLegal) return joined
  if (spaced?.isLegal === true) return withBlanks(spaced, spaced.value)
  if (wanted !== null && squeeze(joined.value) === squeeze(wanted)) return withBlanks(joined, wanted)
  const parted = toParted(joined.value)
  return isLegalSpf(parted) ? withBlanks(joined, parted) : joined
}

function withBlanks(repaired: RepairedValue, value: string): RepairedValue {
  return { ...repaired, value, faults: inOrder(new Set([...repaired.faults, 'words-run-together'])), isLegal: true }
}

function toSpaced({ text, strings }: Pick<TxtRecord, 'text' | 'strings'>): string {
  let at = 0
  const parts = strings.map(({ length }) => {
    const part = text.slice(at, at + length)
    at += length
    return length < fullString ? `${part} ` : part
  })
  return parts.join('').trimEnd()
}

const squeeze = (text: string): string => text.replace(/ /gu, '').toLowerCase()

/** Words whose beginning cannot be part of a host name; `a` and `mx` could. */
function toParted(value: string): string {
  return value.replace(/(?<=[^ +?~-])(?=[+?~-]?(?:include:|ip4:|ip6:|exists:|redirect=|exp=))|(?<=[^ ])(?=[+?~]all$)/giu, ' ').replace(/ +/gu, ' ')
}
