import { oneTimeLinkWords as words } from '#core/messages/en/session.ts'
import type { FormError } from '../components/form-errors.ts'

const shortestPassword = 12

/** What the page can see by itself; the server says the same and more. */
export function missingIn(entered: { name: string; email: string; password: string }): FormError[] {
  const fields = (['name', 'email', 'password'] as const).filter((field) => entered[field].trim() === '')
  const missing: FormError[] = fields.map((field) => ({ field, text: words.required[field] }))
  const isShort = entered.password.trim() !== '' && entered.password.length < shortestPassword
  return isShort ? [...missing, { field: 'password', text: words.tooShort }] : missing
}
