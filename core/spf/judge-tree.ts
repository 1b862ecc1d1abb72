/**
 * What the record leads to: includes that break it, and the limits of RFC 7208 §4.6.4. A branch that could not be asked
 * is a warning only: it neither hides a proven fault nor spoils a proven right (architecture D13).
 */
import { findDeadInclude } from '../catalogue/spf-senders.ts'
import type { SpfFinding, SpfTermCost, SpfTreeNode } from '../contract/spf.ts'
import { sameHost } from '../dns/names.ts'
import { toFinding, type Place } from './finding.ts'
import { maxLookups, maxMxHosts, maxVoidLookups } from './limits.ts'
import type { MimecastRule } from './rule.ts'

/** `tree` is that of the domain's only record. */
export function judgeTree(tree: readonly SpfTreeNode[], rule: MimecastRule): SpfFinding[] {
  const findings = tree.flatMap((node) => [
    ...(node.depth === 0 ? [] : judgeNode(node, rule)),
    ...node.terms.flatMap((cost) => judgeTerm(cost, node)),
  ])
  return [...judgeLookups(tree), ...judgeVoids(tree), ...withoutRepeats(findings)]
}

/** RFC 7208 §5.2 (include) and §6.1 (redirect): a target without one legal record is a permerror. */
function judgeNode(node: SpfTreeNode, rule: MimecastRule): SpfFinding[] {
  const target = node.domain
  const place = placeOf(node, null)
  switch (node.state) {
    case 'found':
      return []
    case 'no-record':
    case 'not-a-name':
      if (sameHost(target, rule.include)) return [toFinding('mimecast-include-without-record', { include: rule.include }, place)]
      return [judgeMissing(target, place)]
    case 'multiple-records':
      return [toFinding('include-multiple-records', { target }, place)]
    case 'syntax-error':
      return [toFinding('include-syntax-error', { target }, place)]
    case 'loop':
      return [toFinding('include-loop', { target }, place)]
    case 'unavailable':
      return [toFinding('include-unavailable', { target, reason: node.reason ?? '' }, place)]
    case 'macro':
      return [toFinding('macro-uncounted', { term: target }, place)]
  }
}

/** DNS says that there is no record; the catalogue may know that many make this mistake. */
function judgeMissing(target: string, place: Place | null): SpfFinding {
  const dead = findDeadInclude(target)
  if (dead === null) return toFinding('include-without-record', { target }, place)
  return toFinding('include-dead', { target, vendor: dead.vendor }, place)
}

function judgeTerm(cost: SpfTermCost, node: SpfTreeNode): SpfFinding[] {
  // Includes and redirects that were followed have a node of their own that speaks for them.
  if (isFollowed(cost) && cost.result !== 'not-asked') return []
  const place = placeOf(node, cost)
  switch (cost.result) {
    case 'answer':
    case 'macro':
      return []
    case 'void':
    case 'part-void':
      return [toFinding('void-lookup', { term: cost.term, name: cost.name }, place)]
    case 'unavailable':
      return [toFinding('lookup-unavailable', { name: cost.name }, place)]
    case 'too-many-mx':
      return [toFinding('too-many-mx', { name: cost.name, limit: maxMxHosts }, place)]
    case 'not-asked':
      return [toFinding('tree-too-large', {})]
  }
}

export function isFollowed({ term }: SpfTermCost): boolean {
  return /^(?:[-+?~]?include:|redirect=)/i.test(term)
}

/** A fault below is shown at the term of the domain's own record that leads to it. */
function placeOf(node: SpfTreeNode, cost: SpfTermCost | null): Place | null {
  const span = node.rootSpan ?? cost?.span ?? null
  return span === null ? null : { record: node.root, span }
}

/** Each term met counts once, whether or not everything behind it could be counted: over the limit is proven then too. */
function judgeLookups(tree: readonly SpfTreeNode[]): SpfFinding[] {
  const lookups = countTerms(tree)
  const limit = maxLookups
  if (lookups > limit) {
    return [toFinding('too-many-lookups', { lookups, limit }, crossingPlace(tree, limit, countTerms))]
  }
  const isCounted = tree[0]?.lookups !== null
  return isCounted && lookups >= limit - 1 ? [toFinding('near-lookup-limit', { lookups, limit })] : []
}

/** The term of the domain's own record within which the first one beyond the limit falls. */
function crossingPlace([root, ...below]: readonly SpfTreeNode[], limit: number, count: (nodes: readonly SpfTreeNode[]) => number): Place | null {
  if (root === undefined) return null
  let spent = 0
  for (const cost of root.terms) {
    spent += count([{ ...root, terms: [cost] }, ...below.filter(({ rootSpan }) => rootSpan?.[0] === cost.span[0])])
    if (spent > limit) return { record: 0, span: cost.span }
  }
  return null
}

export function countTerms(nodes: readonly SpfTreeNode[]): number {
  return nodes.reduce((sum, { terms }) => sum + terms.length, 0)
}

/** Void terms known for certain to senders of one family; those behind macros or silent servers are not among them. */
export function countVoids(nodes: readonly SpfTreeNode[], family: 4 | 6 = 4): number {
  const ofTerms = nodes.flatMap(({ terms }) => terms).filter((cost) => !isFollowed(cost)).map((cost) => voidsOf(cost, family))
  const ofTargets = nodes.filter(({ state, reason }) => state === 'no-record' && reason === null).map(({ voidLookups }) => voidLookups)
  return [...ofTerms, ...ofTargets].reduce<number>((sum, voids) => sum + (voids ?? 0), 0)
}

function voidsOf({ voidLookups, voidLookups6 }: SpfTermCost, family: 4 | 6): number | null {
  return family === 4 || voidLookups6 === undefined ? voidLookups : voidLookups6
}

/** What senders of either family meet at most; null where it could not be counted for those of IPv4. */
export function worstVoids(tree: readonly SpfTreeNode[]): number | null {
  const ofIp4 = tree[0]?.voidLookups ?? null
  return ofIp4 === null ? null : Math.max(ofIp4, countVoids(tree, 6))
}

/** The mail that Connect is about comes from IPv4 addresses: what only other senders meet is a warning. */
function judgeVoids(tree: readonly SpfTreeNode[]): SpfFinding[] {
  const limit = maxVoidLookups
  const ofIp4 = countVoids(tree)
  if (ofIp4 > limit) return [toFinding('too-many-void-lookups', { voidLookups: ofIp4, limit }, crossingPlace(tree, limit, countVoids))]
  const countIp6 = (nodes: readonly SpfTreeNode[]) => countVoids(nodes, 6)
  const ofIp6 = countIp6(tree)
  return ofIp6 > limit ? [toFinding('too-many-void-lookups-ipv6', { voidLookups: ofIp6, limit }, crossingPlace(tree, limit, countIp6))] : []
}

/** One include met on three branches is one thing to repair. */
function withoutRepeats(findings: readonly SpfFinding[]): SpfFinding[] {
  const key = ({ code, span, params }: SpfFinding) => JSON.stringify([code, span?.[0] ?? null, params])
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()]
}
