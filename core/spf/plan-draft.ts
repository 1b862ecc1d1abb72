/**
 * The planner's working copy: the terms that the new record will have, each with what it cost where it came from, and
 * the list of changes so far. Knows no rule; the steps that use it do.
 */
import type { SpfChange, SpfPlan, SpfTermCost, SpfTreeNode } from '../contract/spf.ts'
import type { QuestionCode, RefusalCode, RefusalParams } from './codes.ts'
import { parseSpf } from './parse.ts'
import { isDirective, type Term } from './record.ts'

export interface DraftTerm {
  term: Term
  /** Null for a term that costs nothing where it stands. */
  cost: SpfTermCost | null
  /** The records reached through it. */
  below: readonly SpfTreeNode[]
}

export interface Draft {
  terms: readonly DraftTerm[]
  changes: readonly SpfChange[]
}

/** A step of the planner gives a better draft, or the reason why there can be none. */
export type Step = { draft: Draft } | { stop: SpfPlan }

export function refuse<C extends RefusalCode>(code: C, params: RefusalParams[C]): { stop: SpfPlan } {
  return { stop: { record: null, refusal: { code, params } } }
}

export function ask(code: QuestionCode, choices: string[]): { stop: SpfPlan } {
  return { stop: { record: null, question: { code, choices } } }
}

/** The terms of one of the domain's records, with their costs out of the tree. */
export function toDraftTerms(terms: readonly Term[], root: number, tree: readonly SpfTreeNode[]): DraftTerm[] {
  const nodes = tree.filter((node) => node.root === root)
  const own = nodes.find(({ depth }) => depth === 0)
  return terms.map((term) => ({
    term,
    cost: own?.terms.find(({ span }) => span[0] === term.span[0]) ?? null,
    below: nodes.filter(({ rootSpan }) => rootSpan?.[0] === term.span[0]),
  }))
}

/** A term that is in no record yet. Its text is ours, so it is legal. */
export function newTerm(text: string): Term {
  const parsed = parseSpf(`v=spf1 ${text}`)
  const term = parsed.ok ? parsed.record.terms[0] : undefined
  if (term === undefined) throw new Error(`not a term: ${text}`)
  return term
}

export function isAll({ term }: DraftTerm): boolean {
  return isDirective(term) && term.mechanism.kind === 'all'
}

export function isModifier({ term }: DraftTerm, kind: 'redirect' | 'exp'): boolean {
  return term.type === 'modifier' && term.kind === kind
}

export function formatRecord(terms: readonly DraftTerm[]): string {
  return ['v=spf1', ...terms.map(({ term }) => term.text)].join(' ')
}

/** Before the first mechanism; modifiers may stay in front (architecture D1). */
export function withFirst(terms: readonly DraftTerm[], first: DraftTerm): DraftTerm[] {
  const at = terms.findIndex(({ term }) => isDirective(term))
  const front = at === -1 ? 0 : at
  return [...terms.slice(0, front), first, ...terms.slice(front)]
}

export const change = (kind: SpfChange['kind'], term: string): SpfChange => ({ kind, term })
