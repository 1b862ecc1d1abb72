/**
 * One record out of those that are there: several become one (RFC 7208 §3.2 allows one), or all senders but Mimecast go
 * because the customer said that nothing else sends. Contradicting endings are for the customer to decide, not for us.
 */
import type { SpfAnswer } from '../contract/journey.ts'
import type { SpfTreeNode } from '../contract/spf.ts'
import type { ParsedSpf } from './parse.ts'
import { ask, change, isAll, isModifier, newTerm, refuse, toDraftTerms, type Draft, type DraftTerm, type Step } from './plan-draft.ts'
import { isDirective, toMechanismKey, type Term } from './record.ts'

/** A new record is lenient: mail must not break on the first day (architecture D5). */
export const defaultEnding = '~all'

export interface Source {
  parsed: readonly ParsedSpf[]
  tree: readonly SpfTreeNode[]
  answer: SpfAnswer
}

/** The starting point where other services send for the domain too. */
export function joinRecords({ parsed, tree, answer }: Source): Step {
  const records = parsed.map((one, root) => toDraftTerms(termsOf(one), root, tree))
  const [only, ...others] = records
  if (only === undefined || others.length === 0) return { draft: { terms: only ?? [], changes: [] } }
  const redirects = records.flat().filter((one) => isModifier(one, 'redirect'))
  const clash = redirectClash(redirects, records.flat().some(isAll))
  if (clash !== null) return clash
  const ending = chooseEnding(records, answer)
  if ('stop' in ending) return ending
  const middle = withoutRepeats(records.flatMap(beforeAll)).filter((one) => !isModifier(one, 'redirect'))
  const end = redirects[0] ?? ending.end
  const joined = parsed.slice(1).map((one) => change('join', textOf(one)))
  const kept = end === ending.end ? [ending.change] : []
  return { draft: { terms: [...middle, end], changes: [...joined, ...kept] } }
}

/** The starting point where nothing but Mimecast sends: its entry, explanations and the ending stay, the others go. */
export function keepOnlyMimecast({ parsed, tree, answer }: Source, findMimecast: (terms: readonly Term[]) => Term | null): Step {
  const records = parsed.map((one, root) => toDraftTerms(termsOf(one), root, tree))
  const all = records.flat()
  const ending = chooseEnding(records, answer)
  if ('stop' in ending) return ending
  const mimecast = findMimecast(all.map(({ term }) => term))
  const kept = withoutRepeats(all.filter((one) => isModifier(one, 'exp') || one.term === mimecast))
  // One record keeps its order: what stands behind its ending is moved by a change of its own, or stays.
  const terms = parsed.length === 1 && !ending.isNew ? all.filter((one) => kept.includes(one) || one === ending.end) : [...kept, ending.end]
  const isGone = (one: DraftTerm): boolean => !terms.includes(one) && (parsed.length === 1 || !isAll(one))
  const dropped = all.filter(isGone).map(({ term }) => change('drop', term.text))
  const unread = parsed.flatMap((one) => (one.ok ? [] : one.problems.map(({ text }) => change('drop', text))))
  const joined = parsed.slice(1).map((one) => change('join', textOf(one)))
  const changes = [...joined, ...dropped, ...unread]
  return { draft: { terms, changes: changes.length > 0 || ending.isNew ? [...changes, ending.change] : [] } }
}

function redirectClash(redirects: readonly DraftTerm[], hasAll: boolean): Step | null {
  const [first, second] = [...new Set(redirects.map(({ term }) => term.text))]
  if (first === undefined) return null
  // RFC 7208 §6.1: an `all` anywhere in the record cancels the `redirect`, and its senders with it.
  if (hasAll) return refuse('redirect-cancelled', { redirect: first })
  return second === undefined ? null : refuse('two-redirects', { first, second })
}

interface Ending {
  end: DraftTerm
  isNew: boolean
  change: Draft['changes'][number]
}

/** Of each record the first `all` counts: a second one is never reached (RFC 7208 §5.1). */
function chooseEnding(records: ReadonlyArray<readonly DraftTerm[]>, answer: SpfAnswer): Ending | ReturnType<typeof ask> {
  const endings = new Map(records.flatMap((terms) => terms.filter(isAll).slice(0, 1)).map((one) => [toQualifier(one), one]))
  const [only] = endings.values()
  if (endings.size > 1) {
    if (answer.ending === undefined) return ask('contradictory-endings', ['~all', '-all'])
    return { end: toDraft(newTerm(answer.ending)), isNew: false, change: change('keep-ending', answer.ending) }
  }
  if (only !== undefined) return { end: only, isNew: false, change: change('keep-ending', only.term.text) }
  return { end: toDraft(newTerm(defaultEnding)), isNew: true, change: change('insert', defaultEnding) }
}

function toQualifier({ term }: DraftTerm): string {
  return isDirective(term) ? term.qualifier : ''
}

/** What follows `all` counted for nobody, and must not begin to count by being joined (RFC 7208 §5.1). */
function beforeAll(terms: readonly DraftTerm[]): DraftTerm[] {
  const all = terms.findIndex(isAll)
  return terms.filter((one, index) => all === -1 || index < all || one.term.type === 'modifier')
}

/** The first of equal mechanisms decides; `exp` may appear once (RFC 7208 §6). */
function withoutRepeats(terms: readonly DraftTerm[]): DraftTerm[] {
  const seen = new Set<string>()
  return terms.filter(({ term }) => {
    const key = isDirective(term) ? toMechanismKey(term) : term.kind === 'exp' ? 'exp=' : term.text
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

export function toDraft(term: Term): DraftTerm {
  return { term, cost: null, below: [] }
}

function termsOf(parsed: ParsedSpf): readonly Term[] {
  return parsed.ok ? parsed.record.terms : parsed.terms
}

export function textOf(parsed: ParsedSpf): string {
  return parsed.ok ? parsed.record.text : parsed.text
}
