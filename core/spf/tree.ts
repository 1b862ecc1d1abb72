/**
 * The whole tree of a record: every include and redirect, whatever would match, so that the look-ups are those of the
 * sender who meets them all (RFC 7208 §4.6.4). Walks level by level and asks each level at once. Judges nothing.
 */
import type { SpfTermCost, SpfTreeNode } from '../contract/spf.ts'
import { canonicalHost } from '../dns/names.ts'
import { spfView, type Lookup } from '../dns/outcome.ts'
import { askTerm, costlyTerms, type CostlyTerm } from './tree-terms.ts'
import { toQueryName } from './macro.ts'
import { parseSpf } from './parse.ts'
import { selectSpf } from './select.ts'
import type { Span } from './record.ts'
import { withOnce } from './with-once.ts'

/** Enough to show what is wrong with any record met in practice; a record written to hurt stops here. */
export const maxTreeQuestions = 200
/** Ten terms are legal (RFC 7208 §4.6.4). Of a record with more than that many, one stands for all that are left. */
export const maxTermsOfRecord = 50

interface Branch {
  node: SpfTreeNode
  ancestors: readonly string[]
  children: Array<{ term: CostlyTerm; branch: Branch }>
  costs: SpfTermCost[]
}

interface Walk {
  lookup: Lookup
  questionsLeft: number
}

/** Walks the tree of each of the domain's own records. Never rejects: what could not be asked is a state of its node. */
export async function walkSpfTree(domain: string, records: readonly string[], lookup: Lookup): Promise<SpfTreeNode[]> {
  const walk: Walk = { lookup: withOnce(lookup), questionsLeft: maxTreeQuestions }
  const roots = records.map((record, root) => createBranch({ domain, root, by: null, rootSpan: null, depth: 0 }, [], record))
  let level = roots
  while (level.length > 0) {
    const grown = await Promise.all(level.map((branch) => growBranch(branch, walk)))
    level = grown.flat()
  }
  return roots.flatMap(flatten)
}

type Position = Pick<SpfTreeNode, 'domain' | 'root' | 'by' | 'rootSpan' | 'depth'>

function createBranch(position: Position, ancestors: readonly string[], record: string | null): Branch {
  const node: SpfTreeNode = { ...position, state: 'found', reason: null, record, lookups: 0, voidLookups: 0, terms: [] }
  return { node, ancestors, children: [], costs: [] }
}

/** Reads the branch's record, asks what its terms ask, and returns the branches that follow. */
async function growBranch(branch: Branch, walk: Walk): Promise<Branch[]> {
  const { node } = branch
  if (node.record === null && node.state === 'found') await fetchRecord(node, walk.lookup)
  if (node.record === null || node.state !== 'found') return []
  const parsed = parseSpf(node.record)
  if (!parsed.ok) {
    node.state = 'syntax-error'
    return []
  }
  const terms = costlyTerms(parsed.record, node.domain).slice(0, maxTermsOfRecord + 1)
  branch.costs = await Promise.all(terms.map((term, index) => (index < maxTermsOfRecord ? askWithinBudget(term, walk) : notAsked(term, null))))
  for (const [index, term] of terms.entries()) {
    if (term.follow !== null && branch.costs[index]?.result !== 'not-asked') branch.children.push({ term, branch: toChild(branch, term, term.follow) })
  }
  return branch.children.map((child) => child.branch)
}

function askWithinBudget(term: CostlyTerm, walk: Walk): Promise<SpfTermCost> {
  walk.questionsLeft -= term.questions
  return walk.questionsLeft >= 0 ? askTerm(term, walk.lookup) : notAsked(term, term.follow === null ? 1 : null)
}

function notAsked({ span, text, name }: CostlyTerm, lookups: number | null): Promise<SpfTermCost> {
  return Promise.resolve({ span: [...span], term: text, name, result: 'not-asked', lookups, voidLookups: null })
}

function toChild(parent: Branch, term: CostlyTerm, by: 'include' | 'redirect'): Branch {
  const rootSpan: Span = parent.node.rootSpan ?? term.span
  const position = { domain: term.name, root: parent.node.root, by, rootSpan: [...rootSpan], depth: parent.node.depth + 1 } satisfies Position
  const ancestors = [...parent.ancestors, canonicalHost(parent.node.domain)]
  const child = createBranch(position, ancestors, null)
  if (term.hasMacro) child.node.state = 'macro'
  else if (ancestors.includes(canonicalHost(term.name))) child.node.state = 'loop'
  return child
}

async function fetchRecord(node: SpfTreeNode, lookup: Lookup): Promise<void> {
  const outcome = await lookup(toQueryName(node.domain), 'TXT')
  if (outcome.kind !== 'answer') {
    const view = spfView(outcome)
    node.state = view === 'temperror' ? 'unavailable' : view === 'invalid-name' ? 'not-a-name' : 'no-record'
    node.reason = view === 'temperror' ? outcome.kind : null
    // Nothing of the kind at that name: the term's own question was void.
    if (view === 'void') node.voidLookups = 1
    return
  }
  const { records } = selectSpf(outcome.records.map((record) => record.text))
  if (records.length === 1) node.record = records[0] ?? null
  else node.state = records.length === 0 ? 'no-record' : 'multiple-records'
}

const countable: ReadonlySet<SpfTreeNode['state']> = new Set(['found', 'no-record', 'not-a-name', 'multiple-records', 'syntax-error'])

/** Adds up from the leaves, and lays the tree out in reading order. */
function flatten(branch: Branch): SpfTreeNode[] {
  const { node } = branch
  const below: SpfTreeNode[] = []
  for (const cost of branch.costs) {
    const child = branch.children.find(({ term }) => term.span[0] === cost.span[0])
    if (child !== undefined) {
      below.push(...flatten(child.branch))
      takeResult(cost, child.branch.node)
    }
    node.terms.push(cost)
  }
  if (!countable.has(node.state)) node.lookups = node.voidLookups = null
  for (const cost of node.terms) {
    node.lookups = plus(node.lookups, cost.lookups)
    node.voidLookups = plus(node.voidLookups, cost.voidLookups)
  }
  return [node, ...below]
}

/** An `include` costs one look-up and what the record behind it costs. */
function takeResult(cost: SpfTermCost, child: SpfTreeNode): void {
  cost.lookups = plus(1, child.lookups)
  cost.voidLookups = child.voidLookups
  if (child.state === 'macro') cost.result = 'macro'
  else if (child.state === 'unavailable') cost.result = 'unavailable'
  else cost.result = child.voidLookups === 1 && child.state === 'no-record' ? 'void' : 'answer'
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
