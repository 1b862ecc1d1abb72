/**
 * Reads the text of one SPF record (RFC 7208 §4.6.1, §12): every term in its order with its span, or every problem with
 * its span. A record with a problem has no `SpfRecord`, so it cannot be evaluated by mistake.
 */
import { parseMechanism, parseModifier } from './parse-mechanism.ts'
import type { SyntaxProblemCode } from './codes.ts'
import type { Directive, Modifier, Qualifier, Span, SpfRecord, Term } from './record.ts'

export interface SyntaxProblem {
  code: SyntaxProblemCode
  span: Span
  text: string
}

export type ParsedSpf =
  | { ok: true; record: SpfRecord }
  /** `terms` are those that could be read: good for naming things, not for evaluating. */
  | { ok: false; text: string; problems: readonly SyntaxProblem[]; terms: readonly Term[] }

const version = 'v=spf1'

/** The text must have been recognised as an SPF record before (`select.ts`). */
export function parseSpf(text: string): ParsedSpf {
  const terms: Term[] = []
  const problems: SyntaxProblem[] = []
  for (const word of wordsAfterVersion(text)) {
    const read = parseTerm(word)
    if ('code' in read) problems.push(read)
    else terms.push(read)
  }
  problems.push(...repeatedModifiers(terms))
  if (problems.length > 0) return { ok: false, text, problems: problems.sort((a, b) => a.span[0] - b.span[0]), terms }
  return { ok: true, record: { text, terms } }
}

interface Word {
  text: string
  span: Span
}

/** Terms stand apart by spaces alone: a tab or any other white space belongs to the term, and spoils it. */
function* wordsAfterVersion(text: string): Generator<Word> {
  for (const match of text.slice(version.length).matchAll(/[^ ]+/g)) {
    const start = version.length + match.index
    yield { text: match[0], span: [start, start + match[0].length] }
  }
}

function parseTerm({ text, span }: Word): Term | SyntaxProblem {
  const problem = (code: SyntaxProblemCode): SyntaxProblem => ({ code, span, text })
  if (!/^[\x21-\x7e]+$/.test(text)) return problem('not-ascii')
  const modifier = parseModifier(text)
  if (modifier !== null) {
    return modifier.ok ? { type: 'modifier', ...modifier.value, text, span } : problem(modifier.problem)
  }
  const qualifier = readQualifier(text)
  const mechanism = parseMechanism(qualifier === null ? text : text.slice(1))
  if (mechanism.ok) {
    return { type: 'directive', qualifier: qualifier ?? '+', mechanism: mechanism.value, text, span } satisfies Directive
  }
  // "1up=foo" and "=all" were meant as modifiers: their name is what is wrong (§12, name).
  const isModifierLike = mechanism.problem === 'unknown-mechanism' && text.includes('=')
  return problem(isModifierLike ? 'bad-modifier' : mechanism.problem)
}

function readQualifier(text: string): Qualifier | null {
  const first = text[0]
  return first === '+' || first === '-' || first === '?' || first === '~' ? first : null
}

/** RFC 7208 §6: `redirect` and `exp` appear at most once each. */
function repeatedModifiers(terms: readonly Term[]): SyntaxProblem[] {
  const seen = new Set<Modifier['kind']>()
  const problems: SyntaxProblem[] = []
  for (const term of terms) {
    if (term.type !== 'modifier' || term.kind === 'unknown') continue
    if (seen.has(term.kind)) problems.push({ code: 'modifier-twice', span: term.span, text: term.text })
    seen.add(term.kind)
  }
  return problems
}
