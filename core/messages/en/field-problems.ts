/** What a form's field could not take, for every code that the server or the page can name. */
import type { FieldCode, FieldProblem } from '../../contract/common.ts'
import { addressRefusals } from './address.ts'
import { domainRefusals } from './domain.ts'
import { pageProblems } from './page-problems.ts'

export const fieldTexts = {
  'field.required': 'This is needed.',
  'field.too-long': 'This is too long. Shorten it.',
  'field.not-an-email': 'Enter an email address, such as name@company.example.',
  'field.password-too-short': 'Choose a password of at least 12 characters. Several words are good.',
  'field.not-allowed': 'This cannot be taken here. Check it for unusual characters.',
} as const satisfies Record<FieldCode, string>

/** What else a field can be refused for, beside the refusals of addresses and domains. */
const otherFieldTexts: Readonly<Record<string, string>> = {
  'domain.taken': pageProblems['domain.taken'],
  'domain.already-listed': 'This domain is in your list already.',
  'address.already-listed': 'This address is in the list already.',
  'address.not-listed': 'This address is not in the list.',
  'account.region-needed': 'The code does not say which region this is. Choose the region.',
  'account.region-contradicts': 'The code belongs to another region than the one chosen.',
  'account.code-taken': pageProblems['account.code-taken'],
  'person.email-taken': pageProblems['person.email-taken'],
}

type Sentence = (params: { understood: string }) => string
const refusals: Readonly<Record<string, Sentence>> = { ...addressRefusals, ...domainRefusals }

/** The sentence beside a field. A code that this file does not know still says that the field is the matter. */
export function fieldProblemText({ code, understood = '' }: Pick<FieldProblem, 'code' | 'understood'>): string {
  const refusal = refusals[code]
  if (refusal !== undefined) return refusal({ understood })
  const plain: Readonly<Record<string, string>> = { ...fieldTexts, ...otherFieldTexts }
  return plain[code] ?? fieldTexts['field.not-allowed']
}
