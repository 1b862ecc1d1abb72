import { computed, reactive, ref } from 'vue'
import { accountPage } from '#core/messages/en/staff-account.ts'
import type { PageProblem } from '../api/client.ts'
import { announce } from '../components/announcer.ts'
import { useFormErrors, type FormError } from '../components/form-errors.ts'
import type { Answer } from '../api/client.ts'

/**
 * One form of an account's page: sends, keeps what was typed when it did not work, and says lastingly when it did (U-19).
 * `fieldOf` says at which control of the page a field of the contract stands.
 */
export function useAccountChange(fieldOf: (field: string) => string) {
  const form = useFormErrors()
  const isBusy = ref(false)
  const problem = ref<PageProblem | null>(null)
  const savedAt = ref<string | null>(null)

  /** True when it came through. */
  async function send(call: () => Promise<Answer<unknown>>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    problem.value = null
    savedAt.value = null
    const answer = await call()
    isBusy.value = false
    form.clear()
    if (!answer.ok) {
      const isTheForms = form.setFromProblem(answer.problem)
      form.set(form.errors.value.map(({ field, text }) => ({ field: fieldOf(field), text })))
      problem.value = isTheForms ? null : answer.problem
      return false
    }
    savedAt.value = new Date().toISOString()
    announce(accountPage.saved)
    return true
  }

  function refuse(errors: FormError[]): void {
    form.set(errors)
  }

  return reactive({ errors: computed(() => form.errors.value), errorOf: form.errorOf, isBusy, problem, savedAt, send, refuse })
}
export type AccountChange = ReturnType<typeof useAccountChange>
