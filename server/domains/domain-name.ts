/**
 * A domain as an account may have it: shape (core), then IDNA and the public suffix list, which live on the server.
 * Pure apart from the bundled list; asks no DNS.
 */
import { domainToASCII, domainToUnicode } from 'node:url'
import { parse as parseSuffix } from 'tldts'
import { lengthRefusalOf, parseDomainShape, type DomainRefusal, type DomainShape } from '#core/address/domain.ts'
import { isAtOrBelow } from '#core/dns/names.ts'

export interface DomainName {
  ok: true
  /** A-labels, lower-case, without final dot. */
  name: string
  /** As people write it. */
  display: string
  /** The domain that was registered: the name itself, or the one above it. */
  registrable: string
  isSubdomain: boolean
  from: DomainShape['from']
}

/** Reads what was typed or pasted. Never throws: a refusal is a code with what was understood. */
export function parseDomainName(text: string): DomainName | DomainRefusal {
  const shape = parseDomainShape(text)
  if (!shape.ok) return shape
  const name = shape.needsIdna ? toAscii(shape.name) : shape.name
  if (name === null) return { ok: false, code: 'domain.not-idna', understood: shape.name }
  const display = toDisplay(name)
  const refuse = (code: DomainRefusal['code']): DomainRefusal => ({ ok: false, code, understood: display })
  const tooLong = lengthRefusalOf(name)
  if (tooLong !== null) return refuse(tooLong)

  const icann = parseSuffix(name, { allowPrivateDomains: false })
  if (icann.domain === null) return refuse('domain.public-suffix')
  const registrable = parseSuffix(name, { allowPrivateDomains: true }).domain
  if (registrable === null) return refuse('domain.private-suffix')
  return { ok: true, name, display, registrable, isSubdomain: name !== registrable, from: shape.from }
}

/**
 * `domainToASCII` reads the host of a URL and stops at `/`, `:` and their like. The shape has refused all of these, so
 * only letters reach it; what it makes of them is checked again, because its mapping can produce an address or a dot.
 */
function toAscii(name: string): string | null {
  const ascii = domainToASCII(name)
  const again = ascii === '' ? null : parseDomainShape(ascii)
  if (again === null) return null
  if (again.ok) return again.needsIdna ? null : again.name
  return again.code === 'domain.too-long' || again.code === 'domain.label-too-long' ? ascii : null
}

function toDisplay(name: string): string {
  const unicode = domainToUnicode(name)
  return unicode === '' ? name : unicode
}

/** The registered domain at or above a name: where its records are edited, unless a subdomain has a zone of its own. */
export function toZone(name: string): string {
  const parsed = parseDomainName(name)
  return parsed.ok ? parsed.registrable : name
}

/**
 * The zone in which the name's records are edited, given the one that DNS showed. One that lies above the registered
 * domain is not the customer's: the name is in nobody's zone yet.
 */
export function toOwnZone(name: string, seen: string | null): string {
  const registrable = toZone(name)
  return seen !== null && isAtOrBelow(seen, registrable) && isAtOrBelow(name, seen) ? seen : registrable
}
