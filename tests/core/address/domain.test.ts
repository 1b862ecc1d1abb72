import { describe, expect, it } from 'vitest'
import { domainRefusalCodes, isSubdomainOf, parseDomainShape, toRelativeName, toZoneOf, type DomainRefusalCode } from '#core/address/domain.ts'
import { domainRefusalText } from '#core/messages/en/domain.ts'

const label = (length: number) => 'a'.repeat(length)
const octets = (length: number) => `${`${label(49)}.`.repeat(5)}${label(length - 250)}`

describe('the shape of a domain', () => {
  it.each([
    ['example.example', 'example.example', 'name'],
    ['Northwind.EXAMPLE', 'northwind.example', 'name'],
    ['  northwind.example  ', 'northwind.example', 'name'],
    ['northwind.example.', 'northwind.example', 'name'],
    ['northwind.example,', 'northwind.example', 'name'],
    ['"northwind.example"', 'northwind.example', 'name'],
    ['\u200bnorthwind.example\ufeff', 'northwind.example', 'name'],
    ['http://Example.COM./', 'example.com', 'url'],
    ['http://Example.COM./path', 'example.com', 'url'],
    ['https://user:secret@northwind.example:8443/a?b#c', 'northwind.example', 'url'],
    ['//northwind.example', 'northwind.example', 'url'],
    ['northwind.example/contact', 'northwind.example', 'url'],
    ['northwind.example:25', 'northwind.example', 'url'],
    ['maria@northwind.example', 'northwind.example', 'email'],
    ['mailto:maria@northwind.example?subject=a', 'northwind.example', 'email'],
    ['Maria Lopez <maria@Northwind.example>', 'northwind.example', 'email'],
    ['a-b.c0.example', 'a-b.c0.example', 'name'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example', 'name'],
    [`${label(63)}.example`, `${label(63)}.example`, 'name'],
    [octets(253), octets(253), 'name'],
  ])('%j is read as %s', (typed, name, from) => {
    expect(parseDomainShape(typed)).toEqual({ ok: true, name, needsIdna: false, from })
  })

  it.each(['bücher.example', 'почта.example', '例え。example'])('%j passes on, marked as needing IDNA', (typed) => {
    expect(parseDomainShape(typed)).toMatchObject({ ok: true, needsIdna: true })
  })

  it.each<[string, DomainRefusalCode]>([
    ['', 'domain.missing'],
    ['   ', 'domain.missing'],
    ['.', 'domain.missing'],
    ['a..b', 'domain.empty-label'],
    ['.example.example', 'domain.empty-label'],
    ['example.example..', 'domain.empty-label'],
    ['northwind', 'domain.single-label'],
    ['localhost', 'domain.single-label'],
    ['<script>', 'domain.bad-character'],
    ['<script>alert(1)</script>.example', 'domain.bad-character'],
    ['exa mple.example', 'domain.bad-character'],
    ['*.northwind.example', 'domain.bad-character'],
    ['north,wind.example', 'domain.bad-character'],
    ['a\u0000b.example', 'domain.bad-character'],
    ["'; drop table domains; --.example", 'domain.bad-character'],
    ['☃.example', 'domain.bad-character'],
    ['_dmarc.northwind.example', 'domain.underscore'],
    ['-northwind.example', 'domain.hyphen'],
    ['northwind-.example', 'domain.hyphen'],
    [`${label(64)}.example`, 'domain.label-too-long'],
    [octets(254), 'domain.too-long'],
    ['193.0.6.139', 'domain.ip-address'],
    ['http://193.0.6.139/', 'domain.ip-address'],
    ['2a02:2e0::1', 'domain.ip-address'],
    ['[2a02:2e0::1]', 'domain.ip-address'],
    ['northwind.123', 'domain.ip-address'],
    ['0x7f.1', 'domain.ip-address'],
  ])('%j is refused as %s', (typed, code) => {
    expect(parseDomainShape(typed)).toMatchObject({ ok: false, code })
  })

  it('takes no more than a moment for a long hostile text', () => {
    for (const piece of ['a.', '@', '<a', 'a/', 'http://', 'a:', ' ', '-']) {
      const started = performance.now()
      parseDomainShape(piece.repeat(20_000))
      expect(performance.now() - started).toBeLessThan(200)
    }
  })
})

describe('a subdomain', () => {
  it('ends in its parent at a label boundary', () => {
    expect(isSubdomainOf('mail.northwind.example', 'northwind.example')).toBe(true)
    expect(isSubdomainOf('notnorthwind.example', 'northwind.example')).toBe(false)
    expect(isSubdomainOf('northwind.example', 'northwind.example')).toBe(false)
    expect(isSubdomainOf('northwind.example', 'mail.northwind.example')).toBe(false)
  })
})

it.each(domainRefusalCodes)('the sentence for %s has at most twenty words a sentence', (code) => {
  for (const sentence of domainRefusalText(code, 'a..b').split(/(?<=[.?])\s+(?=[A-Z“])/u)) {
    expect(sentence.split(/\s+/u).length).toBeLessThanOrEqual(20)
  }
})

describe('a name relative to its zone', () => {
  it.each([
    ['example.com', 'example.com', '@'],
    ['mail.example.com', 'example.com', 'mail'],
    ['a.b.example.co.uk', 'example.co.uk', 'a.b'],
  ])('%s in %s is %s', (name, zone, host) => {
    expect(toRelativeName(name, zone)).toBe(host)
    expect(toZoneOf({ name, host })).toBe(zone)
  })
})
