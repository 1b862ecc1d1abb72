import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toVisibleLines, toVisibleOctets, toVisibleText } from '#core/messages/visible-text.ts'

test.each([
  ['a NUL', 'a\u0000b', 'a[U+0000]b'],
  ['an ANSI escape', '\u001b[31mred', '[U+001B][31mred'],
  ['a turned reading direction', 'a\u202eb', 'a[U+202E]b'],
  ['an isolate', '\u2066a\u2069', '[U+2066]a[U+2069]'],
  ['a zero-width space', 'a\u200bb', 'a[U+200B]b'],
  ['a byte order mark', '\ufeffa', '[U+FEFF]a'],
  ['a no-break space', 'a\u00a0b', 'a[U+00A0]b'],
  ['a line break', 'a\nb', 'a[U+000A]b'],
  ['a control of Latin-1', 'a\u0085b', 'a[U+0085]b'],
  ['a lone surrogate', 'a\ud800b', 'a[U+D800]b'],
  ['a tag character', 'a\u{e0041}b', 'a[U+E0041]b'],
])('%s is written out', (_, given, shown) => {
  expect(toVisibleText(given)).toBe(shown)
})

test.each([
  ['typographic quotes', '\u00e2\u0080\u009cv4o\u00e2\u0080\u009d', '“v4o”'],
  ['a turned reading direction', 'a\u00e2\u0080\u00aeb', 'a[U+202E]b'],
  ['four octets', '\u00f0\u009f\u0090\u0099', '🐙'],
  ['what is no UTF-8', 'caf\u00e9 \u0080', 'café [U+0080]'],
  ['a name in letters', 'mü日.example', 'mü日.example'],
])('in the octets of a DNS text, %s', (_, octets, shown) => {
  expect(toVisibleOctets(octets)).toBe(shown)
})

test('markup stays text, and ordinary text stays as it is', () => {
  for (const text of ['<img src=x onerror=alert(1)>', 'v=spf1 include:eu._netblocks.mimecast.com ~all', 'bücher.example', '日本']) {
    expect(toVisibleText(text)).toBe(text)
  }
})

test('nothing invisible is left, whatever is given', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (given) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(toVisibleText(given))))
})

test('a text of several lines keeps its line breaks, and nothing else', () => {
  expect(toVisibleLines('a\r\nb\n\tc')).toBe('a\nb\n[U+0009]c')
})

test('a very long text says how much was left out', () => {
  expect(toVisibleText('x'.repeat(8_200))).toBe(`${'x'.repeat(8_192)} [+8]`)
})
