import { describe, expect, it } from 'vitest'
import { cliAnswers } from '#core/messages/en/cli.ts'
import { formatJson, formatText } from '../../../server/cli/format-report.ts'
import { makeReport, missingReport, movePlan, secondReport, silentReport } from '../../helpers/spf-fixtures.ts'

const answersOf = (json: string) => (JSON.parse(json) as { answers: unknown }).answers

describe('a report on a terminal', () => {
  it('gives three lines under the result, one for each question', () => {
    const [, second] = formatText(secondReport, null).split('\n\n')
    expect(second?.split('\n')).toEqual(cliAnswers({ legal: 'yes', mimecast: 'no', survives: 'yes' }))
  })

  it('counts the look-ups before the change and after it', () => {
    const text = formatText({ ...secondReport, lookups: 3, plan: { ...movePlan, lookups: 2 } }, null)
    expect(text.match(/Look-ups.*/gu)).toEqual(['Look-ups: 3 of 10', 'Look-ups after the change: 2 of 10'])
  })

  it('does not answer for a record that it could not read', () => {
    expect(formatText(silentReport, null)).toContain('Legal SPF: not known.')
  })

  it.each([
    [makeReport(), { legal: 'yes', mimecast: 'yes', survives: 'yes' }],
    [missingReport, { legal: 'no', mimecast: 'no', survives: 'not-judged' }],
    [silentReport, { legal: 'unknown', mimecast: 'unknown', survives: 'unknown' }],
  ])('carries them in JSON too (%#)', (report, answers) => {
    expect(answersOf(formatJson(report, null))).toEqual(answers)
  })
})
