import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import WatchNote from '../../../src/components/WatchNote.vue'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

const watch = { askedAt: '2026-11-21T18:04:12.000Z', nextAt: '2026-11-21T18:04:17.000Z', endsAt: '2026-12-21T18:00:00.000Z' }

unmountAfterEach()
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T18:04:14.000Z') })
})
afterEach(() => {
  vi.useRealTimers()
})
const show = (changes: Partial<Record<keyof typeof watch, string | null>> = {}) =>
  mount(WatchNote, { props: { watch: { ...watch, ...changes } as typeof watch } })
const read = (note: ReturnType<typeof show>) => note.text().replace(/\s+/gu, ' ')

test('it says until when we look, when we did last and when we do next', () => {
  expect(read(show())).toBe(
    'We go on looking, also when this page is closed, until 21 Dec 2026, 18:00:00 UTC (in 30 days). This page changes by itself as soon as the answer does.Asked again at 18:04:12 UTC, next look at 18:04:17 UTC.',
  )
})

test('a look that is due is no time of the past', async () => {
  const note = show()
  await vi.advanceTimersByTimeAsync(4_000)
  await nextTick()
  expect(read(note)).toContain('Asked again at 18:04:12 UTC. We are asking now.')
  expect(read(note)).not.toContain('next look')
})

test('before the first look there is only the next', () => {
  expect(read(show({ askedAt: null }))).toContain('Next look at 18:04:17 UTC.')
})

test.each([
  ['of its own look', '2026-11-21T18:04:10.000Z', 'Asked again at 18:04:12 UTC'],
  ['of the press, before it has looked by itself', watch.askedAt, 'Last asked at 18:04:12 UTC'],
  ['of a press that reached nobody', '2026-11-21T18:04:14.000Z', 'Last asked at 18:04:14 UTC'],
])('the time is that %s, and never older than the result beside it', (_, checkedAt, said) => {
  expect(read(mount(WatchNote, { props: { watch, checkedAt } }))).toContain(`${said}, next look at 18:04:17 UTC.`)
})

test('a look of another day has its day', () => {
  expect(read(show({ nextAt: '2026-11-22T12:04:17.000Z' }))).toContain('next look at 22 Nov 2026, 12:04:17 UTC (in 18 hours).')
})

test('no live region holds it, since it changes with every look', () => {
  expect(show().find('[aria-live], [role=status]').exists()).toBe(false)
})
