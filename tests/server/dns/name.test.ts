import { describe, expect, test } from 'vitest'
import { canonicalName, mixCase } from '../../../server/dns/name.ts'

const label63 = 'x'.repeat(63)
const name253 = [label63, label63, label63, 'y'.repeat(61)].join('.')

describe('a name that can be asked', () => {
  test.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    ['_spf.Example.com', '_spf.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['_dmarc.Bücher.example.', '_dmarc.xn--bcher-kva.example'],
    ['жук.example', 'xn--f1ai0a.example'],
    ['.', '.'],
    [`${label63}.example`, `${label63}.example`],
    [name253, name253],
    [`${name253}.`, name253],
    // What SPF macros make: odd, and legal on the wire.
    ["o'neil+x=y/z._spf.example.com", "o'neil+x=y/z._spf.example.com"],
    ['a b%c.example.com', 'a b%c.example.com'],
    ['x\\y.example.com', 'x\\y.example.com'],
    ['x\\.example.com', 'x\\.example.com'],
  ])('%s becomes %s', (text, name) => {
    expect(canonicalName(text)).toBe(name)
  })
})

describe('a name that can be no question', () => {
  test.each([
    ['', 'it is empty'],
    ['a..b', 'a label is empty'],
    ['.a', 'the first label is empty'],
    ['a..', 'the last label is empty'],
    [`${label63}x.example`, 'a label is too long'],
    [`${name253}y`, 'it is too long'],
    ['ü/x.com', 'a URL would end there'],
    ['ü x.com', 'a host has no blanks'],
    ['ü@x.com', 'a URL would begin there'],
    ['ü..x', 'a label is empty'],
    [`${'ü'.repeat(60)}.example`, 'its A-label is too long'],
  ])('%s, because %s', (text) => {
    expect(canonicalName(text)).toBeNull()
  })
})

test('mixing the case changes nothing but the case', () => {
  const name = 'a-long-enough_name.with.123.example'
  const mixed = Array.from({ length: 20 }, () => mixCase(name))
  expect(mixed.every((one) => one.toLowerCase() === name)).toBe(true)
  expect(new Set(mixed).size).toBeGreaterThan(10)
})
