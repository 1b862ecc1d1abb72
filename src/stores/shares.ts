import { defineStore } from 'pinia'
import { ref } from 'vue'
import { createShare, listShares, revokeShare, type Share, type SharePurpose } from '#core/contract/shares.ts'
import type { PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { onPersonChange } from './session.ts'

/** The links that this account's people gave to colleagues. The link itself is only ever in the answer to `create`. */
export const useSharesStore = defineStore('shares', () => {
  const client = useClient()
  /** Null until the list was read once. */
  const shares = ref<Share[] | null>(null)
  const problem = ref<PageProblem | null>(null)

  async function load() {
    const answer = await client.call(listShares)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) shares.value = answer.value.shares
    return answer
  }

  async function create(body: { purpose: SharePurpose; domainId: string | null; days?: number }) {
    const answer = await client.call(createShare, { body })
    if (answer.ok && shares.value !== null) {
      const { share } = answer.value
      // The live news may have brought it already.
      shares.value = [share, ...shares.value.filter(({ id }) => id !== share.id)]
    }
    return answer
  }

  async function revoke(shareId: string) {
    const answer = await client.call(revokeShare, { params: { shareId } })
    if (answer.ok) shares.value = (shares.value ?? []).map((share) => (share.id === shareId ? answer.value : share))
    return answer
  }

  function clear(): void {
    shares.value = null
    problem.value = null
  }

  onPersonChange(clear)
  const readAgain = oneAtATime(load)
  useLive().subscribe('shares', () => {
    if (shares.value !== null) readAgain()
  })

  return { shares, problem, load, create, revoke, clear }
})
