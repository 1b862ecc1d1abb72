/**
 * How a text that should be one address is written: an address, a network, a range, several addresses, or a number
 * that programs read differently. What kind of address it is comes later, in address.ts.
 */
import { toCleaned } from './cleaned.ts'
import type { ParsedAddress } from './special-ranges.ts'
import { parseAddress } from './strict.ts'

export type Notation =
  | { form: 'address'; address: ParsedAddress; text: string }
  | { form: 'network' | 'range' | 'several' | 'octal-or-hex' | 'none'; text: string }

/** Around an address people paste a scheme, the `ip4:` of an SPF record, brackets. */
function toBare(text: string): string {
  const cleaned = toCleaned(text).replace(/^(?:[a-z]+:\/\/|ip[46]:)/iu, '')
  const unbracketed = /^\[(.*)\]$|^\((.*)\)$|^<(.*)>$/u.exec(cleaned)
  return (unbracketed?.[1] ?? unbracketed?.[2] ?? unbracketed?.[3] ?? cleaned).replace(/\/$/u, '').trim()
}

const isNetmask = (text: string): boolean => /^(?:255|254|252|248|240|224|192|128|0)(?:\.\d{1,3}){3}$/u.test(text) && text.startsWith('255')

function isNetwork(text: string): boolean {
  const [base, bits, ...rest] = text.split(/\s*\/\s*|\s+/u)
  if (base === undefined || bits === undefined || rest.length > 0) return false
  const hasBase = parseAddress(base) !== null || /^\d{1,3}(?:\.\d{1,3}){0,3}\.?$/u.test(base)
  return hasBase && (text.includes('/') ? /^\d{1,3}$/u.test(bits) || isNetmask(bits) : isNetmask(bits))
}

function isRange(text: string): boolean {
  if (/^\d{1,3}(?:\.(?:\d{1,3}|[*x])){0,2}\.(?:[*x]|\d{1,3}-\d{1,3})$/iu.test(text)) return true
  const [first, last, ...rest] = text.split(/\s*(?:[-–—]|\.\.+|\s(?:to|until|bis)\s)\s*/iu)
  if (first === undefined || last === undefined || rest.length > 0) return false
  return parseAddress(first) !== null && (parseAddress(last) !== null || /^\d{1,3}$/u.test(last))
}

function isSeveral(text: string): boolean {
  const parts = text.split(/(?:[\s,;|/&]|\band\b)+/u).filter((part) => part !== '')
  return parts.length > 1 && parts.every((part) => parseAddress(part) !== null)
}

/** What `inet_aton` also takes: a part in octal or hexadecimal, or fewer than four parts. */
function isOctalOrHex(text: string): boolean {
  const tail = text.replace(/^::(?:ffff:)?(?=[^:]*\.)/iu, '')
  const parts = tail.split('.')
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[0-9a-f]+|\d+)$/iu.test(part))) return false
  return parts.length < 4 || parts.some((part) => /^0[0-9x]/iu.test(part))
}

export function parseNotation(text: string): Notation {
  const bare = toBare(text)
  const address = parseAddress(bare)
  if (address !== null) return { form: 'address', address, text: bare }
  if (isNetwork(bare)) return { form: 'network', text: bare }
  if (isRange(bare)) return { form: 'range', text: bare }
  if (isSeveral(bare)) return { form: 'several', text: bare }
  return { form: isOctalOrHex(bare) ? 'octal-or-hex' : 'none', text: bare }
}
