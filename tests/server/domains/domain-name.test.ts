import { describe, expect, it } from 'vitest'
import { parseDomainName, toZone } from '../../../server/domains/domain-name.ts'

describe('a domain as an account may have it', () => {
  it.each([
    ['http://Example.COM./', { name: 'example.com', display: 'example.com', registrable: 'example.com', isSubdomain: false, from: 'url' }],
    ['bücher.example', { name: 'xn--bcher-kva.example', display: 'bücher.example', isSubdomain: false }],
    ['BÜCHER.example.', { name: 'xn--bcher-kva.example' }],
    ['bu\u0308cher.example', { name: 'xn--bcher-kva.example' }],
    ['xn--bcher-kva.example', { name: 'xn--bcher-kva.example', display: 'bücher.example' }],
    ['例え。example', { name: 'xn--r8jz45g.example' }],
    ['mail.northwind.example', { registrable: 'northwind.example', isSubdomain: true }],
    ['mail.northwind.co.uk', { registrable: 'northwind.co.uk', isSubdomain: true }],
    ['northwind.co.uk', { registrable: 'northwind.co.uk', isSubdomain: false }],
    ['northwind.github.io', { registrable: 'northwind.github.io', isSubdomain: false }],
    ['maria@northwind.example', { name: 'northwind.example', from: 'email' }],
  ])('%j is taken', (typed, expected) => {
    expect(parseDomainName(typed)).toMatchObject({ ok: true, ...expected })
  })

  it.each([
    ['co.uk', 'domain.public-suffix'],
    ['com.', 'domain.single-label'],
    ['github.io', 'domain.private-suffix'],
    ['a..b', 'domain.empty-label'],
    [`${'a'.repeat(49)}.`.repeat(5) + 'aaaa', 'domain.too-long'],
    [`${'ü'.repeat(63)}.example`, 'domain.label-too-long'],
    ['ü/x.com', 'domain.bad-character'],
    ['１.２.３.４', 'domain.not-idna'],
    ['\u0301a.example', 'domain.not-idna'],
    ['exa mple.example', 'domain.bad-character'],
    ['<script>', 'domain.bad-character'],
    ['193.0.6.139', 'domain.ip-address'],
  ])('%j is refused as %s', (typed, code) => {
    expect(parseDomainName(typed)).toMatchObject({ ok: false, code })
  })

  it('says what it understood in the form that people write', () => {
    expect(parseDomainName('CO.UK')).toEqual({ ok: false, code: 'domain.public-suffix', understood: 'co.uk' })
  })
})

describe('the zone of a name', () => {
  it.each([
    ['mail.northwind.example', 'northwind.example'],
    ['a.b.northwind.co.uk', 'northwind.co.uk'],
    ['northwind.example', 'northwind.example'],
  ])('%s is edited in %s', (name, zone) => {
    expect(toZone(name)).toBe(zone)
  })
})
