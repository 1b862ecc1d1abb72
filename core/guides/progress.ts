/** How far a guide is done, from the ids that are ticked. Undoing is no progress; of alternatives one counts. */
import type { Guide, GuideSection } from './guide.ts'

export interface GuideProgress {
  done: number
  all: number
}

export function toProgress(guide: Guide, ticks: readonly string[]): GuideProgress {
  const counted = guide.sections.filter((section) => section.kind !== 'undo' && isChosen(section, guide, ticks))
  const steps = counted.flatMap((section) => section.steps)
  return { done: steps.filter(({ id }) => ticks.includes(id)).length, all: steps.length }
}

const tickedIn = (section: GuideSection, ticks: readonly string[]): number => section.steps.filter(({ id }) => ticks.includes(id)).length

/** Among alternatives the one with the most ticks; at the start the first. */
function isChosen(section: GuideSection, guide: Guide, ticks: readonly string[]): boolean {
  if (section.choice === null) return true
  const alternatives = guide.sections.filter(({ choice }) => choice === section.choice)
  const most = Math.max(...alternatives.map((other) => tickedIn(other, ticks)))
  return alternatives.find((other) => tickedIn(other, ticks) === most) === section
}
