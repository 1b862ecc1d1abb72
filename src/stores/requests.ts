import { defineStore } from 'pinia'
import { ref } from 'vue'
import { getRequest, listRequests, replyToRequest, sendRequest, type NotifyRequest } from '#core/contract/requests.ts'
import type { PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { onPersonChange } from './session.ts'

/** The customer's own requests to the implementation team. */
export const useRequestsStore = defineStore('requests', () => {
  const client = useClient()
  /** Null until the list was read once. */
  const requests = ref<NotifyRequest[] | null>(null)
  const problem = ref<PageProblem | null>(null)

  const requestOf = (id: string) => requests.value?.find((request) => request.id === id) ?? null

  /** Newest word first, as the server sorts them. */
  function take(next: NotifyRequest): void {
    const others = (requests.value ?? []).filter(({ id }) => id !== next.id)
    requests.value = [next, ...others].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  }

  async function load() {
    const answer = await client.call(listRequests)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) requests.value = answer.value.requests
    return answer
  }

  async function loadOne(requestId: string) {
    const answer = await client.call(getRequest, { params: { requestId } })
    if (answer.ok) take(answer.value)
    return answer
  }

  async function send(body: { message: string; add: string[]; remove: string[]; step: string }) {
    const answer = await client.call(sendRequest, { body })
    if (answer.ok) take(answer.value)
    return answer
  }

  async function reply(requestId: string, message: string) {
    const answer = await client.call(replyToRequest, { params: { requestId }, body: { message } })
    if (answer.ok) take(answer.value)
    return answer
  }

  function clear(): void {
    requests.value = null
    problem.value = null
  }

  onPersonChange(clear)
  const readAgain = oneAtATime(load)
  useLive().subscribe('requests', () => {
    if (requests.value !== null) readAgain()
  })

  return { requests, problem, requestOf, load, loadOne, send, reply, clear }
})
