import { expect, it } from 'vitest'
import { toStrings } from '#core/spf/render.ts'

const long = `v=spf1 ${Array.from({ length: 40 }, (_, i) => `ip4:192.0.2.${i}`).join(' ')} ~all`

it('a record of 255 octets is one string, and one of 256 is two', () => {
  const record = (octets: number) => `v=spf1 a:${'x'.repeat(octets - 17)}.example`
  expect(record(255)).toHaveLength(255)
  expect(toStrings(record(255))).toHaveLength(1)
  expect(toStrings(record(256))).toHaveLength(2)
})

it('a long record is cut between terms, the space kept inside, and joins to itself', () => {
  const strings = toStrings(long)
  expect(strings.length).toBeGreaterThan(2)
  expect(strings.join('')).toBe(long)
  for (const text of strings) expect(text.length).toBeLessThanOrEqual(255)
  for (const text of strings.slice(0, -1)) expect(text.endsWith(' ')).toBe(true)
})

it('a term longer than a string is cut all the same', () => {
  const record = `v=spf1 a:${'x.'.repeat(300)}example`
  expect(toStrings(record).join('')).toBe(record)
  expect(toStrings(record).every((text) => text.length <= 255)).toBe(true)
})
