import { expect, test } from 'vitest'
import { createPermits, createStock } from '../../../server/dns/permits.ts'

const never = new AbortController().signal

test('who comes late waits, and is let in by who leaves, in order', async () => {
  const permits = createPermits(1)
  expect(await permits.acquire(never)).toBe(true)
  const entered: number[] = []
  const second = permits.acquire(never).then(() => entered.push(2))
  const third = permits.acquire(never).then(() => entered.push(3))
  expect(permits).toMatchObject({ inUse: 1, waiting: 2 })
  permits.release()
  await second
  expect(entered).toEqual([2])
  permits.release()
  await third
  permits.release()
  expect(permits).toMatchObject({ inUse: 0, waiting: 0 })
})

test('who is called away leaves the line and takes nothing', async () => {
  const permits = createPermits(1)
  await permits.acquire(never)
  const controller = new AbortController()
  const waiting = permits.acquire(controller.signal)
  controller.abort()
  expect(await waiting).toBe(false)
  expect(permits.waiting).toBe(0)
  permits.release()
  expect(permits.inUse).toBe(0)
  expect(await permits.acquire(AbortSignal.abort())).toBe(false)
  expect(permits.inUse).toBe(0)
})

test('one line leaves a part of the stock to others, and those that wait are served in turn', async () => {
  const stock = createStock(8)
  const greedy = createPermits(100, stock)
  let taken = 0
  while (greedy.tryAcquire()) taken += 1
  expect(taken).toBe(6)
  const modest = createPermits(100, stock)
  expect(modest.tryAcquire()).toBe(true)
  const entered: string[] = []
  const note = (who: string) => () => entered.push(who)
  const waiting = [greedy.acquire(never).then(note('greedy')), modest.acquire(never).then(note('modest'))]
  expect(modest.waiting + greedy.waiting).toBe(1)
  for (let i = 0; i < 6; i++) greedy.release()
  await Promise.all(waiting)
  expect(entered).toEqual(['modest', 'greedy'])
})

test('who goes on with a look-up comes before those who begin one', async () => {
  const permits = createPermits(1, createStock(4))
  permits.tryAcquire()
  const entered: string[] = []
  const begins = permits.acquire(never).then(() => entered.push('begins'))
  const goesOn = permits.acquire(never, true).then(() => entered.push('goes on'))
  permits.release()
  await goesOn
  permits.release()
  await begins
  expect(entered).toEqual(['goes on', 'begins'])
})

test('where the system has no socket the stock is smaller for a while, and nobody is forgotten', async () => {
  const permits = createPermits(10, createStock(10))
  for (let i = 0; i < 6; i++) permits.tryAcquire()
  for (let i = 0; i < 5; i++) permits.releaseUnused()
  expect(permits.tryAcquire()).toBe(false)
  const waiting = [permits.acquire(never), permits.acquire(never)]
  expect(permits).toMatchObject({ inUse: 1, waiting: 2 })
  expect(await Promise.all(waiting)).toEqual([true, true])
  permits.releaseUnused()
  permits.releaseUnused()
  permits.releaseUnused()
  expect(permits.inUse).toBe(0)
  expect(await permits.acquire(never)).toBe(true)
})

test('where the system has none for the only one either, nobody enters until a timer has run', async () => {
  const permits = createPermits(10, createStock(10))
  permits.tryAcquire()
  permits.releaseUnused()
  expect(permits.tryAcquire()).toBe(false)
  let hasTimerRun = false
  setTimeout(() => (hasTimerRun = true), 1)
  expect(await permits.acquire(never)).toBe(true)
  expect(hasTimerRun).toBe(true)
})
