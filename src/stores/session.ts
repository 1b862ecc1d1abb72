import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Person, Session } from '#core/contract/session.ts'
import type { Answer, PageProblem } from '../api/client.ts'
import { orNull } from '../api/or-null.ts'
import { useClient, useLive } from '../api/provided.ts'

/** The contract comes beside the first page, not before it: its schemas are a sixth of what would be loaded. */
const offline = { ok: false, problem: { code: 'offline' } } as const
const loadContract = () => orNull(import('#core/contract/session.ts'))

/** Who sits in front of the page. */
export const useSessionStore = defineStore('session', () => {
  const client = useClient()
  const live = useLive()
  const session = ref<Session | null>(null)
  const problem = ref<PageProblem | null>(null)

  const person = computed(() => session.value?.person ?? null)
  const isStaff = computed(() => person.value?.role === 'staff')

  /** After signing in, which the pages in `src/session` do. */
  function become(next: Person | null): void {
    session.value = { person: next, setUpNeeded: next === null && session.value?.setUpNeeded === true }
    if (next === null) live.stop()
    else live.start()
  }

  /** Asks once; later calls use what is known. */
  async function load(): Promise<void> {
    if (session.value !== null) return
    const contract = await loadContract()
    const answer: Answer<Session> = contract === null ? offline : await client.call(contract.getSession)
    problem.value = answer.ok ? null : answer.problem
    if (!answer.ok) return
    session.value = answer.value
    if (answer.value.person !== null) live.start()
  }

  async function leave() {
    const contract = await loadContract()
    // News that came while the server ends the session would be asked for in vain.
    live.stop()
    const answer = contract === null ? offline : await client.call(contract.signOut)
    if (answer.ok) become(null)
    else live.start()
    return answer
  }

  /** The server said that nobody is signed in any more. */
  function forget(): void {
    if (person.value !== null) become(null)
  }

  return { session, person, isStaff, problem, load, become, leave, forget }
})

/** What one person saw is never shown to the next in the same tab. */
export function onPersonChange(forget: () => void): void {
  const session = useSessionStore()
  watch(() => session.person?.id, forget, { flush: 'sync' })
}
