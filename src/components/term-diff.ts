import { diffWords } from '#core/messages/en/record-view.ts'
import type { SpfChange } from '#core/contract/spf.ts'
import type { RecordMark } from './record-marks.ts'

export interface TermDiff {
  /** For each old record, what becomes of its terms. */
  before: RecordMark[][]
  after: RecordMark[]
}

interface Word {
  key: string
  span: [number, number]
}

/**
 * What a plan does to each term, for old and new side by side. Which terms move, the plan says; whether one is new or
 * gone is read from the two texts, so that the picture can never disagree with the record that is copied.
 */
export function toTermDiff(before: readonly string[], after: string, changes: readonly SpfChange[]): TermDiff {
  const moved = new Set(changes.filter((change) => change.kind === 'move').map((change) => toKey(change.term)))
  const old = before.map(toWords)
  const next = toWords(after)
  const had = new Set(old.flat().map((word) => word.key))
  const has = new Set(next.map((word) => word.key))
  const movedMark = ({ key, span }: Word, word: string): RecordMark[] => (moved.has(key) ? [{ span, word, tone: 'moved' }] : [])
  return {
    before: old.map((words) => words.flatMap((word) => (has.has(word.key) ? movedMark(word, diffWords.moved) : [{ span: word.span, word: diffWords.removed, tone: 'removed' as const }]))),
    after: next.flatMap((word) => (had.has(word.key) ? movedMark(word, diffWords.movedHere) : [{ span: word.span, word: diffWords.added, tone: 'added' as const }])),
  }
}

function toWords(record: string): Word[] {
  return [...record.matchAll(/[^ ]+/g)]
    .map(({ 0: text, index }): Word => ({ key: toKey(text), span: [index, index + text.length] }))
    .filter((word) => word.key !== 'v=spf1')
}

/** Case, a leading plus and the root's dot make no difference to SPF (RFC 7208 §4.6.2, §12). */
function toKey(term: string): string {
  return term.toLowerCase().replace(/^\+/, '').replace(/\.$/, '')
}
