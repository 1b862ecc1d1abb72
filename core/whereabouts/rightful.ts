/**
 * Names that have a record for a reason of their own: the domain's record leads there, or the account has them as
 * domains. What stands at such a name did not go astray, whatever it says.
 */
import type { SpfTreeNode } from '../contract/spf.ts'
import { canonicalHost } from '../dns/names.ts'

interface Ties {
  domain: string
  tree: readonly Pick<SpfTreeNode, 'domain' | 'terms'>[]
  /** What the check has asked: also the hosts behind an `mx`. */
  asked: readonly { name: string }[]
  siblings: readonly string[]
}

export function toRightful({ domain, tree, asked, siblings }: Ties): string[] {
  const ledTo = tree.flatMap((node) => node.terms.map(({ name }) => toKnown(name, node.domain, domain)))
  const names = [...siblings, ...ledTo, ...asked.map(({ name }) => name)].map(canonicalHost)
  return [...new Set(names)].filter((name) => name !== domain)
}

/** `%{d}` is the domain whose record it is, `%{o}` that of the sender (RFC 7208 §7.2). What other macros become hangs on the message. */
function toKnown(name: string, current: string, sender: string): string {
  return name.replace(/%\{d\}/giu, current).replace(/%\{o\}/giu, sender)
}
