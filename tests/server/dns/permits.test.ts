import { expect, test } from 'vitest'
import { createPermits } from '../../../server/dns/permits.ts'

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
