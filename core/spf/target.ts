/** From a domain-spec to the name that is asked for (RFC 7208 §4.8), macros expanded for this message. */
import { expandMacros, toQueryName, usesMacro, type MacroValues } from './macro.ts'
import { lookupValidatedName } from './validated-name.ts'
import type { MacroString } from './record.ts'
import type { Asker } from './run.ts'

/** Without a domain-spec the term speaks of the domain whose record it stands in. Only `p` has to ask for its name. */
export function resolveTarget(asker: Asker, spec: MacroString | null, domain: string): string | Promise<string> {
  if (spec === null) return domain
  const values = toMacroValues(asker, spec, domain)
  return values instanceof Promise ? values.then((all) => toQueryName(expandMacros(spec, all))) : toQueryName(expandMacros(spec, values))
}

/** `p` alone has to ask, so it is asked for only where it is used. */
export function toMacroValues(asker: Asker, spec: MacroString, domain: string): MacroValues | Promise<MacroValues> {
  const { ip, localPart, senderDomain, helo, receiver, nowSeconds } = asker
  const values = { ip, localPart, senderDomain, domain, helo, receiver, nowSeconds, validatedName: 'unknown' }
  if (!usesMacro(spec, 'p')) return values
  return lookupValidatedName(asker, domain).then((validatedName) => ({ ...values, validatedName }))
}

/** RFC 7208 §4.3: several labels, none empty, none over 63 octets, not more than 253 in all. */
export function isQueryable(domain: string): boolean {
  const name = domain.replace(/\.$/, '')
  const labels = name.split('.')
  return labels.length > 1 && name.length <= 253 && labels.every((label) => label.length > 0 && label.length <= 63)
}
