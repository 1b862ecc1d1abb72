import { expect, it } from 'vitest'
import { expression, prompt, toCommand, toQuoted } from '#core/guides/powershell.ts'

it('writes strings in quotes, lists with commas, booleans and numbers as the shell knows them', () => {
  expect(toCommand('Set-Thing', { Identity: 'Mimecast Outbound', Hosts: ['a.example', 'b.example'], Enabled: false, Port: 587, Who: expression('$user') })).toBe(
    "Set-Thing -Identity 'Mimecast Outbound' -Hosts 'a.example','b.example' -Enabled $false -Port 587 -Who $user",
  )
  expect(toCommand('Test-Thing', { Name: prompt('Name of the old one') })).toBe("Test-Thing -Name (Read-Host 'Name of the old one')")
})

it.each(["a'; Remove-Item *", 'a‘b', 'a’b', 'a‛b', 'a"b', 'a`b', 'a$b', 'a(b)', 'a|b', 'a&b', 'a\nb', 'a\u0000b', '', 'é', 'x'.repeat(301)])(
  '%j never enters a command',
  (text) => {
    expect(() => toQuoted(text)).toThrow(RangeError)
  },
)
