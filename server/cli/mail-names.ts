/**
 * The names of a message as SPF wants them, before macros are made of them: A-labels (RFC 7208 §4.3, RFC 8616 §4). A name
 * that IDNA has no form for stays as it is; the resolver will say that it can be no question.
 */
import { toALabels } from '../dns/name.ts'

export function toAsciiName(name: string): string {
  return toALabels(name) ?? name
}

/** The local part belongs to whoever receives there, and is left alone. */
export function toAsciiSender(mailfrom: string): string {
  const at = mailfrom.lastIndexOf('@') + 1
  return mailfrom.slice(0, at) + toAsciiName(mailfrom.slice(at))
}
