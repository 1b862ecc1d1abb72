import { fieldTexts, fieldProblemText } from '#core/messages/en/field-problems.ts'
import { draftProblemTexts, newAccount } from '#core/messages/en/staff-new-account.ts'
import type { PageProblem } from '../api/client.ts'
import type { FormError } from '../components/form-errors.ts'
import { problemsOf, type AccountDraft, type DraftField } from './account-draft.ts'

const texts = { ...fieldTexts, ...draftProblemTexts }

/** Where a field of the draft is on the page: also what an error summary and "Change" lead to. */
export const fieldId = (field: DraftField): string => `account-${field}`

export function toFormErrors(draft: AccountDraft): FormError[] {
  return problemsOf(draft).map(({ field, code }) => ({ field: fieldId(field), text: texts[code] }))
}

const serverFields: Readonly<Record<string, DraftField>> = {
  company: 'company', code: 'code', region: 'region', platform: 'platform', domains: 'domains', dynamicAddresses: 'addressing',
  addresses: 'addresses', rfiRanges: 'ranges', 'contact.name': 'contactName', 'contact.email': 'contactEmail',
}

/** What the server could not take, at the field where it was typed; [] when the problem is not the form's. */
export function toServerErrors(problem: PageProblem): FormError[] {
  if (problem.code === 'account.code-taken') return [{ field: fieldId('code'), text: newAccount.codeTaken }]
  if (problem.code === 'person.email-taken') return [{ field: fieldId('contactEmail'), text: newAccount.emailTaken }]
  const fields = 'fields' in problem ? (problem.fields ?? []) : []
  return fields.map((field) => {
    const [first = '', second = ''] = field.field.split('.')
    const own = serverFields[`${first}.${second}`] ?? serverFields[first] ?? 'company'
    return { field: fieldId(own), text: fieldProblemText(field) }
  })
}
