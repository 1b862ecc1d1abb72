/**
 * What one check did, step by step, in order: which term of which record, which question, which answer, what it cost.
 * Holds no times and no servers, so that it is the same however the answers came. Made only for who asks for it.
 */
import type { DnsOutcome, DnsOutcomeKind, Lookup, RecordOf, RrType } from '../dns/outcome.ts'
import type { Reading } from './read-record.ts'
import type { Span, Term } from './record.ts'
import type { Stop } from './run.ts'

export interface TracedQuestion {
  name: string
  type: RrType
  answer: DnsOutcomeKind
  /** The records of the answer, as text. */
  values: readonly string[]
}

interface Step {
  /** How many includes and redirects lead here. */
  depth: number
  /** The domain whose record is read, or holds the term. */
  domain: string
  questions: readonly TracedQuestion[]
}

export type TraceStep = RecordStep | TermStep | ExplanationStep

/** A domain's record was looked for (RFC 7208 §4.4). */
export interface RecordStep extends Step {
  step: 'record'
  reading: Reading['kind']
  text: string | null
}

/** A term was tested, or a redirect followed; what it leads to comes behind it, one deeper. */
export interface TermStep extends Step {
  step: 'term'
  term: string
  span: Span
  result: 'match' | 'no-match' | 'followed' | Stop['result']
  /** Look-ups and void look-ups that it cost, with all that it led to (RFC 7208 §4.6.4). */
  lookups: number
  voidLookups: number
}

/** The domain owner's words for a fail (RFC 7208 §6.2). */
export interface ExplanationStep extends Step {
  step: 'explanation'
  text: string | null
}

interface Spent {
  lookups: number
  voidLookups: number
}

export interface Trace {
  steps: readonly TraceStep[]
  /** The same look-up; its questions belong to the step that is open. */
  noting(lookup: Lookup): Lookup
  openRecord(domain: string): (reading: Reading) => void
  openTerm(domain: string, term: Term, before: Spent): (result: TermStep['result'], after: Spent) => void
  openExplanation(domain: string): (text: string | null) => void
}

export function createTrace(): Trace {
  const steps: TraceStep[] = []
  const open: TracedQuestion[][] = []

  /** A step is noted where it begins, and filled in when it ends: what it leads to stands behind it. */
  const begin = <S extends TraceStep>(step: S, questions: TracedQuestion[]): S => {
    steps.push(step)
    open.push(questions)
    return step
  }
  const place = (domain: string, questions: TracedQuestion[]): Step => ({ depth: open.length, domain, questions })

  return {
    steps,
    noting: (lookup) => async (name, type) => {
      const outcome = await lookup(name, type)
      open.at(-1)?.push({ name, type, answer: outcome.kind, values: toValues(outcome, type) })
      return outcome
    },
    openRecord(domain) {
      const questions: TracedQuestion[] = []
      const step = begin<RecordStep>({ step: 'record', ...place(domain, questions), reading: 'none', text: null }, questions)
      return ({ kind, text }) => {
        open.pop()
        Object.assign(step, { reading: kind, text })
      }
    },
    openTerm(domain, { text, span }, { lookups, voidLookups }) {
      const questions: TracedQuestion[] = []
      const step = begin<TermStep>({ step: 'term', ...place(domain, questions), term: text, span, result: 'no-match', lookups: 0, voidLookups: 0 }, questions)
      return (result, after) => {
        open.pop()
        Object.assign(step, { result, lookups: after.lookups - lookups, voidLookups: after.voidLookups - voidLookups })
      }
    },
    openExplanation(domain) {
      const questions: TracedQuestion[] = []
      const step = begin<ExplanationStep>({ step: 'explanation', ...place(domain, questions), text: null }, questions)
      return (text) => {
        open.pop()
        step.text = text
      }
    },
  }
}

const formats: { readonly [T in RrType]?: (record: RecordOf[T]) => string } = {
  A: ({ address }) => address,
  AAAA: ({ address }) => address,
  MX: ({ preference, exchange }) => `${preference} ${exchange}`,
  PTR: ({ target }) => target,
  TXT: ({ text }) => text,
}

function toValues<T extends RrType>(outcome: DnsOutcome<T>, type: T): string[] {
  const format = formats[type]
  return outcome.kind === 'answer' && format !== undefined ? outcome.records.map(format) : []
}
