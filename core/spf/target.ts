/** From a domain-spec to the name that is asked for (RFC 7208 §4.8), macros expanded for this message. */
import { expandMacros, toQueryName, usesMacro, type MacroValues } from './macro.ts'
import { lookupValidatedName } from './validated-name.ts'
import { toPlainText, type MacroString } from './record.ts'
import type { Asker } from './run.ts'

/**
 * Without a domain-spec the term speaks of the domain whose record it stands in. Only `p` has to ask for its name. Null
 * where the message can give no name: then the term matches nothing, and nothing is asked.
 */
export function resolveTarget(asker: Asker, spec: MacroString | null, domain: string): string | null | Promise<string> {
  if (spec === null) return domain
  const plain = toPlainText(spec)
  if (plain !== null) return toQueryName(plain)
  if (isBeyondNames(asker.localPart) && (usesMacro(spec, 's') || usesMacro(spec, 'l'))) return null
  const values = toMacroValues(asker, spec, domain)
  return values instanceof Promise ? values.then((all) => toQueryName(expandMacros(spec, all))) : toQueryName(expandMacros(spec, values))
}

/** RFC 8616 §4: a local part beyond US-ASCII has no form in which it could be part of a name. */
const isBeyondNames = (localPart: string): boolean => /[^\p{ASCII}]/u.test(localPart)

/** `p` alone has to ask, so it is asked for only where it is used. */
export function toMacroValues(asker: Asker, spec: MacroString, domain: string): MacroValues | Promise<MacroValues> {
  const { ip, localPart, senderDomain, helo, receiver, nowSeconds } = asker
  const values = { ip, localPart, senderDomain, domain, helo, receiver, nowSeconds, validatedName: 'unknown' }
  if (!usesMacro(spec, 'p')) return values
  return lookupValidatedName(asker, domain).then((validatedName) => ({ ...values, validatedName }))
}

/** RFC 7208 §4.3: several labels, none empty, none over 63 octets, not more than 253 in all. */
export function isQueryable(domain: string): boolean {
  const length = domain.endsWith('.') ? domain.length - 1 : domain.length
  let labels = 0
  for (let start = 0; start <= length; labels += 1) {
    const dot = domain.indexOf('.', start)
    const end = dot === -1 ? length : Math.min(dot, length)
    if (end === start || end - start > 63) return false
    start = end + 1
  }
  return labels > 1 && length <= 253
}
