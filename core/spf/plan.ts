/**
 * What to publish: the smallest edit of what is there that ends legal, Mimecast first and inside the limits. Pure, from
 * the report of a check. Refuses and says why when that cannot be safe; never flattens includes (architecture D9).
 */
import type { SpfAnswer } from '../contract/journey.ts'
import type { SpfChange, SpfPlan, SpfReport } from '../contract/spf.ts'
import { standingInclude } from './judge-mimecast.ts'
import { countTerms } from './judge-tree.ts'
import { maxLookups } from './limits.ts'
import { mimecastTerms } from './mimecast-terms.ts'
import { parseSpf, type ParsedSpf } from './parse.ts'
import { countLookups, keepLegal } from './plan-budget.ts'
import { change, formatRecord, refuse, type Draft, type Step } from './plan-draft.ts'
import { defaultEnding, joinRecords, keepOnlyMimecast, textOf, type Source } from './plan-join.ts'
import { placeMimecast } from './plan-place.ts'
import type { Term } from './record.ts'
import { maxTermsOfRecord } from './tree.ts'
import type { MimecastRule } from './rule.ts'

export type Plannable = Pick<SpfReport, 'domain' | 'outcome' | 'records' | 'findings' | 'lookups' | 'tree'>

export interface PlanRequest {
  report: Plannable
  rule: MimecastRule
  answer: SpfAnswer
  /** The domain relative to its zone: what the DNS host's form wants. */
  host: string
}

/** Null when DNS gave no answer: nothing may be proposed on a guess. */
export function planSpf({ report, rule, answer, host }: PlanRequest): SpfPlan | null {
  if (report.outcome === 'unavailable') return null
  const plan = toPlan({ host, name: report.domain })
  if (report.findings.some(({ code }) => code === 'no-such-domain')) return refuse('no-such-domain', { domain: report.domain }).stop
  const parsed = report.records.map(parseSpf)
  if (parsed.length === 0) return plan(`v=spf1 include:${rule.include} ${defaultEnding}`, [change('insert', `include:${rule.include}`)], 1)
  const source: Source = { parsed, tree: report.tree, answer }
  const [right] = report.records
  // Nothing is wrong, and nobody asked for a smaller record: what staff accepted for the account stays as it is, too.
  if (right !== undefined && report.outcome === 'valid' && answer.mailPaths === 'others-too') return plan(right, [], report.lookups)
  const start = answer.mailPaths === 'only-mimecast' ? keepOnlyMimecast(source, findMimecast(rule)) : startFrom(source)
  if ('stop' in start) return start.stop
  const before = start.draft.terms
  const placed = placeMimecast(start.draft, rule, report.tree)
  const legal = keepLegal(before, placed, rule)
  if ('stop' in legal) return legal.stop
  return plan(toText(legal.draft, parsed), [...legal.draft.changes], countLookups(legal.draft.terms))
}

function startFrom(source: Source): Step {
  const broken = source.parsed.find((one) => !one.ok)
  // What a faulty term was meant to say is not for us to guess.
  if (broken !== undefined && !broken.ok) return refuse('syntax-error', { text: broken.problems[0]?.text ?? '' })
  // What the terms cost that were not told apart nobody knows.
  const isCut = source.tree.some(({ depth, terms }) => depth === 0 && terms.length > maxTermsOfRecord)
  if (isCut) return refuse('too-many-lookups', { lookups: countTerms(source.tree), limit: maxLookups })
  return joinRecords(source)
}

/** The include that is there, or what stands in its place and is to be replaced. */
function findMimecast(rule: MimecastRule): (terms: readonly Term[]) => Term | null {
  return (terms) => {
    const named = mimecastTerms(terms, rule)
    return (standingInclude(named, rule) ?? named[0])?.term ?? null
  }
}

function toText({ terms, changes }: Draft, parsed: readonly ParsedSpf[]): string {
  const [first] = parsed
  return changes.length === 0 && first !== undefined ? textOf(first) : formatRecord(terms)
}

function toPlan(place: { host: string; name: string }) {
  return (record: string, changes: SpfChange[], lookups: number | null): SpfPlan => ({ ...place, record, changes, lookups })
}
