/** The sentences of the three answers of a check: which question, the answer in a word, and what it means. */
import type { AxisAnswer, SpfAnswers } from '../../spf/answers.ts'
import { spfAxes, type SpfAxis } from '../../spf/codes.ts'

export const spfAnswersTitle = 'Three answers about this record'

/** A question in two or three words; also the heading over its findings. */
export const spfAxisTitles = {
  legal: 'Legal SPF',
  mimecast: 'Mimecast first',
  survives: 'Holds up in practice',
} as const satisfies Record<SpfAxis, string>

export const axisAnswerWords = {
  yes: 'yes',
  'with-warnings': 'yes, with a remark',
  no: 'no',
  unknown: 'not known',
  'not-judged': 'not judged yet',
} as const satisfies Record<AxisAnswer, string>

const sentences = {
  legal: {
    yes: 'Receivers can read it.',
    'with-warnings': 'Receivers can read it, but another text of the domain may be meant as a record too.',
    no: 'Receivers find no record that they can use.',
    unknown: 'We did not receive one clear record.',
    'not-judged': 'There is no record to judge.',
  },
  mimecast: {
    yes: 'The first mechanism is the entry of your region.',
    'with-warnings': 'The rule counts as met. What is unusual is said below.',
    no: 'The entry of your region must stand first, and allow Mimecast to send.',
    unknown: 'We do not know what comes first in it.',
    'not-judged': 'This is judged once there is one record.',
  },
  survives: {
    yes: 'It stays inside the limits of receivers, and nothing in it weakens it.',
    'with-warnings': 'Receivers can use it, but something in it may cause trouble.',
    no: 'Receivers give up on it, because of what it leads to.',
    unknown: 'We do not know everything that it leads to.',
    'not-judged': 'This is judged once there is one legal record.',
  },
} as const satisfies Record<SpfAxis, Record<AxisAnswer, string>>

export interface AxisLine {
  axis: SpfAxis
  answer: AxisAnswer
  /** The question and the answer to it in a word. */
  title: string
  sentence: string
}

export function spfAnswerLines(answers: SpfAnswers): AxisLine[] {
  return spfAxes.map((axis) => {
    const answer = answers[axis]
    return { axis, answer, title: `${spfAxisTitles[axis]}: ${axisAnswerWords[answer]}.`, sentence: sentences[axis][answer] }
  })
}
