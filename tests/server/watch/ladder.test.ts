import { expect, it } from 'vitest'
import { toNextDelayMs, withJitter } from '../../../server/watch/ladder.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

it.each([
  ['somebody looks, just started', 0, null, 5 * second],
  ['somebody looks, two minutes less a bit', 2 * minute - 1, null, 5 * second],
  ['somebody looks, two minutes', 2 * minute, null, 15 * second],
  ['somebody looks, ten minutes less a bit', 10 * minute - 1, null, 15 * second],
  ['somebody looks, ten minutes', 10 * minute, null, 30 * second],
  ['somebody looks, the last day', 30 * day - 1, null, 30 * second],
  ['nobody looked yet, just started', 0, 0, 2 * minute],
  ['nobody looks, a quarter of an hour less a bit', 15 * minute - 1, 15 * minute - 1, 2 * minute],
  ['nobody looks, a quarter of an hour', 15 * minute, 15 * minute, 10 * minute],
  ['nobody looks, two hours less a bit', 2 * hour - 1, 2 * hour - 1, 10 * minute],
  ['nobody looks, two hours', 2 * hour, 2 * hour, hour],
  ['nobody looks, a day less a bit', day - 1, day - 1, hour],
  ['nobody looks, a day', day, day, 6 * hour],
  ['the page of an old watch was just closed', 20 * day, 0, 2 * minute],
  ['the page was closed an hour ago', 20 * day, hour, 10 * minute],
  ['it was started anew after the page was closed', minute, 3 * day, 2 * minute],
])('%s: the next time is in the right distance', (_, sinceStartMs, sinceViewMs, expected) => {
  expect(toNextDelayMs({ sinceStartMs, sinceViewMs })).toBe(expected)
})

it('a tenth less or more, and never under a second', () => {
  expect([withJitter(10 * second, 0), withJitter(10 * second, 0.5), withJitter(10 * second, 0.999999)]).toEqual([9_000, 10_000, 11_000])
  expect(withJitter(100, 0)).toBe(1_000)
})
