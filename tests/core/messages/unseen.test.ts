import { expect, test } from 'vitest'
import { signLegend, signName, toFoundParts } from '#core/messages/en/unseen.ts'

const shown = (octets: string) => toFoundParts(octets).map(({ text, sign }) => (sign === null ? text : `<${text}>`)).join('')

test.each([
  ['in front', ' v=spf1 -all', '<␣>v=spf1 -all'],
  ['at the end', 'v=spf1 -all  ', 'v=spf1 -all<␣␣>'],
  ['twice between two words', 'v=spf1  -all', 'v=spf1<␣␣>-all'],
  ['behind a colon', 'v=spf1 include: a.example -all', 'v=spf1 include:<␣>a.example -all'],
  ['before an equals sign', 'v =spf1 -all', 'v<␣>=spf1 -all'],
  ['behind a qualifier', 'v=spf1 mx ~ all', 'v=spf1 mx ~<␣>all'],
  ['and nothing else', ' ', '<␣>'],
])('a space %s has a sign', (_where, octets, expected) => {
  expect(shown(octets)).toBe(expected)
})

test('a space between two words is only that', () => {
  expect(shown('v=spf1 mx ip4:193.0.6.139 -all')).toBe('v=spf1 mx ip4:193.0.6.139 -all')
})

test('characters of other kinds are signs of their own, those of one kind together', () => {
  const parts = toFoundParts('v=spf1\u00c2\u00a0\u00c2\u00a0mx\u00e2\u0080\u008b -all')
  expect(parts.map(({ text }) => text)).toEqual(['v=spf1', '[U+00A0][U+00A0]', 'mx', '[U+200B]', ' -all'])
  expect(parts.flatMap(({ text, sign }) => (sign === null ? [] : [signName(text, sign)]))).toEqual(['2 × non-breaking space', 'zero-width space'])
})

test('the legend names each sign once, and says what is copied', () => {
  expect(signLegend(toFoundParts(' a  b\u0007'))).toBe('Signs for what cannot be seen: ␣ space, [U+0007] invisible character. They are copied as shown.')
  expect(signLegend(toFoundParts('a b'))).toBe('')
})
