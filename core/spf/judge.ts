/**
 * From what DNS said to a verdict: pure, so that any old evidence can be judged again. Puts together the parts that know
 * the Mimecast rule, the limits and the style; decides only what outcome they add up to (architecture D13).
 */
import type { SpfCheckOutcome, SpfFinding, SpfTreeNode } from '../contract/spf.ts'
import { toFinding } from './finding.ts'
import { judgeMimecast } from './judge-mimecast.ts'
import { judgeSize } from './judge-size.ts'
import { judgeStyle } from './judge-style.ts'
import { judgeTree, worstVoids } from './judge-tree.ts'
import { parseSpf, type ParsedSpf } from './parse.ts'
import type { MimecastRule } from './rule.ts'
import { selectSpf } from './select.ts'

/** Kept with every verdict: a change of the rules gets a new name. */
export const rulesVersion = '2'

/** What was learnt about a domain, before any judgement. */
export interface SpfFacts {
  domain: string
  answer: DomainAnswer
  /** SPF records published as type 99 only; [] when there are none or nobody asked. */
  type99: readonly string[]
  /** The trees of all SPF records in `answer`, as `walkSpfTree` gives them. */
  tree: readonly SpfTreeNode[]
}

/** What DNS said about the domain's TXT records. */
export type DomainAnswer =
  | { kind: 'texts'; texts: readonly string[] }
  | { kind: 'no-such-domain' }
  /** `reason` as in `Settled`. */
  | { kind: 'unavailable'; reason: string }

export interface SpfJudgement {
  outcome: SpfCheckOutcome
  records: string[]
  findings: SpfFinding[]
  lookups: number | null
  voidLookups: number | null
}

export function judgeSpf(facts: SpfFacts, rule: MimecastRule): SpfJudgement {
  const { answer, domain } = facts
  // Not being able to ask is never the customer's fault, and never a finding about the record.
  if (answer.kind === 'unavailable') {
    return { outcome: 'unavailable', records: [], findings: [], lookups: null, voidLookups: null }
  }
  if (answer.kind === 'no-such-domain') return withoutRecord([toFinding('no-such-domain', { domain })])
  const { records, lookAlikes } = selectSpf(answer.texts)
  const strays = lookAlikes.map((text) => toFinding('look-alike', { text }))
  const [text, ...others] = records
  if (text === undefined) {
    const [obsolete] = facts.type99
    // RFC 7208 §3.1: only TXT records are read.
    const missing = obsolete === undefined ? toFinding('no-record', { domain }) : toFinding('type-99-only', { domain, text: obsolete })
    return withoutRecord([missing, ...strays])
  }
  if (others.length > 0) return severalRecords(records, strays)
  return oneRecord(parseSpf(text), facts, rule, strays)
}

function withoutRecord(findings: SpfFinding[]): SpfJudgement {
  return { outcome: 'invalid', records: [], findings, lookups: 0, voidLookups: 0 }
}

/** RFC 7208 §4.5: with several records none is used, so nothing in them is right or wrong but their syntax. */
function severalRecords(records: string[], strays: SpfFinding[]): SpfJudgement {
  const syntax = records.flatMap((text, index) => syntaxFindings(parseSpf(text), index))
  const findings = [toFinding('multiple-records', { count: records.length }), ...syntax, ...strays]
  return { outcome: 'invalid', records, findings, lookups: null, voidLookups: null }
}

function oneRecord(parsed: ParsedSpf, facts: SpfFacts, rule: MimecastRule, strays: SpfFinding[]): SpfJudgement {
  const terms = parsed.ok ? parsed.record.terms : parsed.terms
  const text = parsed.ok ? parsed.record.text : parsed.text
  const findings = [
    ...syntaxFindings(parsed, 0),
    ...judgeMimecast(terms, facts.tree, rule),
    ...judgeTree(facts.tree, rule),
    ...(parsed.ok ? judgeStyle(parsed.record) : []),
    ...(parsed.ok && facts.answer.kind === 'texts' ? judgeSize(facts.domain, text, facts.answer.texts) : []),
    ...strays,
  ]
  const isFailed = findings.some((finding) => finding.severity === 'error')
  const root = parsed.ok ? facts.tree[0] : undefined
  return {
    outcome: isFailed ? 'invalid' : 'valid',
    records: [text],
    findings,
    lookups: root?.lookups ?? null,
    voidLookups: parsed.ok ? worstVoids(facts.tree) : null,
  }
}

function syntaxFindings(parsed: ParsedSpf, record: number): SpfFinding[] {
  if (parsed.ok) return []
  return parsed.problems.map(({ code, span, text }) => toFinding('syntax-error', { problem: code, text }, { record, span }))
}
