import { expect, it } from 'vitest'
import { createGuide } from '#core/guides/create-guide.ts'
import { say, toPlainText, value, menu, listed } from '#core/guides/parts.ts'
import { toProgress } from '#core/guides/progress.ts'

const pair = { hosts: ['one.example', 'two.example'], checked: true }
const outcome = createGuide({
  platform: 'office-365', region: 'eu', smartHosts: { general: pair, office365: pair }, authentication: 'address', domains: ['a.example'],
})
if (!outcome.ok) throw new Error('no guide')
const { guide } = outcome
const idsOf = (kinds: readonly string[]) => guide.sections.filter(({ kind }) => kinds.includes(kind)).flatMap(({ steps }) => steps.map(({ id }) => id))

it('counts one way of doing it, and never the way back', () => {
  expect(toProgress(guide, [])).toEqual({ done: 0, all: idsOf(['prepare', 'screens', 'test']).length })
  expect(toProgress(guide, idsOf(['undo']))).toHaveProperty('done', 0)
})

it('follows the person to the other way when most ticks are there', () => {
  const ticks = ['office-365.screens.open', ...idsOf(['powershell'])]
  expect(toProgress(guide, ticks)).toEqual({ done: idsOf(['powershell']).length, all: idsOf(['prepare', 'powershell', 'test']).length })
})

it('is complete when everything but the other way and the way back is ticked', () => {
  const { done, all } = toProgress(guide, [...idsOf(['prepare', 'powershell', 'test']), 'unknown.step'])
  expect(done).toBe(all)
})

it('a sentence with places reads as one line', () => {
  const hosts = listed([value('a.example', 'First'), value('b.example', 'Second'), value('c.example', 'Third')], 'and')
  expect(toPlainText(say`In ${menu('Mail flow', 'Connectors')} enter ${hosts} on port ${25}.`)).toBe(
    'In Mail flow > Connectors enter a.example, b.example and c.example on port 25.',
  )
})
