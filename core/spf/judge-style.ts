/**
 * What is legal and meets the rule, yet is not what anybody wants: an open or a missing ending, dead terms, `ptr`.
 * Warnings only (architecture D5); the record is legal when it comes here.
 */
import type { SpfFinding } from '../contract/spf.ts'
import { toFinding, type Place } from './finding.ts'
import { isDirective, toMechanismKey, type Directive, type SpfRecord, type Term } from './record.ts'

export function judgeStyle(record: SpfRecord): SpfFinding[] {
  return [...judgeEnding(record), ...judgeAfterAll(record), ...judgeTerms(record)]
}

const at = (term: Term): Place => ({ record: 0, span: term.span })

function findAll(record: SpfRecord): Directive | null {
  return record.terms.filter(isDirective).find(({ mechanism }) => mechanism.kind === 'all') ?? null
}

function findRedirect(record: SpfRecord): Term | null {
  return record.terms.find((term) => term.type === 'modifier' && term.kind === 'redirect') ?? null
}

/** RFC 7208 §5.1, and §4.7: without an ending everybody else is neutral. */
function judgeEnding(record: SpfRecord): SpfFinding[] {
  const all = findAll(record)
  if (all === null) return findRedirect(record) === null ? [toFinding('no-ending', {})] : []
  const term = all.text
  if (all.qualifier === '+') return [toFinding('all-pass', { term }, at(all))]
  return all.qualifier === '?' ? [toFinding('all-neutral', { term }, at(all))] : []
}

/** RFC 7208 §5.1: what follows `all` is never read, and a `redirect` beside it is ignored. */
function judgeAfterAll(record: SpfRecord): SpfFinding[] {
  const all = findAll(record)
  if (all === null) return []
  const findings: SpfFinding[] = []
  const after = record.terms.filter(isDirective).filter(({ span }) => span[0] > all.span[0])
  const [first] = after
  const last = after.at(-1)
  if (first !== undefined && last !== undefined) {
    const place = { record: 0, span: [first.span[0], last.span[1]] as const }
    findings.push(toFinding('terms-after-all', { term: first.text }, place))
  }
  const redirect = findRedirect(record)
  if (redirect !== null) findings.push(toFinding('redirect-ignored', { term: redirect.text }, at(redirect)))
  return findings
}

function judgeTerms(record: SpfRecord): SpfFinding[] {
  const seen = new Set<string>()
  return record.terms.filter(isDirective).flatMap((term) => {
    const key = toMechanismKey(term)
    const isDuplicate = seen.has(key)
    seen.add(key)
    const findings: SpfFinding[] = []
    if (isDuplicate) findings.push(toFinding('duplicate-term', { term: term.text }, at(term)))
    // RFC 7208 §5.5: slow, unreliable, not to be published.
    if (term.mechanism.kind === 'ptr') findings.push(toFinding('ptr-used', { term: term.text }, at(term)))
    return findings
  })
}
