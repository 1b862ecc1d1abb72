import type { SourceView } from '#core/contract/source.ts'

/** A record that is somewhere tells more than places where none is; those who could not be asked tell more than a "no". */
const order = ['at-source', 'everywhere', 'servers-disagree', 'could-not-ask', 'not-published'] as const satisfies readonly SourceView['state'][]

/** Of several places that were looked at, the one that the sentence is about; null where nothing was asked. */
export function leadingSource(sources: readonly SourceView[]): SourceView | null {
  return [...sources].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0] ?? null
}
