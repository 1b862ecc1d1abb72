import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLive } from '../../../src/api/live.ts'

/** An EventSource in the test's hand. */
class FakeSource {
  readyState = 1
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  close = vi.fn()
}

const opened: FakeSource[] = []
const paths: string[] = []
const open = (path: string) => {
  const source = new FakeSource()
  opened.push(source)
  paths.push(path)
  return source as unknown as EventSource
}
const last = (): FakeSource => {
  const source = opened.at(-1)
  if (source === undefined) throw new Error('No stream was opened')
  return source
}

beforeEach(() => {
  opened.length = 0
  paths.length = 0
  vi.stubGlobal('EventSource', { CLOSED: 2 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function started() {
  const live = createLive(open)
  live.start()
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  return live
}

test('a tab has one stream, however often it is started', async () => {
  const live = await started()
  live.start()
  await Promise.resolve()
  expect(opened).toHaveLength(1)
})

test('an event reaches those who listen to its topic, and nobody else', async () => {
  const live = await started()
  const journey = vi.fn()
  const requests = vi.fn()
  live.subscribe('journey', journey)
  const leave = live.subscribe('requests', requests)
  last().onmessage?.({ data: '{"topic":"journey","accountId":"a"}' })
  expect(journey).toHaveBeenCalledWith('a')
  leave()
  last().onmessage?.({ data: '{"topic":"requests","accountId":"a"}' })
  expect(requests).not.toHaveBeenCalled()
})

test('what is no event of ours is passed over', async () => {
  const live = await started()
  const listener = vi.fn()
  live.subscribe('journey', listener)
  for (const data of ['hello', '{', '{"topic":"weather","accountId":"a"}']) last().onmessage?.({ data })
  expect(listener).not.toHaveBeenCalled()
})

test('after a gap everybody reads anew, since something may have been missed', async () => {
  const live = await started()
  const listener = vi.fn()
  live.subscribe('shares', listener)
  last().onopen?.()
  expect(listener).not.toHaveBeenCalled()
  last().onerror?.()
  last().onopen?.()
  expect(listener).toHaveBeenCalledWith(null)
})

test('a refused stream is tried again later, a lost one is left to the browser', async () => {
  await started()
  vi.useFakeTimers()
  last().onerror?.()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(opened).toHaveLength(1)
  last().readyState = 2
  last().onerror?.()
  await vi.advanceTimersByTimeAsync(1_000)
  await vi.waitFor(() => expect(opened).toHaveLength(2))
})

test('the stream carries the domain that is shown, and what was missed in between is read anew', async () => {
  const live = await started()
  const listener = vi.fn()
  live.subscribe('journey', listener)
  live.watching('d1')
  await vi.waitFor(() => expect(opened).toHaveLength(2))
  expect(paths).toEqual(['/api/events', '/api/events?domain=d1'])
  expect(opened[0]?.close).toHaveBeenCalled()
  last().onopen?.()
  expect(listener).toHaveBeenCalledWith(null)
})

test('from one step to the next with the same domain the stream stays open', async () => {
  const live = await started()
  live.watching('d1')
  await vi.waitFor(() => expect(opened).toHaveLength(2))
  vi.useFakeTimers()
  live.watching(null)
  live.watching('d1')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(opened).toHaveLength(2)
  live.watching(null)
  await vi.advanceTimersByTimeAsync(10_000)
  await vi.waitFor(() => expect(paths.at(-1)).toBe('/api/events'))
})

test('a domain that is shown before the stream is open is in its first address', async () => {
  const live = createLive(open)
  live.watching('d1')
  live.start()
  await vi.waitFor(() => expect(paths).toEqual(['/api/events?domain=d1']))
})

test('that we asked again is told with its times, and is no change', async () => {
  const live = await started()
  const journey = vi.fn()
  const asked = vi.fn()
  live.subscribe('journey', journey)
  const leave = live.onAsked(asked)
  const event = {
    topic: 'asked', accountId: 'a', domainId: '00000000-0000-4000-8000-000000000100', kind: 'spf', askedAt: '2026-11-21T18:04:12.000Z',
    nextAt: '2026-11-21T18:04:17.000Z',
  }
  last().onmessage?.({ data: JSON.stringify(event) })
  leave()
  last().onmessage?.({ data: JSON.stringify(event) })
  expect(asked.mock.calls).toEqual([[event]])
  expect(journey).not.toHaveBeenCalled()
})

test('once stopped, nothing is opened again', async () => {
  const live = await started()
  vi.useFakeTimers()
  last().readyState = 2
  last().onerror?.()
  live.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(opened).toHaveLength(1)
})
