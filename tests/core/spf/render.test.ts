import { expect, it } from 'vitest'
import { toPutBack, toQuoted, toStrings, toZoneLine } from '#core/spf/render.ts'

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

it('a zone line has the absolute name, and quotes and foreign octets are escaped', () => {
  expect(toZoneLine('acme.example', 'v=spf1 -all', 300)).toBe('acme.example. 300 IN TXT "v=spf1 -all"')
  expect(toQuoted('v=spf1 x=a"b\\c\u00e9')).toBe('"v=spf1 x=a\\"b\\\\c\\233"')
})

it('what was there can be put back, every record of it', () => {
  expect(toPutBack('acme.example.', ['v=spf1 -all', 'v=spf1 ~all'])).toEqual(['acme.example. IN TXT "v=spf1 -all"', 'acme.example. IN TXT "v=spf1 ~all"'])
})
