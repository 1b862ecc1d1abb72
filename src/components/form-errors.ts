import { computed, ref } from 'vue'
import { fieldProblemText } from '#core/messages/en/field-problems.ts'
import type { PageProblem } from '../api/client.ts'

export interface FormError {
  /** The field's id: the summary's link leads there. */
  field: string
  text: string
}

/** What a form could not take: the same words in the summary and beside the field (U-14, U-15). */
export function useFormErrors() {
  const errors = ref<FormError[]>([])
  const hasErrors = computed(() => errors.value.length > 0)
  /** A field of several lines can have several. */
  const errorOf = (field: string): string | undefined => {
    const texts = errors.value.filter((error) => error.field === field).map(({ text }) => text)
    return texts.length > 0 ? texts.join(' ') : undefined
  }

  /** True when the server named fields; otherwise the problem is not the form's. */
  function setFromProblem(problem: PageProblem): boolean {
    const fields = 'fields' in problem ? (problem.fields ?? []) : []
    errors.value = fields.map((field) => ({ field: field.field, text: fieldProblemText(field) }))
    return fields.length > 0
  }

  return {
    errors, hasErrors, errorOf, setFromProblem,
    set: (next: FormError[]) => {
      errors.value = next
    },
    clear: () => {
      errors.value = []
    },
  }
}
