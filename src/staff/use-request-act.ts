import { computed, reactive, ref, type Ref } from 'vue'
import { requestPage as words } from '#core/messages/en/staff-requests.ts'
import type { NotifyRequest } from '#core/contract/requests.ts'
import type { Answer, PageProblem } from '../api/client.ts'
import { announce } from '../components/announcer.ts'
import { useFormErrors, type FormError } from '../components/form-errors.ts'
import { useStaffRequestsStore } from '../stores/staff-requests.ts'

/**
 * One act on a request. When somebody else was quicker the newer state is read, and what was typed stays where it is:
 * the person decides again (409).
 */
export function useRequestAct(requestId: string, sending: Ref<boolean>) {
  const store = useStaffRequestsStore()
  const form = useFormErrors()
  const problem = ref<PageProblem | null>(null)
  const conflict = ref<string | null>(null)
  const done = ref<string | null>(null)

  /** True when it came through; `said` then stands beside the form. */
  async function run(call: () => Promise<Answer<NotifyRequest>>, said: string, fieldOf: (field: string) => string = (field) => field): Promise<boolean> {
    if (sending.value) return false
    sending.value = true
    form.clear()
    problem.value = null
    conflict.value = null
    done.value = null
    const answer = await call()
    if (answer.ok) {
      done.value = said
      announce(said)
    } else await explain(answer.problem, fieldOf)
    sending.value = false
    return answer.ok
  }

  async function explain(found: PageProblem, fieldOf: (field: string) => string): Promise<void> {
    if (found.code === 'conflict.changed-meanwhile' || found.code === 'request.closed') {
      conflict.value = found.code === 'request.closed' ? words.alreadyClosed : words.conflict
      await store.open(requestId)
      return
    }
    const isTheForms = form.setFromProblem(found)
    form.set(form.errors.value.map(({ field, text }) => ({ field: fieldOf(field), text })))
    problem.value = isTheForms ? null : found
  }

  function refuse(errors: FormError[]): void {
    done.value = null
    form.set(errors)
  }

  return reactive({ errors: computed(() => form.errors.value), errorOf: form.errorOf, problem, conflict, done, run, refuse })
}
export type RequestAct = ReturnType<typeof useRequestAct>
