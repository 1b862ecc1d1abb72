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
    'We go on looking, also when this page is closed, until 21 Dec 2026. This page changes by itself as soon as the answer does.Asked again at 18:04:12 UTC, next look at 18:04:17 UTC.',
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

test('a look of another day has its day', () => {
  expect(read(show({ nextAt: '2026-11-22T12:04:17.000Z' }))).toContain('next look at 22 Nov 2026, 12:04:17 UTC (in 18 hours).')
})

test('no live region holds it, since it changes with every look', () => {
  expect(show().find('[aria-live], [role=status]').exists()).toBe(false)
})
