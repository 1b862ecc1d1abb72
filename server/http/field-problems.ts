import type * as z from 'zod/mini'
import type { FieldCode, FieldProblem } from '#core/contract/common.ts'

type Issue = z.core.$ZodIssue

/** What a schema objects to, as codes that the page has sentences for. Each field is named once. */
export function toFieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const problems = new Map<string, FieldProblem>()
  for (const issue of issues) {
    for (const field of fieldsOf(issue)) {
      if (!problems.has(field)) problems.set(field, { field, code: codeOf(issue, field) })
    }
  }
  return [...problems.values()]
}

function fieldsOf(issue: Issue): string[] {
  const path = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys') return [path.join('.')]
  return issue.keys.map((key) => [...path, key].join('.'))
}

function codeOf(issue: Issue, field: string): FieldCode {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'field.required' : 'field.not-allowed'
    case 'too_small':
      if (isPassword(field) && issue.minimum > 1) return 'field.password-too-short'
      return issue.origin === 'string' || issue.origin === 'array' ? 'field.required' : 'field.not-allowed'
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'field.too-long' : 'field.not-allowed'
    case 'invalid_format':
      return issue.format === 'email' ? 'field.not-an-email' : 'field.not-allowed'
    default:
      return 'field.not-allowed'
  }
}

const isPassword = (field: string): boolean => field.split('.').at(-1) === 'password'
