import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Endpoint } from '#core/contract/endpoint.ts'
import * as contract from '#core/contract/requests.ts'
import type { NotifyRequest } from '#core/contract/requests.ts'
import type { CallOptions, PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { onPersonChange } from './session.ts'

/** Every customer's requests, for the implementation team, and the one that is open. */
export const useStaffRequestsStore = defineStore('staff-requests', () => {
  const client = useClient()
  /** Null until the list was read once. */
  const requests = ref<NotifyRequest[] | null>(null)
  const listProblem = ref<PageProblem | null>(null)
  const request = ref<NotifyRequest | null>(null)
  const problem = ref<PageProblem | null>(null)
  let wanted: string | null = null

  async function load() {
    const answer = await client.call(contract.listAllRequests)
    listProblem.value = answer.ok ? null : answer.problem
    if (answer.ok) requests.value = answer.value.requests
    return answer
  }

  /** Answers can overtake one another: fewer events are an older view. */
  function take(next: NotifyRequest): void {
    const held = request.value
    if (held === null || held.id !== next.id || next.events.length >= held.events.length) request.value = next
  }

  async function open(requestId: string) {
    wanted = requestId
    if (request.value?.id !== requestId) request.value = null
    const answer = await client.call(contract.getStaffRequest, { params: { requestId } })
    if (wanted !== requestId) return answer
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) take(answer.value)
    return answer
  }

  async function act<Body>(requestId: string, endpoint: Endpoint<Body, NotifyRequest>, body: Body) {
    const options: CallOptions<Body> = { params: { requestId }, body }
    const answer = await client.call(endpoint, options)
    if (answer.ok && wanted === requestId) take(answer.value)
    return answer
  }

  /** Before another person comes to the same tab. */
  function clear(): void {
    requests.value = null
    request.value = null
    listProblem.value = null
    problem.value = null
    wanted = null
  }

  onPersonChange(clear)
  const readListAgain = oneAtATime(load)
  const readAgain = oneAtATime(async () => {
    if (wanted !== null) await open(wanted)
  })
  useLive().subscribe('requests', (accountId) => {
    if (requests.value !== null) readListAgain()
    const held = request.value
    if (held !== null && (accountId === null || accountId === held.account.id)) readAgain()
  })

  return {
    requests, listProblem, request, problem, load, open, clear,
    markSeen: (requestId: string) => act(requestId, contract.markRequestSeen, {}),
    answer: (requestId: string, message: string) => act(requestId, contract.answerRequest, { message }),
    changeAddresses: (requestId: string, body: { add: string[]; remove: string[] }) =>
      act(requestId, contract.changeAddressesForRequest, body),
    close: (requestId: string, message: string) => act(requestId, contract.closeRequest, { message }),
  }
})
