/**
 * Names as they go into a question: one canonical spelling for the cache and for comparing, the mixed-case one for the
 * wire, and which texts can be no question at all.
 */
import { domainToASCII } from 'node:url'
import { randomOctet } from './dice.ts'

const maxLabelOctets = 63
/** 255 octets on the wire (RFC 1035 §2.3.4), less the first length octet and the root's. */
const maxNameOctets = 253
const dot = 0x2e

/** What `domainToASCII` reads as parts of a URL: it would silently cut the name there. */
const notInIdnName = /[\u0000-\u0020/:?#@%\\[\]^|<>\u007f]/

/** Lower-cases US-ASCII letters only: DNS compares no others without regard to case (RFC 4343 §3). */
export function toLowerAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text
}

/**
 * The name in lower case, without the final dot, and as A-labels; `.` is the root. Null when it can be no question.
 * Plain ASCII is left as it is, since SPF macros make legal names with underscores and stranger octets (RFC 7208 §7.1,
 * §7.3). This text form has no escapes, going out and coming in: a backslash is an octet like any other.
 */
export function canonicalName(text: string): string | null {
  const ascii = toALabels(text)
  if (ascii === null) return null
  if (ascii === '.') return ascii
  const name = toLowerAscii(ascii.endsWith('.') ? ascii.slice(0, -1) : ascii)
  return name.length <= maxNameOctets && hasLegalLabels(name) ? name : null
}

function hasLegalLabels(name: string): boolean {
  let labelStart = 0
  for (let i = 0; i <= name.length; i++) {
    const code = i === name.length ? dot : name.charCodeAt(i)
    if (code !== dot) continue
    if (i === labelStart || i - labelStart > maxLabelOctets) return false
    labelStart = i + 1
  }
  return true
}

const scratch = Buffer.allocUnsafeSlow(256)

/** The same name with each letter's case at random: a forged reply would have to guess that too. */
export function mixCase(name: string): string {
  let dice = 1
  for (let i = 0; i < name.length; i++) {
    // Eight throws from one octet; the bit above them says when they are used up.
    if (dice === 1) dice = 0x100 | randomOctet()
    const code = name.charCodeAt(i)
    const isLetter = code >= 0x61 && code <= 0x7a
    scratch[i] = isLetter && (dice & 1) === 1 ? code & ~0x20 : code
    dice >>= 1
  }
  return scratch.toString('latin1', 0, name.length)
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** Plain ASCII as it is, whatever its octets; null for what IDNA has no form for. */
export function toALabels(text: string): string | null {
  if (isAscii(text)) return text
  if (notInIdnName.test(text)) return null
  // An empty text says that IDNA has no form for it.
  return domainToASCII(text) || null
}
