/**
 * What a row keeps of a report. One record is as long as one reply can be; but each of its terms can be a finding, and
 * two hundred other records can hang on it. The verdict, its counts and one finding of every code are always kept.
 */
import type { SpfFinding, SpfReport, SpfTreeNode } from '#core/contract/spf.ts'
import { createRoom } from './room.ts'

/** As characters of JSON, beside the first finding of each code. */
const mostFindings = 64 * 1024
/** Longer than any record that was meant to be one. */
const mostParam = 4096
/** Characters of records below the domain's own, and of their terms. */
const mostTree = 128 * 1024

export function toBoundedReport(report: SpfReport): SpfReport {
  return { ...report, findings: toBoundedFindings(report.findings), tree: toBoundedTree(report.tree) }
}

function toBoundedFindings(findings: readonly SpfFinding[]): SpfFinding[] {
  const told = new Set<SpfFinding['code']>()
  const fits = createRoom(mostFindings)
  return findings.map(toShortFinding).filter((finding) => {
    const isFirst = !told.has(finding.code)
    told.add(finding.code)
    return isFirst || fits(JSON.stringify(finding))
  })
}

function toShortFinding(finding: SpfFinding): SpfFinding {
  const params = Object.entries(finding.params).map(([key, value]) => [key, typeof value === 'string' ? toStart(value, mostParam) : value] as const)
  return { ...finding, params: Object.fromEntries(params) }
}

/** The planner reads the tree again: it needs every node and every term, and does without their texts. */
function toBoundedTree(tree: readonly SpfTreeNode[]): SpfTreeNode[] {
  const fits = createRoom(mostTree)
  const toShort = (text: string): string => (fits(text) ? text : toStart(text, 32))
  return tree.map((node) => ({
    ...node,
    domain: toStart(node.domain, mostParam),
    record: node.depth === 0 || node.record === null || fits(node.record) ? node.record : null,
    terms: node.terms.map((cost) => ({ ...cost, term: toShort(cost.term), name: toShort(cost.name) })),
  }))
}

/** Plain dots: any letter beyond U+00FF would say that the text before it is no octets (`core/dns/utf8.ts`). */
const toStart = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most)}...`)
