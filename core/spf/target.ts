/** From a domain-spec to the name that is asked for (RFC 7208 §4.8), macros expanded for this message. */
import { expandMacros, toQueryName, usesMacro, type MacroValues } from './macro.ts'
import { lookupValidatedName } from './validated-name.ts'
import type { MacroString } from './record.ts'
import type { Asker } from './run.ts'

/** Without a domain-spec the term speaks of the domain whose record it stands in. */
export async function resolveTarget(asker: Asker, spec: MacroString | null, domain: string): Promise<string> {
  if (spec === null) return domain
  return toQueryName(expandMacros(spec, await toMacroValues(asker, spec, domain)))
}

/** `p` alone has to ask, so it is asked for only where it is used. */
export async function toMacroValues(asker: Asker, spec: MacroString, domain: string): Promise<MacroValues> {
  const { ip, localPart, senderDomain, helo, receiver, nowSeconds } = asker
  const validatedName = usesMacro(spec, 'p') ? await lookupValidatedName(asker, domain) : 'unknown'
  return { ip, localPart, senderDomain, domain, helo, receiver, nowSeconds, validatedName }
}

/** RFC 7208 §4.3: several labels, none empty, none over 63 octets, not more than 253 in all. */
export function isQueryable(domain: string): boolean {
  const name = domain.replace(/\.$/, '')
  const labels = name.split('.')
  return labels.length > 1 && name.length <= 253 && labels.every((label) => label.length > 0 && label.length <= 63)
}
