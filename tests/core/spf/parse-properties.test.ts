import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSpf } from '#core/spf/parse.ts'
import { macroLetters, type MacroString, type Mechanism, type SpfRecord, type Term } from '#core/spf/record.ts'
import { printSpf, toBare } from '../../helpers/print-spf.ts'

const octet = fc.nat(255)
const ip4 = fc.array(octet, { minLength: 4, maxLength: 4 }).map((octets) => ({ family: 4 as const, octets }))
const ip6 = fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, octet), { minLength: 16, maxLength: 16 }).map((octets) => ({ family: 6 as const, octets }))

const macro = fc.record({
  kind: fc.constant('macro' as const), letter: fc.constantFrom(...macroLetters.filter((letter) => !'crt'.includes(letter))), escape: fc.boolean(),
  keep: fc.option(fc.integer({ min: 1, max: 128 })), reverse: fc.boolean(), delimiters: fc.string({ unit: fc.constantFrom('.', '-', '+', ',', '/', '_', '='), minLength: 1, maxLength: 3 }),
})
const literal = fc.string({ unit: fc.constantFrom(...'abz09-_.:/{}=%~ '), minLength: 1, maxLength: 6 }).map((text) => ({ kind: 'literal' as const, text }))
const middle = fc.array(fc.oneof(macro, literal), { maxLength: 3 })
const end = fc.oneof(fc.constantFrom('.example', '.b-c', '.0x', '.a.').map((text) => ({ kind: 'literal' as const, text })), macro)
const domainSpec: fc.Arbitrary<MacroString> = fc.tuple(middle, end).map(([before, last]) => [...before, last])
const prefix = fc.record({ ip4: fc.nat(32), ip6: fc.nat(128) })

const mechanism: fc.Arbitrary<Mechanism> = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  fc.record({ kind: fc.constantFrom('include' as const, 'exists' as const), target: domainSpec }),
  fc.record({ kind: fc.constantFrom('a' as const, 'mx' as const), target: fc.option(domainSpec), prefix }),
  fc.record({ kind: fc.constant('ptr' as const), target: fc.option(domainSpec) }),
  fc.record({ kind: fc.constant('ip4' as const), network: ip4, prefixLength: fc.nat(32) }),
  fc.record({ kind: fc.constant('ip6' as const), network: ip6, prefixLength: fc.nat(128) }),
)
const unplaced = { text: '', span: [0, 0] as const }
const directive: fc.Arbitrary<Term> = fc.record({ qualifier: fc.constantFrom('+' as const, '-' as const, '~' as const, '?' as const), mechanism }).map((one) => ({ type: 'directive', ...one, ...unplaced }))
const unknown: fc.Arbitrary<Term> = fc.record({ name: fc.constantFrom('x', 'a-b_c.d', 'Include'), value: middle }).map((one) => ({ type: 'modifier', kind: 'unknown', ...one, ...unplaced }))
const once = (kind: 'redirect' | 'exp'): fc.Arbitrary<Term[]> => fc.option(domainSpec).map((value) => (value === null ? [] : [{ type: 'modifier', kind, name: kind, value, ...unplaced }]))
const terms = fc.tuple(fc.array(fc.oneof(directive, unknown), { maxLength: 6 }), once('redirect'), once('exp')).map((parts) => parts.flat())

function read(text: string): SpfRecord {
  const parsed = parseSpf(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems.map(({ code, text: term }) => `${code} ${term}`).join(', ')}`)
  return parsed.record
}

describe('RFC 7208 §12', () => {
  it('what is printed from typed terms is read as the same terms', () => {
    fc.assert(fc.property(terms, (made) => {
      const text = printSpf(made)
      expect(toBare(read(text).terms), text).toEqual(toBare(made))
    }), { numRuns: 5000 })
  })

  it('parse, print and parse again is the identity, for every text that is legal', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'aximncludeptrs4:/=%{}.-+?~129'), maxLength: 12 }),
      fc.tuple(fc.constantFrom('', '-', '~'), fc.constantFrom('a', 'MX', 'ptr', 'include:a.b', 'exists:%{ir}.x.c', 'ip4:1.2.3.4', 'ip6:::1', 'a:b.c', 'mx:%{d}'), fc.constantFrom('', '/0', '/32', '//128', '/24//64', '/33')).map((parts) => parts.join('')),
    )
    let legal = 0
    fc.assert(fc.property(fc.array(word, { maxLength: 4 }), (words) => {
      const parsed = parseSpf(`v=spf1 ${words.join(' ')}`)
      if (!parsed.ok) return
      legal += 1
      const printed = printSpf(parsed.record.terms)
      const again = read(printed)
      expect(toBare(again.terms)).toEqual(toBare(parsed.record.terms))
      expect(printSpf(again.terms)).toBe(printed)
    }), { numRuns: 5000 })
    expect(legal).toBeGreaterThan(500)
  })
})
