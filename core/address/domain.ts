/**
 * What the text in a domain field is: the name in it, cleaned and lower-case, or a refusal as a code. Knows the shape
 * only (RFC 1035 §2.3.1, RFC 1123 §2.1); IDNA and the public suffix list are the server's (`server/domains`).
 */
import { toCleaned, toUnderstood } from './cleaned.ts'

export const domainRefusalCodes = [
  'domain.missing',
  'domain.bad-character',
  'domain.underscore',
  'domain.empty-label',
  'domain.hyphen',
  'domain.single-label',
  'domain.label-too-long',
  'domain.too-long',
  'domain.ip-address',
  // Found by the server alone:
  'domain.not-idna',
  'domain.public-suffix',
  'domain.private-suffix',
] as const
export type DomainRefusalCode = (typeof domainRefusalCodes)[number]

export interface DomainRefusal {
  ok: false
  code: DomainRefusalCode
  /** What was read, safe to repeat to a person. */
  understood: string
}

export interface DomainShape {
  ok: true
  /** Lower-case, without the final dot. Holds other letters than ASCII when `needsIdna`. */
  name: string
  needsIdna: boolean
  /** What the name was taken out of, so that the page can say so. */
  from: 'name' | 'url' | 'email'
}

const asciiPrintable = /^[\x21-\x7e]*$/u

/** Reads what was typed or pasted: a name, an address of a web page or of a person. Never throws. */
export function parseDomainShape(text: string): DomainShape | DomainRefusal {
  const { candidate, from } = toCandidate(text)
  const name = candidate.replace(/[。．｡]/gu, '.').toLowerCase().replace(/\.$/u, '')
  const code = refusalOf(name)
  if (code !== null) return { ok: false, code, understood: toUnderstood(name === '' ? text.trim() : name) }
  return { ok: true, name, needsIdna: !asciiPrintable.test(name), from }
}

/** `http://Example.COM./path`, `Maria <maria@example.com>` and the like: the part that names a host. */
function toCandidate(text: string): { candidate: string; from: DomainShape['from'] } {
  // A final dot belongs to the name, two would be an empty label: only the other noise goes here.
  const cleaned = toCleaned(text) + (/\.\.[\s,;]*$/u.test(text.slice(-100)) ? '..' : '')
  const email = /^(?:mailto:|[^<>@]*<)?[^<>@\s/]+@([^<>@\s/?]+)>?(?:\?\S*)?$/iu.exec(cleaned)?.[1]
  if (email !== undefined) return { candidate: email, from: 'email' }
  const url = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#]*)/iu.exec(cleaned)?.[1]
  if (url !== undefined) return { candidate: withoutPort(url), from: 'url' }
  const withPath = /^([^/?#\s<>@:]+\.[^/?#\s<>@:]+)(?::\d{1,5})?(?:[/?#]\S*)?$/u.exec(cleaned)?.[1]
  if (withPath !== undefined) return { candidate: withPath, from: withPath === cleaned ? 'name' : 'url' }
  return { candidate: cleaned, from: 'name' }
}

const withoutPort = (authority: string): string => authority.replace(/:\d{1,5}$/u, '')

function refusalOf(name: string): DomainRefusalCode | null {
  if (name === '') return 'domain.missing'
  if (isIpAddress(name)) return 'domain.ip-address'
  if (hasBadCharacter(name)) return 'domain.bad-character'
  const labels = name.split('.')
  if (labels.some((label) => label === '')) return 'domain.empty-label'
  if (name.includes('_')) return 'domain.underscore'
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) return 'domain.hyphen'
  if (asciiPrintable.test(name)) {
    const tooLong = lengthRefusalOf(name)
    if (tooLong !== null) return tooLong
  }
  return labels.length < 2 ? 'domain.single-label' : null
}

/** RFC 1035 §2.3.4, in the form without the final dot. For a name that needs IDNA it holds after the conversion. */
export function lengthRefusalOf(asciiName: string): 'domain.label-too-long' | 'domain.too-long' | null {
  if (asciiName.length > 253) return 'domain.too-long'
  return asciiName.split('.').some((label) => label.length > 63) ? 'domain.label-too-long' : null
}

/** A last label of digits alone can be no top-level domain (RFC 3696 §2), so this was meant as an address. */
function isIpAddress(name: string): boolean {
  return /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/u.test(name) || /^(?:.*\.)?(?:\d+|0x[0-9a-f]*)$/u.test(name)
}

/** ASCII that is no letter, digit, hyphen, dot or underscore; and what is neither letter, mark nor digit elsewhere. */
function hasBadCharacter(name: string): boolean {
  return /[^a-z0-9._\p{L}\p{M}\p{N}\u00b7\u30fb\u200c\u200d-]/u.test(name)
}

/** What a DNS host's form wants for a name: relative to its zone, `@` for the zone itself. The name lies in the zone. */
export function toRelativeName(name: string, zone: string): string {
  return name === zone ? '@' : name.slice(0, -(zone.length + 1))
}

/** The zone in which a relative name was meant: the way back from `toRelativeName`. */
export function toZoneOf({ name, host }: { name: string; host: string }): string {
  return host === '@' ? name : name.slice(host.length + 1)
}

/** By label boundary: `notexample.com` is no subdomain of `example.com` (both as A-labels, without final dot). */
export function isSubdomainOf(name: string, parent: string): boolean {
  return name.length > parent.length && name.endsWith(`.${parent}`)
}
