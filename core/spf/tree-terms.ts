/**
 * Which terms of a record ask DNS, for what name, and what the answer costs (RFC 7208 §4.6.4). One term is one look-up
 * and at most one void one, however many questions it takes; void it may be for senders of one family alone.
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
  if (term.hasMacro) return toCost(term, 'macro', null)
  const name = toQueryName(term.name)
  switch (term.kind) {
    case 'include':
    case 'redirect':
    case 'ptr':
      return toCost(term, 'answer', 0)
    case 'exists': { // §5.7: an A question whatever the sender's family
      const view = spfView(await lookup(name, 'A'))
      return toCost(term, toResult([view]), toVoids([view]))
    }
    case 'a': // §5.3
      return toAddressCost(term, [await lookupAddresses(name, lookup)])
    case 'mx': // §5.4
      return askMx(term, name, lookup)
  }
}

type View = ReturnType<typeof spfView>
/** What senders with an IPv4 address meet, and those with an IPv6 one. */
type Views = readonly [ip4: View, ip6: View]

function toCost({ span, text, name }: CostlyTerm, result: SpfTermCost['result'], ip4: number | null, ip6 = ip4): SpfTermCost {
  const cost: SpfTermCost = { span: [...span], term: text, name, result, lookups: 1, voidLookups: ip4 }
  return ip4 === ip6 ? cost : { ...cost, voidLookups6: ip6 }
}

/** §4.6.4: a term is void once, however many of its questions are. §4.8: a name that can be no question is none. */
function toVoids(views: readonly View[]): number | null {
  if (views.includes('temperror')) return null
  return views.includes('void') ? 1 : 0
}

function toResult(views: readonly View[]): SpfTermCost['result'] {
  if (views.includes('temperror')) return 'unavailable'
  return views.includes('void') ? 'void' : 'answer'
}

async function askMx(term: CostlyTerm, name: string, lookup: Lookup): Promise<SpfTermCost> {
  const outcome = await lookup(name, 'MX')
  const view = spfView(outcome)
  if (outcome.kind !== 'answer') return toCost(term, toResult([view]), toVoids([view]))
  if (outcome.records.length > maxMxHosts) return toCost(term, 'too-many-mx', 0)
  const hosts = await Promise.all(outcome.records.map(({ exchange }) => lookupAddresses(toQueryName(exchange), lookup)))
  const cost = toAddressCost(term, hosts)
  return cost.result === 'void' ? { ...cost, result: 'part-void' } : cost
}

/** A host is dead when it has no address of either family: one of one family alone is ordinary, yet void for the other's senders. */
function toAddressCost(term: CostlyTerm, hosts: readonly Views[]): SpfTermCost {
  const ofAll = hosts.map(([ip4, ip6]) => (ip4 === 'void' ? ip6 : ip4))
  return toCost(term, toResult(ofAll), toVoids(hosts.map(([ip4]) => ip4)), toVoids(hosts.map(([, ip6]) => ip6)))
}

/** A sender has one family, so a receiver asks for A or for AAAA; here both are asked, at once. */
async function lookupAddresses(name: string, lookup: Lookup): Promise<Views> {
  const [ip4, ip6] = await Promise.all([lookup(name, 'A'), lookup(name, 'AAAA')])
  return [spfView(ip4), spfView(ip6)]
}
