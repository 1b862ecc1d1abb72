import { cliTrace } from '#core/messages/en/cli.ts'
import type { TracedQuestion, TraceStep } from '#core/spf/trace.ts'

/** Every step with its questions below it; what an include or a redirect leads to stands further in. */
export function formatTrace(steps: readonly TraceStep[]): string[] {
  return steps.flatMap((step) => {
    const indent = '  '.repeat(step.depth + 1)
    return [`${indent}${formatStep(step)}`, ...step.questions.map((question) => `${indent}  ${formatQuestion(question, step)}`)]
  })
}

function formatStep(step: TraceStep): string {
  switch (step.step) {
    case 'record':
      return cliTrace.records[step.reading](step.domain, step.text ?? '')
    case 'explanation':
      return cliTrace.explanation(step.domain, step.text)
    case 'term': {
      const { term, result, lookups, voidLookups } = step
      const cost = lookups === 0 ? '' : ` (${cliTrace.cost(lookups, voidLookups)})`
      return `${term} ${cliTrace.results[result]}${cost}`
    }
  }
}

/** The text of a record that was read stands in the step itself. */
function formatQuestion({ type, name, answer, values }: TracedQuestion, step: TraceStep): string {
  const isShown = values.length > 0 && !(step.step === 'record' && step.text !== null)
  return cliTrace.asked(type, name, isShown ? values.join(', ') : cliTrace.answers[answer])
}
