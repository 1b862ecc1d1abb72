/**
 * Makes a draft legal and keeps it inside the limits of RFC 7208 §4.6.4, or refuses and says why. Takes out only what no
 * sender needs: includes without a record, names without an address, repeats.
 */
import { sameHost } from '../dns/names.ts'
import { countTerms, countVoids } from './judge-tree.ts'
import { maxLookups, maxVoidLookups } from './limits.ts'
import { change, refuse, type Draft, type DraftTerm, type Step } from './plan-draft.ts'
import { isDirective, toMechanismKey } from './record.ts'
import type { MimecastRule } from './rule.ts'

export function keepLegal(before: readonly DraftTerm[], draft: Draft, rule: MimecastRule): Step {
  const alive = dropDead(draft, rule)
  const broken = findBroken(alive)
  if (broken !== null) return broken
  const fitted = fitVoids(fitLookups(alive))
  return findExcess(before, fitted) ?? { draft: fitted }
}

function drop(draft: Draft, isDropped: (one: DraftTerm) => boolean): Draft {
  const dropped = draft.terms.filter(isDropped)
  return {
    terms: draft.terms.filter((one) => !dropped.includes(one)),
    changes: [...draft.changes, ...dropped.map(({ term }) => change('drop', term.text))],
  }
}

/** An include without a record is an error for whoever reaches it (RFC 7208 §5.2), so nobody passes by it or after it. */
function dropDead(draft: Draft, rule: MimecastRule): Draft {
  return drop(draft, ({ below }) => {
    const [target] = below
    // The account's own include is never ours to take out: that is refused as broken, below.
    if (target === undefined || sameHost(target.domain, rule.include)) return false
    return target.by === 'include' && (target.state === 'no-record' || target.state === 'not-a-name')
  })
}

/** Faults in other people's records, and loops: no edit of this record alone repairs them safely. */
function findBroken({ terms }: Draft): Step | null {
  const nodes = terms.flatMap(({ below }) => below)
  const loop = nodes.find(({ state }) => state === 'loop')
  if (loop !== undefined) return refuse('include-loop', { target: loop.domain })
  const broken = nodes.find(({ state }) => ['no-record', 'not-a-name', 'multiple-records', 'syntax-error'].includes(state))
  if (broken !== undefined) return refuse('include-broken', { target: broken.domain })
  const costs = [...terms.flatMap(({ cost }) => (cost === null ? [] : [cost])), ...nodes.flatMap((node) => node.terms)]
  const crowded = costs.find(({ result }) => result === 'too-many-mx')
  return crowded === undefined ? null : refuse('include-broken', { target: crowded.name })
}

/** The second of two equal mechanisms never decides: dropping it is safe, and saves its look-ups. */
function fitLookups(draft: Draft): Draft {
  if (knownLookups(draft.terms) <= maxLookups) return draft
  const seen = new Set<string>()
  return drop(draft, ({ term }) => {
    if (!isDirective(term)) return false
    const key = toMechanismKey(term)
    const isRepeat = seen.has(key)
    seen.add(key)
    return isRepeat
  })
}

/** A name without an address matches nobody. Dropped from the end, and no more than necessary. */
function fitVoids(draft: Draft): Draft {
  let excess = knownVoids(draft.terms) - maxVoidLookups
  const dead = new Set<DraftTerm>()
  for (const one of [...draft.terms].reverse()) {
    if (excess <= 0) break
    if (one.cost?.result !== 'void' || one.below.length > 0) continue
    dead.add(one)
    excess -= 1
  }
  return dead.size === 0 ? draft : drop(draft, (one) => dead.has(one))
}

function findExcess(before: readonly DraftTerm[], { terms }: Draft): Step | null {
  const lookups = knownLookups(terms)
  if (lookups > maxLookups) return refuse('too-many-lookups', { lookups, limit: maxLookups })
  const voidLookups = knownVoids(terms)
  if (voidLookups > maxVoidLookups) return refuse('too-many-void-lookups', { voidLookups, limit: maxVoidLookups })
  // Where the rest cannot be counted, only an edit that adds nothing is known to be safe.
  if (lookups <= knownLookups(before)) return null
  const unknown = terms.find(({ cost }) => cost !== null && cost.lookups === null)
  return unknown === undefined ? null : refuseUncounted(unknown)
}

function refuseUncounted({ term, cost, below }: DraftTerm): Step {
  const unavailable = below.find(({ state }) => state === 'unavailable')
  if (unavailable !== undefined) return refuse('include-unavailable', { target: unavailable.domain })
  const macro = below.find(({ state }) => state === 'macro')
  if (macro !== undefined || cost?.result === 'macro') return refuse('macro-uncounted', { term: term.text })
  return refuse('too-many-lookups', { lookups: 1 + countTerms(below), limit: maxLookups })
}

function knownLookups(terms: readonly DraftTerm[]): number {
  return terms.reduce((sum, { cost, below }) => sum + (cost === null ? 0 : (cost.lookups ?? 1 + countTerms(below))), 0)
}

function knownVoids(terms: readonly DraftTerm[]): number {
  return terms.reduce((sum, { cost, below }) => sum + (below.length > 0 ? countVoids(below) : (cost?.voidLookups ?? 0)), 0)
}

/** After the change, worst case; null when a part of it could not be counted. */
export function countLookups(terms: readonly DraftTerm[]): number | null {
  let sum = 0
  for (const { cost } of terms) {
    if (cost === null) continue
    if (cost.lookups === null) return null
    sum += cost.lookups
  }
  return sum
}
