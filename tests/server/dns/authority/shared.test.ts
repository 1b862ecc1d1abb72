import { expect, test } from 'vitest'
import { createShared } from '../../../../server/dns/authority/shared.ts'
import { Stop } from '../../../../server/dns/stop.ts'

/** Work that ends when the test says so, and remembers whether it was stopped. */
function createWork() {
  let finish: (result: string) => void = () => undefined
  let fail: (bug: Error) => void = () => undefined
  const done = new Promise<string>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  const stops: Stop[] = []
  const start = (stop: Stop) => {
    stops.push(stop)
    stop.addEventListener('abort', () => finish('stopped'))
    return { done, soFar: (why: string) => `so far: ${why}` }
  }
  return { start, stops, finish: (result: string) => finish(result), fail: (bug: Error) => fail(bug) }
}

test('who comes while it is on its way joins, and all have the same result', async () => {
  const shared = createShared<string>()
  const work = createWork()
  const all = Promise.all([1, 2, 3].map(() => shared.join('key', work.start, new Stop())))
  expect([work.stops.length, shared.size]).toEqual([1, 1])
  work.finish('found')
  expect(await all).toEqual(['found', 'found', 'found'])
  expect(shared.size).toBe(0)
})

test('who leaves gets what is known so far; the work goes on for the others, and ends with the last', async () => {
  const shared = createShared<string>()
  const work = createWork()
  const [one, two] = [new Stop(), new Stop()]
  const first = shared.join('key', work.start, one)
  const second = shared.join('key', work.start, Object.assign(two, { why: 'timeout' as const }))
  one.abort()
  expect(await first).toBe('so far: aborted')
  expect(work.stops[0]?.aborted).toBe(false)
  two.abort()
  expect(await second).toBe('so far: timeout')
  expect(work.stops[0]?.aborted).toBe(true)
  const again = createWork()
  const third = shared.join('key', again.start, new Stop())
  again.finish('anew')
  expect(await third).toBe('anew')
})

test('a bug reaches everybody who waits', async () => {
  const shared = createShared<string>()
  const work = createWork()
  const both = [1, 2].map(() => shared.join('key', work.start, new Stop()))
  work.fail(new TypeError('a bug'))
  for (const one of both) await expect(one).rejects.toThrow('a bug')
  expect(shared.size).toBe(0)
})

test('closing stops all work and waits for it', async () => {
  const shared = createShared<string>()
  const work = createWork()
  const open = shared.join('key', work.start, new Stop())
  await shared.close()
  expect(await open).toBe('stopped')
})
