/**
 * Puts the account's include where the Mimecast rule wants it, by the smallest edit: move it, replace what stands in its
 * place, or insert it. Leaves everything that is not Mimecast's where it is.
 */
import { sameHost } from '../dns/names.ts'
import { standingInclude } from './judge-mimecast.ts'
import { mimecastTerms, positionOf, type MimecastTerm } from './mimecast-terms.ts'
import { change, isAll, isModifier, newTerm, withFirst, type Draft, type DraftTerm } from './plan-draft.ts'
import { defaultEnding, toDraft } from './plan-join.ts'
import { isDirective, type Directive } from './record.ts'
import type { MimecastRule } from './rule.ts'
import type { SpfTreeNode } from '../contract/spf.ts'

export function placeMimecast(draft: Draft, rule: MimecastRule, tree: readonly SpfTreeNode[]): Draft {
  const terms = draft.terms.map(({ term }) => term)
  const named = mimecastTerms(terms, rule)
  const standing = standingInclude(named, rule)
  const own = toOwnInclude(rule, tree)
  if (standing === null || isUnknownList(draft, standing)) return replaceOrInsert(draft, named, own, rule)
  return placeStanding(withCost(draft, standing.term, own), standing.term, own, rule)
}

/** An allowed global list that was in effect nowhere: nobody counted what it costs, so the account's own takes its place. */
function isUnknownList({ terms }: Draft, { term, role }: MimecastTerm): boolean {
  return role === 'global' && terms.some((one) => one.term === term && one.cost === null)
}

/** Behind an `all`, or in a record that could not be read, it cost nothing; where it is going it does. */
function withCost({ terms, changes }: Draft, standing: Directive, own: DraftTerm): Draft {
  return { changes, terms: terms.map((one) => (one.term === standing && one.cost === null ? { ...one, cost: own.cost } : one)) }
}

function placeStanding(draft: Draft, standing: Directive, own: DraftTerm, rule: MimecastRule): Draft {
  const { terms, changes } = draft
  const repeats = terms.filter(({ term }) => term !== standing && isOwnInclude(term, rule))
  const rest = terms.filter((one) => one.term !== standing && !repeats.includes(one))
  const dropped = repeats.map(({ term }) => change('drop', term.text))
  if (standing.qualifier !== '+') {
    const replaced = { ...change('replace', standing.text), with: own.term.text }
    return { terms: withFirst(rest, own), changes: [...changes, replaced, ...dropped] }
  }
  const isFirst = positionOf(standing, terms.map(({ term }) => term)) === 1
  const at = terms.findIndex(({ term }) => term === standing)
  const present = terms[at]
  // Behind an `all` nobody reads it (RFC 7208 §5.1), which is not what staff accepted.
  const isAccepted = rule.accepted.includes('mimecast-not-first') && !terms.slice(0, at).some(isAll)
  if (isFirst || present === undefined || isAccepted) return draft
  return { terms: withFirst(rest, present), changes: [...changes, change('move', standing.text), ...dropped] }
}

function isOwnInclude(term: DraftTerm['term'], rule: MimecastRule): boolean {
  return mimecastTerms([term], rule).some(({ role, isInclude }) => role === 'own' && isInclude)
}

function replaceOrInsert(draft: Draft, named: readonly MimecastTerm[], own: DraftTerm, rule: MimecastRule): Draft {
  const { terms, changes } = draft
  // Names that only resemble Mimecast's are replaced one at a time: a second one may be the customer's own.
  const [first, ...others] = named
  if (first === undefined) {
    const isNested = terms.some(({ below }) => below.some(({ domain }) => sameHost(domain, rule.include)))
    if (isNested && rule.accepted.includes('mimecast-nested')) return draft
    return { terms: withFirst(terms, own), changes: [...changes, change('insert', own.term.text)] }
  }
  const wrong = others.filter(({ role }) => role === 'other-region' || role === 'global').map(({ term }) => term)
  const rest = terms.filter(({ term }) => term !== first.term && !wrong.includes(term))
  const placed: Draft = {
    terms: withFirst(rest, own),
    changes: [
      ...changes,
      { ...change('replace', first.term.text), with: own.term.text },
      ...wrong.map((term) => change('drop', term.text)),
    ],
  }
  return withEnding(draft, placed)
}

/** A replaced `redirect` took its target's ending with it. */
function withEnding(before: Draft, after: Draft): Draft {
  const hadRedirect = before.terms.some((one) => isModifier(one, 'redirect'))
  const hasEnding = after.terms.some((one) => isAll(one) || isModifier(one, 'redirect'))
  if (!hadRedirect || hasEnding) return after
  const end = toDraft(newTerm(defaultEnding))
  return { terms: [...after.terms, end], changes: [...after.changes, change('insert', defaultEnding)] }
}

/** Each region's record holds addresses alone, so its include costs one look-up, unless the tree has seen otherwise. */
function toOwnInclude(rule: MimecastRule, tree: readonly SpfTreeNode[]): DraftTerm {
  const term = newTerm(`include:${rule.include}`)
  const seen = tree.find(({ domain, depth }) => depth > 0 && sameHost(domain, rule.include))
  const below = seen?.lookups ?? 0
  const name = isDirective(term) ? rule.include : ''
  return { term, cost: { span: [...term.span], term: term.text, name, result: 'answer', lookups: 1 + below, voidLookups: 0 }, below: [] }
}
