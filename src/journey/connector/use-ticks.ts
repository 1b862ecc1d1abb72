import { computed, reactive, ref } from 'vue'
import type { PageProblem } from '../../api/client.ts'
import { useJourneyStore } from '../../stores/journey.ts'

/** Ticks show at once and are kept by the server; one that could not be kept goes back, with the reason. */
export function useTicks() {
  const store = useJourneyStore()
  const pending = ref<Record<string, boolean>>({})
  const problem = ref<PageProblem | null>(null)

  const ticks = computed(() => {
    const shown = new Set(store.journey?.connector.ticks ?? [])
    for (const [step, done] of Object.entries(pending.value)) {
      if (done) shown.add(step)
      else shown.delete(step)
    }
    return [...shown]
  })

  async function tick(step: string, done: boolean): Promise<void> {
    pending.value = { ...pending.value, [step]: done }
    problem.value = null
    const answer = await store.tickGuideStep(step, done)
    const { [step]: _kept, ...others } = pending.value
    pending.value = others
    if (!answer.ok) problem.value = answer.problem
  }

  return reactive({ ticks, problem, tick })
}
