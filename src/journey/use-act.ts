import { reactive, ref } from 'vue'
import type { Answer, PageProblem } from '../api/client.ts'

/** One act of the page: whether it runs, and what went wrong the last time. A second press while it runs does nothing. */
export function useAct() {
  const isBusy = ref(false)
  const problem = ref<PageProblem | null>(null)

  /** True when it came through. */
  async function run(call: () => Promise<Answer<unknown>>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    problem.value = null
    const answer = await call()
    isBusy.value = false
    if (!answer.ok) problem.value = answer.problem
    return answer.ok
  }

  return reactive({ isBusy, problem, run })
}
