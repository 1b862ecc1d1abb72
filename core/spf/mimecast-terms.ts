/**
 * Which terms of a record speak of Mimecast, and how: the account's own include, another region's, the global one, one
 * that was probably meant, or a `redirect`. What that means for the verdict is left to the judge.
 */
import { canonicalHost, sameHost } from '../dns/names.ts'
import { isDirective, toPlainText, type Directive, type SpfRecord, type Term } from './record.ts'
import { isNearMiss } from './near-miss.ts'
import type { MimecastRule } from './rule.ts'

export type MimecastRole = 'own' | 'other-region' | 'global' | 'near-miss'

export interface MimecastTerm {
  term: Term
  role: MimecastRole
  host: string
  /** The key of the other region. */
  region: string | null
  /** An include can be right; a `redirect=` or an `a:` with the same host cannot. */
  isInclude: boolean
}

export function mimecastTerms(terms: SpfRecord['terms'], rule: MimecastRule): MimecastTerm[] {
  return terms.flatMap((term) => {
    const host = hostOf(term)
    if (host === null) return []
    const isInclude = isDirective(term) && term.mechanism.kind === 'include'
    const known = knownHost(host, rule)
    if (known !== null) return [{ term, host, isInclude, ...known }]
    return isNearMiss(host, rule) ? [{ term, host, isInclude, role: 'near-miss' as const, region: null }] : []
  })
}

function knownHost(host: string, rule: MimecastRule): { role: MimecastRole; region: string | null } | null {
  if (sameHost(host, rule.include)) return { role: 'own', region: null }
  if (sameHost(host, rule.globalInclude)) return { role: 'global', region: null }
  const other = rule.otherIncludes.find(({ include }) => sameHost(host, include))
  return other === undefined ? null : { role: 'other-region', region: other.region }
}

/** The plain host that a term names; null when it names none, or only with macros. */
function hostOf(term: Term): string | null {
  if (term.type === 'modifier') {
    const value = toPlainText(term.value)
    return value === null || value === '' ? null : canonicalHost(value)
  }
  const { mechanism } = term
  if (!('target' in mechanism) || mechanism.target === null) return null
  const target = toPlainText(mechanism.target)
  return target === null ? null : canonicalHost(target)
}

/** RFC 7208 §4.6.2: terms are read in order; modifiers are no mechanisms and do not count (architecture D1). */
export function positionOf(term: Directive, terms: SpfRecord['terms']): number {
  return terms.filter(isDirective).indexOf(term) + 1
}
