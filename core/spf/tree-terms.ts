/**
 * Which terms of a record ask DNS, for what name, and what the answer costs (RFC 7208 §4.6.4). One term is one look-up
 * however many questions it takes; a question is void when no address of either family is there.
 */
import type { SpfTermCost } from '../contract/spf.ts'
import { spfView, type Lookup } from '../dns/outcome.ts'
import { maxMxHosts } from './limits.ts'
import { toQueryName } from './macro.ts'
import { isDirective, toPlainText, type MacroString, type Span, type SpfRecord, type Term } from './record.ts'

export interface CostlyTerm {
  kind: 'include' | 'redirect' | 'a' | 'mx' | 'ptr' | 'exists'
  span: Span
  text: string
  /** What is asked for; as written when it holds macros. */
  name: string
  hasMacro: boolean
  /** The most questions it can take, for the walk's budget. */
  questions: number
  follow: 'include' | 'redirect' | null
}

const mostQuestions = { include: 1, redirect: 1, a: 2, mx: 1 + 2 * maxMxHosts, ptr: 0, exists: 1 } as const

/** Those that a sender matched by none of them meets: nothing after `all`, and no `redirect` beside it (§5.1, §6.1). */
export function costlyTerms(record: SpfRecord, domain: string): CostlyTerm[] {
  const directives = record.terms.filter(isDirective)
  const all = directives.findIndex((term) => term.mechanism.kind === 'all')
  const reached: Term[] = all === -1 ? directives : directives.slice(0, all)
  const redirect = record.terms.find((term) => term.type === 'modifier' && term.kind === 'redirect')
  if (all === -1 && redirect !== undefined) reached.push(redirect)
  return reached.flatMap((term) => toCostly(term, domain))
}

function toCostly(term: Term, domain: string): CostlyTerm[] {
  if (term.type === 'modifier') return term.kind === 'redirect' ? [costly(term, 'redirect', term.value, domain)] : []
  const { mechanism } = term
  switch (mechanism.kind) {
    case 'all':
    case 'ip4':
    case 'ip6':
      return []
    case 'include':
    case 'a':
    case 'mx':
    case 'ptr':
    case 'exists':
      return [costly(term, mechanism.kind, mechanism.target, domain)]
  }
}

function costly(term: Term, kind: CostlyTerm['kind'], target: MacroString | null, domain: string): CostlyTerm {
  const plain = target === null ? domain : toPlainText(target)
  const { span, text } = term
  const follow = kind === 'include' || kind === 'redirect' ? kind : null
  const written = text.slice(text.search(/[:=]/) + 1)
  return { kind, span, text, name: plain ?? written, hasMacro: plain === null, questions: mostQuestions[kind], follow }
}

/** Asks what the term itself asks. Includes and redirects are followed by the walk, `ptr` depends on the sender. */
export async function askTerm(term: CostlyTerm, lookup: Lookup): Promise<SpfTermCost> {
  const cost = (result: SpfTermCost['result'], voidLookups: number | null): SpfTermCost => ({
    span: [...term.span],
    term: term.text,
    name: term.name,
    result,
    lookups: 1,
    voidLookups,
  })
  if (term.hasMacro) return cost('macro', null)
  const name = toQueryName(term.name)
  switch (term.kind) {
    case 'include':
    case 'redirect':
    case 'ptr':
      return cost('answer', 0)
    case 'exists': // §5.7: an A question whatever the sender's family
      return toCost(cost, spfView(await lookup(name, 'A')))
    case 'a': // §5.3
      return toCost(cost, await lookupAddresses(name, lookup))
    case 'mx': // §5.4
      return askMx(name, lookup, cost)
  }
}

type Build = (result: SpfTermCost['result'], voidLookups: number | null) => SpfTermCost

function toCost(cost: Build, view: ReturnType<typeof spfView>): SpfTermCost {
  switch (view) {
    case 'data':
    case 'invalid-name': // §4.8: no such question exists, so it cannot be void
      return cost('answer', 0)
    case 'void':
      return cost('void', 1)
    case 'temperror':
      return cost('unavailable', null)
  }
}

async function askMx(name: string, lookup: Lookup, cost: Build): Promise<SpfTermCost> {
  const outcome = await lookup(name, 'MX')
  if (outcome.kind !== 'answer') return toCost(cost, spfView(outcome))
  if (outcome.records.length > maxMxHosts) return cost('too-many-mx', 0)
  const views = await Promise.all(outcome.records.map(({ exchange }) => lookupAddresses(toQueryName(exchange), lookup)))
  if (views.includes('temperror')) return cost('unavailable', null)
  return cost('answer', views.filter((view) => view === 'void').length)
}

/**
 * A sender has one family, so a receiver asks for A or for AAAA. A host without addresses of one family is ordinary;
 * only one without any is void for everybody.
 */
async function lookupAddresses(name: string, lookup: Lookup): Promise<ReturnType<typeof spfView>> {
  const views = (await Promise.all([lookup(name, 'A'), lookup(name, 'AAAA')])).map(spfView)
  for (const view of ['data', 'temperror', 'void'] as const) if (views.includes(view)) return view
  return 'invalid-name'
}
