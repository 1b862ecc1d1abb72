/** A validation code as it was meant: without what people and forms put around it, in the letters it was given in. */
import type { ValueFault } from './causes.ts'
import { inOrder, readPrefix, type Names, type RepairedValue } from './repair-value.ts'
import { toVisible } from './visible-value.ts'

/** Fewer characters of a code could be anything. */
const leastOfCode = 16
const mostSlips = 3

/** Null for a text that has nothing to do with the code. */
export function repairCode(text: string, code: string, names: Names): RepairedValue | null {
  const { text: visible, faults, characters } = toVisible(text)
  const all = new Set(faults)
  if (visible.includes('\\')) all.add('backslashes-in-value')
  if (/["'`]/u.test(visible)) all.add('quotes-in-value')
  const bare = visible.replace(/[\\"'`]/gu, '').trim()
  const own = toCodeFaults(bare, code, names)
  if (own === null) return null
  for (const fault of own) all.add(fault)
  return { value: code, faults: inOrder(all), characters, isLegal: true }
}

function toCodeFaults(bare: string, code: string, names: Names): ValueFault[] | null {
  if (bare === code) return []
  const lower = bare.toLowerCase()
  if (lower === code || withoutMarks(lower) === withoutMarks(code)) return ['code-altered']
  const at = lower.lastIndexOf(code)
  if (at !== -1) return toCompanyFaults(bare, at, code, names)
  return isSlip(lower, code) ? ['code-altered'] : null
}

/** A line was broken in the code, or a sign added to group its letters. */
const withoutMarks = (text: string): string => text.replace(/[ .,;-]/gu, '')

/** What stands beside the code: words of a zone file's line, or something of its own. */
function toCompanyFaults(bare: string, at: number, code: string, names: Names): ValueFault[] {
  const after = bare.slice(at + code.length)
  const before = after === '' ? readPrefix(bare.slice(0, at), names) : null
  const altered: ValueFault[] = bare.slice(at, at + code.length) === code ? [] : ['code-altered']
  return [...(before ?? ['code-with-company' as const]), ...altered]
}

/** Cut off at an end, or typed with a few wrong letters. */
function isSlip(text: string, code: string): boolean {
  if (text.length < leastOfCode || text.length > code.length) return false
  if (code.startsWith(text) || code.endsWith(text)) return true
  if (text.length !== code.length) return false
  return Array.from(code).filter((letter, i) => letter !== text[i]).length <= mostSlips
}
