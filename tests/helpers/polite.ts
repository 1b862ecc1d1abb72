import { expect } from 'vitest'

/** What a loaded machine may keep a datagram, or the loop that notes it, in milliseconds. */
const jitterMs = 300

/**
 * Expects that a server was asked at most once a second. `times` are the moments (ms) in which questions arrived: one
 * that arrives late shortens the gap behind it, so a single gap is given some play, and the whole row no more of it.
 */
export function expectPolite(times: readonly number[]): void {
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
  for (const gap of gaps) expect(gap).toBeGreaterThan(1000 - jitterMs)
  expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThan(gaps.length * 1000 - jitterMs)
}
