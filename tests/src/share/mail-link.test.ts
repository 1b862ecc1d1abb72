import { expect, it } from 'vitest'
import { toMailLink } from '../../../src/share/mail-link.ts'

it('a mail link carries line breaks and special characters whole', () => {
  const link = new URL(toMailLink({ subject: 'A & B', body: 'One\nTwo #3 ü' }))
  expect(link.searchParams.get('subject')).toBe('A & B')
  expect(link.searchParams.get('body')).toBe('One\r\nTwo #3 ü')
})
