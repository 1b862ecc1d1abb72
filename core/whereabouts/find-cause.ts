/**
 * Where a record went that is not where it should be: one cause, by rank, from what DNS has answered. Pure; which
 * questions to ask is in `places.ts`, and a find that a wildcard made is none.
 */
import type { Whereabouts } from '../contract/whereabouts.ts'
import type { DnsOutcome } from '../dns/outcome.ts'
import type { Find } from './find.ts'
import { findProof } from './find-proof.ts'
import { findSpf } from './find-spf.ts'
import { outcomeAt, toPlaceKey, type Place, type Subject } from './subject.ts'
import { isWildcardAnswer } from './wildcard.ts'

/** Null when nothing explains the miss. A question without an answer is no find, and neither is one not told from a wildcard. */
export function findCause(subject: Subject, answers: readonly DnsOutcome[]): Whereabouts | null {
  return toFinds(subject, answers).find((find) => isReal(find, answers))?.whereabouts ?? null
}

/** What has to be asked before the first find can be believed; [] when nothing was found, or when it is certain. */
export function toControls(subject: Subject, answers: readonly DnsOutcome[]): Place[] {
  const finds = toFinds(subject, answers)
  const certain = finds.findIndex(({ control }) => control === null)
  const doubtful = certain === -1 ? finds : finds.slice(0, certain)
  const controls = new Map(doubtful.flatMap(({ control }) => (control === null ? [] : [[toPlaceKey(control), control] as const])))
  const known = new Set(answers.map(toPlaceKey))
  return [...controls].flatMap(([key, control]) => (known.has(key) ? [] : [control]))
}

function toFinds(subject: Subject, answers: readonly DnsOutcome[]): Find[] {
  return subject.kind === 'spf' ? findSpf(subject, answers) : findProof(subject, answers)
}

function isReal({ at, control }: Find, answers: readonly DnsOutcome[]): boolean {
  if (control === null) return true
  const found = outcomeAt(answers, at.name, at.type)
  const sibling = outcomeAt(answers, control.name, control.type)
  if (found === null || sibling === null) return false
  const hasAnswered = sibling.kind === 'answer' || sibling.kind === 'nodata' || sibling.kind === 'nxdomain'
  return hasAnswered && !isWildcardAnswer(sibling, found)
}
