/**
 * The Mimecast rule: the account's own include, plain or with `+`, is the first mechanism of the domain's own record
 * (architecture D1, D2). A vendor's rule, not the RFC's: it says nothing about whether the record is legal.
 */
import type { SpfFinding, SpfTreeNode } from '../contract/spf.ts'
import { sameHost } from '../dns/names.ts'
import { acceptableCodes, findingSeverity, type FindingCode, type FindingParams, type Severity } from './codes.ts'
import { toFinding } from './finding.ts'
import { mimecastTerms, positionOf, type MimecastTerm } from './mimecast-terms.ts'
import { isDirective, type Directive, type SpfRecord, type Term } from './record.ts'
import type { MimecastRule } from './rule.ts'

type Terms = SpfRecord['terms']

export function judgeMimecast(terms: Terms, tree: readonly SpfTreeNode[], rule: MimecastRule): SpfFinding[] {
  const named = mimecastTerms(terms, rule)
  const standing = standingInclude(named, rule)
  if (standing === null) return judgeAbsence(terms, named, tree, rule)
  return [...judgePlace(standing, terms, rule), ...judgeSpelling(standing, terms, rule), ...extraIncludes(standing, named, rule)]
}

interface Standing extends MimecastTerm {
  term: Directive
}

/** The include that the rule is held against: one that authorises before one that does not. */
export function standingInclude(named: readonly MimecastTerm[], rule: MimecastRule): Standing | null {
  const isStanding = (found: MimecastTerm): found is Standing => found.isInclude && isDirective(found.term)
  const own = named.filter(isStanding).filter(({ role }) => role === 'own')
  const allowed = own.length > 0 || !rule.allowGlobal ? own : named.filter(isStanding).filter(({ role }) => role === 'global')
  return allowed.find(({ term }) => term.qualifier === '+') ?? allowed[0] ?? null
}

function judgePlace({ term, role, host }: Standing, terms: Terms, rule: MimecastRule): SpfFinding[] {
  const findings: SpfFinding[] = []
  const { include } = rule
  if (term.qualifier !== '+') findings.push(found('mimecast-not-authorised', { qualifier: term.qualifier, include }, term, rule))
  const position = positionOf(term, terms)
  const all = terms.filter(isDirective).findIndex(({ mechanism }) => mechanism.kind === 'all') + 1
  if (all !== 0 && all < position) findings.push(found('mimecast-after-all', { include }, term, rule))
  else if (position > 1) findings.push(found('mimecast-not-first', { position }, term, rule))
  if (role === 'global') findings.push(found('mimecast-global-include', { found: host, include }, term, rule))
  return findings
}

/** Legal ways of writing it that people may wonder about: no fault, a note. */
function judgeSpelling({ term, role }: Standing, terms: Terms, rule: MimecastRule): SpfFinding[] {
  if (positionOf(term, terms) !== 1 || term.qualifier !== '+') return []
  const findings: SpfFinding[] = []
  const { include } = rule
  const expected = `include:${role === 'global' ? rule.globalInclude : include}`
  if (term.text !== expected) findings.push(found('mimecast-spelling', { found: term.text, include }, term, rule))
  const before = terms[0]
  if (before !== undefined && before !== term) findings.push(found('modifier-first', { modifier: before.text }, before, rule))
  return findings
}

function extraIncludes(standing: Standing, named: readonly MimecastTerm[], rule: MimecastRule): SpfFinding[] {
  const extra = named.filter((one) => one.term !== standing.term && one.isInclude && one.role !== 'own' && one.role !== 'near-miss')
  return extra.map(({ term, host }) => found('mimecast-extra-include', { found: host, include: rule.include }, term, rule))
}

/** The include is not in the record: what stands there in its place says why. */
function judgeAbsence(terms: Terms, named: readonly MimecastTerm[], tree: readonly SpfTreeNode[], rule: MimecastRule): SpfFinding[] {
  const inPlace = named.map((one) => judgeStandIn(one, rule))
  const nested = tree.find(({ depth, domain, root, rootSpan }) => depth > 1 && root === 0 && rootSpan !== null && sameHost(domain, rule.include))
  const via = nested === undefined ? undefined : terms.find(({ span }) => span[0] === nested.rootSpan?.[0])
  // What is Mimecast's itself, like the global list, has been spoken of by its own name.
  if (via !== undefined && !named.some(({ term }) => term === via)) inPlace.push(found('mimecast-nested', { via: via.text, include: rule.include }, via, rule))
  return inPlace.length > 0 ? inPlace : [toFinding('mimecast-missing', { include: rule.include })]
}

function judgeStandIn({ term, role, host, region, isInclude }: MimecastTerm, rule: MimecastRule): SpfFinding {
  const { include } = rule
  switch (role) {
    case 'own': {
      const isRedirect = term.type === 'modifier' && term.kind === 'redirect'
      if (isRedirect) return found('mimecast-by-redirect', { include }, term, rule)
      return found('mimecast-near-miss', { found: term.text, meant: `include:${include}` }, term, rule)
    }
    case 'other-region':
      return found('mimecast-wrong-region', { found: host, region: region ?? '', include }, term, rule)
    case 'global':
      return found('mimecast-global-include', { found: host, include }, term, rule)
    case 'near-miss':
      return found('mimecast-near-miss', { found: isInclude ? host : term.text, meant: isInclude ? include : `include:${include}` }, term, rule)
  }
}

function found<C extends FindingCode>(code: C, params: FindingParams[C], term: Term, rule: MimecastRule): SpfFinding {
  return toFinding(code, params, { record: 0, span: term.span }, severityFor(code, rule))
}

/** What staff allowed or accepted for the account still shows, as a warning. */
function severityFor(code: FindingCode, rule: MimecastRule): Severity {
  const acceptable = acceptableCodes.find((one) => one === code)
  if (acceptable === undefined) return findingSeverity[code]
  const isAccepted = rule.accepted.includes(acceptable) || (code === 'mimecast-global-include' && rule.allowGlobal)
  return isAccepted ? 'warning' : findingSeverity[code]
}
