import { expect, it } from 'vitest'
import { spfAnswerLines, spfAxisTitles } from '#core/messages/en/spf-answers.ts'
import { cliAnswers } from '#core/messages/en/cli.ts'
import { axisAnswers } from '#core/spf/answers.ts'
import { spfAxes } from '#core/spf/codes.ts'

const lineOf = (axis: (typeof spfAxes)[number], answer: (typeof axisAnswers)[number]) =>
  spfAnswerLines({ legal: 'yes', mimecast: 'yes', survives: 'yes', [axis]: answer }).find((line) => line.axis === axis)

it('each answer to each question has a line of its own, short and plain', () => {
  const lines = spfAxes.flatMap((axis) => axisAnswers.map((answer) => lineOf(axis, answer)))
  const texts = lines.map((line) => `${line?.title ?? ''} ${line?.sentence ?? ''}`)
  expect(new Set(texts).size).toBe(spfAxes.length * axisAnswers.length)
  for (const line of lines) {
    expect(line?.title).toMatch(/^[A-Z][^!]+: [a-z ,]+\.$/u)
    expect(line?.sentence).toMatch(/^[A-Z][^!]+\.$/u)
    expect(line?.sentence.split(' ').length).toBeLessThanOrEqual(20)
  }
})

it('the terminal says the same three lines, in the order of the page', () => {
  const lines = cliAnswers({ legal: 'yes', mimecast: 'no', survives: 'unknown' })
  expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual(Object.values(spfAxisTitles))
  expect(lines.map((line) => /: ([^.]+)\./u.exec(line)?.[1])).toEqual(['yes', 'no', 'not known'])
})
