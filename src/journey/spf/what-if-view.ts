/** What the board says in cells, in a summary and as text. The sentences are in `core/messages`. */
import type { WhatIfAnswer, WhatIfBoard, WhatIfRow } from '#core/contract/what-if.ts'
import { toAbsoluteTime } from '#core/messages/en/common.ts'
import { whatIf as words, whatIfWords, type WhatIfWord } from '#core/messages/en/what-if.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'

export const whatIfColumns = ['now', 'afterChange', 'afterMove'] as const
export type WhatIfColumn = (typeof whatIfColumns)[number]

/** A service whose records could not be read is "could not ask", like a question of the record itself. */
export function toWord(row: WhatIfRow, column: WhatIfColumn): WhatIfWord {
  return row[column] ?? (row.problem === 'unavailable' ? 'temperror' : 'not-tried')
}

/** The words that the table shows, in the order in which they are explained. */
export function toWordsUsed({ rows }: WhatIfBoard): WhatIfWord[] {
  const used = new Set(rows.flatMap((row) => whatIfColumns.map((column) => toWord(row, column))))
  return (Object.keys(whatIfWords) as WhatIfWord[]).filter((word) => used.has(word))
}

export interface WhatIfSummary {
  /** Pass today and no longer once all is done. */
  lost: WhatIfRow[]
  /** Pass today and after the move, and not in between. */
  gap: WhatIfRow[]
  unknown: WhatIfRow[]
}

export function toSummary({ rows }: WhatIfBoard): WhatIfSummary {
  const isUnknown = (row: WhatIfRow) => whatIfColumns.some((column) => toWord(row, column) === 'temperror')
  const passing = rows.filter((row) => !isUnknown(row) && row.now === 'pass')
  return {
    lost: passing.filter(({ afterMove }) => afterMove !== 'pass'),
    gap: passing.filter(({ afterChange, afterMove }) => afterMove === 'pass' && afterChange !== 'pass'),
    unknown: rows.filter(isUnknown),
  }
}

export function toSenderName({ kind, vendor, moves }: WhatIfRow): string {
  if (vendor !== null) return vendor
  if (kind !== 'address') return words.unknownService
  return moves ? words.ownServer : words.typedIn
}

/** The sender in one line. */
export const toSenderLine = (row: WhatIfRow): string => toVisibleText(`${toSenderName(row)} (${row.name})`)

/** The whole board for a ticket or a mail, one sender a paragraph: it survives fonts and narrow windows. */
export function toBoardText({ board, askedAt }: WhatIfAnswer): string {
  const head = [words.caption(board.domain), words.askedAt(toAbsoluteTime(new Date(askedAt))), words.record(board.proposed)]
  const paragraphs = board.rows.map((row) => [
    toSenderLine(row),
    ...whatIfColumns.map((column) => `  ${words[column]}: ${whatIfWords[toWord(row, column)].word}`),
  ])
  return [head, ...paragraphs].map((lines) => lines.map(toVisibleText).join('\n')).join('\n\n')
}
