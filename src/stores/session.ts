import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { getSession, redeemLink, signIn, signOut, type Person, type Session } from '#core/contract/session.ts'
import type { PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'

/** Who sits in front of the page. */
export const useSessionStore = defineStore('session', () => {
  const client = useClient()
  const live = useLive()
  const session = ref<Session | null>(null)
  const problem = ref<PageProblem | null>(null)

  const person = computed(() => session.value?.person ?? null)
  const isStaff = computed(() => person.value?.role === 'staff')

  function become(next: Person | null): void {
    session.value = { person: next, setUpNeeded: next === null && session.value?.setUpNeeded === true }
    if (next === null) live.stop()
    else live.start()
  }

  /** Asks once; later calls use what is known. */
  async function load(): Promise<void> {
    if (session.value !== null) return
    const answer = await client.call(getSession)
    problem.value = answer.ok ? null : answer.problem
    if (!answer.ok) return
    session.value = answer.value
    if (answer.value.person !== null) live.start()
  }

  async function enter(body: { email: string; password: string }) {
    const answer = await client.call(signIn, { body })
    if (answer.ok) become(answer.value)
    return answer
  }

  async function redeem(body: { token: string; name: string; email: string; password: string }) {
    const answer = await client.call(redeemLink, { body })
    if (answer.ok) become(answer.value)
    return answer
  }

  async function leave() {
    const answer = await client.call(signOut)
    if (answer.ok) become(null)
    return answer
  }

  /** The server said that nobody is signed in any more. */
  function forget(): void {
    if (person.value !== null) become(null)
  }

  return { session, person, isStaff, problem, load, enter, redeem, leave, forget }
})
