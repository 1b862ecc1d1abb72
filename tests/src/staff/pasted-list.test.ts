import { describe, expect, it } from 'vitest'
import { parseAddresses, parseDomains, parseLines, replaceDomain, withoutWww } from '../../../src/staff/pasted-list.ts'

describe('a list of domains that was pasted', () => {
  it('is read entry by entry, whatever stands between them', () => {
    const { taken } = parseDomains('Northwind.example, http://mail.northwind.example/owa\nMaria <maria@sub.northwind.example>;other.example third.example')
    expect(taken).toEqual([
      { name: 'northwind.example', from: 'name' },
      { name: 'mail.northwind.example', from: 'url' },
      { name: 'sub.northwind.example', from: 'email' },
      { name: 'other.example', from: 'name' },
      { name: 'third.example', from: 'name' },
    ])
  })

  it('keeps what cannot be taken, with the reason and what was typed', () => {
    const { taken, refused } = parseDomains('good.example\na..b\n<script>')
    expect(taken).toHaveLength(1)
    expect(refused).toEqual([
      { typed: 'a..b', code: 'domain.empty-label', understood: 'a..b' },
      { typed: '<script>', code: 'domain.bad-character', understood: '<script>' },
    ])
  })

  it('counts what was said twice and takes it once', () => {
    expect(parseDomains('good.example\nGOOD.example.')).toMatchObject({ taken: [{ name: 'good.example' }], repeated: 1 })
  })
})

describe('the name of a web server', () => {
  it('is asked about, and replaced where it was typed', () => {
    expect(withoutWww('www.states.example')).toBe('states.example')
    expect(withoutWww('www.example')).toBeNull()
    expect(withoutWww('states.example')).toBeNull()
    expect(replaceDomain('one.example\nhttps://www.states.example/a?b, two.example', 'www.states.example', 'states.example')).toBe('one.example\nstates.example, two.example')
  })
})

describe('a list of addresses that was pasted', () => {
  it('is read line by line, in canonical form', () => {
    expect(parseAddresses('193.0.6.139\n199.43.135.53, 193.0.6.139')).toEqual({
      taken: ['193.0.6.139', '199.43.135.53'], refused: [], repeated: 1,
    })
  })

  it('refuses networks and private addresses, each with its own code', () => {
    expect(parseAddresses('193.0.6.0/24\n10.0.0.1').refused.map(({ code }) => code)).toEqual(['address.network', 'address.private'])
  })
})

it('notes are split by line only', () => {
  expect(parseLines(' 193.0.6.0/24, office\n\n199.43.135.0 - 199.43.135.20 ')).toEqual(['193.0.6.0/24, office', '199.43.135.0 - 199.43.135.20'])
})
