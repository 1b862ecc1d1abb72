import { describe, expect, test } from 'vitest'
import { canonicalHost, isAtOrBelow, sameHost } from '../../../core/dns/names.ts'

describe('names of hosts', () => {
  test('are the same whatever their case, with or without the dot of the root', () => {
    expect(canonicalHost('MAIL.Northwind.example.')).toBe('mail.northwind.example')
    expect(sameHost('northwind.example.', 'NORTHWIND.example')).toBe(true)
    expect(sameHost('northwind.example', 'mail.northwind.example')).toBe(false)
  })

  test.each([
    ['northwind.example', 'northwind.example', true],
    ['mail.northwind.example', 'northwind.example', true],
    ['northwind.example', '.', true],
    ['.', '.', true],
    ['.', 'northwind.example', false],
    ['notnorthwind.example', 'northwind.example', false],
    ['northwind.example', 'mail.northwind.example', false],
  ])('%s lies at or below %s: %s', (name, zone, expected) => {
    expect(isAtOrBelow(name, zone)).toBe(expected)
  })
})
