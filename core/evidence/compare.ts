/**
 * Two checks of one domain beside one another: which question was put to whom in both, and what of the answers differs.
 * Pure, and without an opinion: what a difference means is for whoever reads it.
 */
import type { ExplainedQuestion } from '../contract/explain.ts'
import { toComparable } from './said.ts'

export interface ComparedQuestion {
  /** Null where it was not asked in that check. */
  earlier: ExplainedQuestion | null
  later: ExplainedQuestion | null
  /** `came` and `went`: asked in one of them only. */
  state: 'same' | 'differs' | 'came' | 'went'
  /** Records that only one of them had, without their TTL; empty where only the kind of answer differs. */
  onlyEarlier: readonly string[]
  onlyLater: readonly string[]
}

type Questions = readonly ExplainedQuestion[]

/** In the order of the earlier check; what only the later one asked comes last. */
export function compareQuestions(earlier: Questions, later: Questions): ComparedQuestion[] {
  const pairs = toPairs(earlier, later)
  const taken = new Set(pairs.values())
  const came = later.filter((question) => !taken.has(question))
  return [...earlier.map((question) => toCompared(question, pairs.get(question) ?? null)), ...came.map((question) => toCompared(null, question))]
}

/** First the same server's answers; then, since a resolver or a name server can have another address by now, the same role's. */
function toPairs(earlier: Questions, later: Questions): ReadonlyMap<ExplainedQuestion, ExplainedQuestion> {
  const pairs = new Map<ExplainedQuestion, ExplainedQuestion>()
  const free = new Set(later)
  for (const toKey of [toServerKey, toRoleKey]) {
    for (const question of earlier.filter((one) => !pairs.has(one))) {
      const other = [...free].find((one) => toKey(one) === toKey(question))
      if (other === undefined) continue
      pairs.set(question, other)
      free.delete(other)
    }
  }
  return pairs
}

const toRoleKey = ({ name, type, role, host }: ExplainedQuestion): string => `${name} ${type} ${role} ${host ?? ''}`
const toServerKey = (question: ExplainedQuestion): string => `${toRoleKey(question)} ${question.server ?? ''}`

function toCompared(earlier: ExplainedQuestion | null, later: ExplainedQuestion | null): ComparedQuestion {
  const before = earlier === null ? null : toComparable(earlier)
  const after = later === null ? null : toComparable(later)
  const onlyEarlier = without(before?.records ?? [], after?.records ?? [])
  const onlyLater = without(after?.records ?? [], before?.records ?? [])
  const isSame = before?.end === after?.end && onlyEarlier.length === 0 && onlyLater.length === 0
  const state = later === null ? 'went' : earlier === null ? 'came' : isSame ? 'same' : 'differs'
  return { earlier, later, state, onlyEarlier, onlyLater }
}

const without = (records: readonly string[], others: readonly string[]): string[] => records.filter((record) => !others.includes(record))
