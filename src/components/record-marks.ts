import { toVisibleOctets } from '#core/messages/visible-text.ts'

export type MarkTone = 'wrong' | 'note' | 'added' | 'removed' | 'moved'

/** A place in a record that the reader must see, with the word that stands under its caret. */
export interface RecordMark {
  /** In UTF-16 units of the record as it came, the end excluded. */
  span: readonly [start: number, end: number]
  word: string
  tone: MarkTone
}

export interface MarkedTerm {
  /** Safe to show: what could hide or turn the text round has been made visible (S-34). */
  text: string
  tone: MarkTone | null
  /** Several findings may speak about one term. */
  words: string[]
}

/**
 * The record cut where SPF cuts it, at spaces alone, each term with what is said about it. A mark over several terms
 * marks each and is worded once; one between two terms belongs to the term before it.
 */
export function toMarkedTerms(record: string, marks: readonly RecordMark[] = []): MarkedTerm[] {
  const worded = new Set<RecordMark>()
  return [...record.matchAll(/[^ ]+/g)].map(({ 0: text, index }) => {
    const touching = marks.filter((mark) => isTouched(mark.span, index, index + text.length))
    const words = touching.filter((mark) => !worded.has(mark)).map((mark) => mark.word)
    for (const mark of touching) worded.add(mark)
    return { text: toVisibleOctets(text), tone: touching[0]?.tone ?? null, words: [...new Set(words)] }
  })
}

function isTouched([from, to]: RecordMark['span'], start: number, end: number): boolean {
  return from === to ? from > start && from <= end : from < end && to > start
}
