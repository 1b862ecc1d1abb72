import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClient } from '../../../src/api/client.ts'
import { followShared } from '../../../src/api/shared-live.ts'

type Controller = ReadableStreamDefaultController<Uint8Array>
const streams: Controller[] = []
const statuses: number[] = []
const asked = vi.fn()
let stop = () => {}

/** Answers each opening with the next of `statuses`, 200 once they are used up. */
const fetch: typeof globalThis.fetch = () => {
  const status = statuses.shift() ?? 200
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      streams.push(controller)
      controller.enqueue(new TextEncoder().encode('retry: 2000\n\n'))
    },
  })
  return Promise.resolve(new Response(body, { status }))
}

beforeEach(() => {
  streams.length = 0
  statuses.length = 0
  vi.useFakeTimers()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

async function follow() {
  const changed = vi.fn()
  stop = followShared(createClient(fetch), 'token', { onChange: changed, onAsked: asked })
  await vi.advanceTimersByTimeAsync(0)
  return changed
}

test('the first opening is no news: the page has just been read', async () => {
  expect(await follow()).not.toHaveBeenCalled()
})

test('after a connection that broke the page reads anew, since something may have been missed', async () => {
  const changed = await follow()
  streams[0]?.error(new TypeError('network error'))
  await vi.advanceTimersByTimeAsync(0)
  expect(changed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(streams).toHaveLength(2)
  expect(changed).toHaveBeenCalledTimes(1)
})

test('a stream that ended is read after at once, as the link may have ended with it, and again once it is back', async () => {
  const changed = await follow()
  streams[0]?.close()
  await vi.advanceTimersByTimeAsync(0)
  expect(changed).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(changed).toHaveBeenCalledTimes(2)
})

test('a stream that opens each time comes back as quickly each time', async () => {
  await follow()
  for (let i = 0; i < 4; i += 1) {
    streams[i]?.error(new TypeError('network error'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(streams).toHaveLength(i + 2)
  }
})

test('too many streams at once is no end of the link: it is tried again later', async () => {
  statuses.push(429)
  const changed = await follow()
  expect(changed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(streams).toHaveLength(2)
})

test('a link that is refused is not asked for again', async () => {
  statuses.push(404)
  const changed = await follow()
  expect(changed).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(streams).toHaveLength(1)
})
