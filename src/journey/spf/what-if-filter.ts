/** Which senders of the board somebody wants to see: by a word of its cells, or by a part of a name. */
import type { WhatIfBoard, WhatIfRow } from '#core/contract/what-if.ts'
import type { WhatIfWord } from '#core/messages/en/what-if.ts'
import { toSenderLine, toWord, whatIfColumns } from './what-if-view.ts'

/** `all`, `changes` (not the same at all three times), or a result that stands in one of the three cells. */
export type ResultFilter = 'all' | 'changes' | WhatIfWord

export interface WhatIfFilter {
  result: ResultFilter
  text: string
}

export const everySender: WhatIfFilter = { result: 'all', text: '' }

export function filterRows({ rows }: WhatIfBoard, { result, text }: WhatIfFilter): WhatIfRow[] {
  const part = text.trim().toLowerCase()
  return rows.filter((row) => hasResult(row, result) && toSearched(row).includes(part))
}

function hasResult(row: WhatIfRow, result: ResultFilter): boolean {
  const words = whatIfColumns.map((column) => toWord(row, column))
  if (result === 'all') return true
  return result === 'changes' ? new Set(words).size > 1 : words.includes(result)
}

/** All that names a sender in its row, the address that spoke for it included. */
const toSearched = (row: WhatIfRow): string => `${toSenderLine(row)} ${row.standIn?.ip ?? ''}`.toLowerCase()
