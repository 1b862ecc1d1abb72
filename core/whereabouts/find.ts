/** One thing that explains a miss, before it is known whether a wildcard made it. */
import { toRelativeName } from '../address/domain.ts'
import type { Whereabouts } from '../contract/whereabouts.ts'
import type { CauseCode } from './causes.ts'
import type { RepairedValue } from './repair-value.ts'
import type { Place, Subject } from './subject.ts'
import { toControl } from './subject.ts'

export interface Find {
  whereabouts: Whereabouts
  /** The question whose answer shows it. */
  at: Place
  /** Its sibling to compare with; null where no wildcard can answer. */
  control: Place | null
}

export type Repair = NonNullable<Whereabouts['repair']>

interface FindParts {
  subject: Subject
  cause: CauseCode
  at: Place
  found: string | null
  repair: Repair | null
  params?: Record<string, string>
}

/** `isPlain`: an answer at the right place needs no comparing, since whoever made it, receivers see it. */
export function toFind({ subject, cause, at, found, repair, params = {} }: FindParts, isPlain = false): Find {
  const common = { domain: subject.domain, zone: subject.zone }
  return {
    whereabouts: { cause, name: at.name, found, params: { ...common, ...params }, repair },
    at,
    control: isPlain ? null : toControl(subject, at),
  }
}

export function toRepair(subject: Subject, name: string, type: Repair['type'], value: string): Repair {
  return { host: toRelativeName(name, subject.zone), type, value }
}

/** What else is wrong with the text, beside the cause. */
export function toFaultParams({ faults, characters }: RepairedValue, cause: CauseCode): Record<string, string> {
  const also = faults.filter((fault) => fault !== cause).join(' ')
  return {
    ...(also === '' ? {} : { also }),
    ...(characters.length === 0 ? {} : { characters: characters.slice(0, 5).join(', ') }),
  }
}
