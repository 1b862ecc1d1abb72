import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Endpoint } from '#core/contract/endpoint.ts'
import * as contract from '#core/contract/journey.ts'
import type { ConnectorAnswers, DomainView, Journey, SpfAnswer } from '#core/contract/journey.ts'
import { getAccount } from '#core/contract/staff.ts'
import type { StepKey } from '#core/contract/task.ts'
import type { Answer, CallOptions, PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'
import { onPersonChange } from './session.ts'

/**
 * The set-up as the server last told it, and one action for each act. In mirror mode staff looks at a customer's
 * journey: it is read from another place, `canAct` is false, and no act exists.
 */
export const useJourneyStore = defineStore('journey', () => {
  const client = useClient()
  const journey = ref<Journey | null>(null)
  const problem = ref<PageProblem | null>(null)
  const mirrorOf = ref<string | null>(null)

  const canAct = computed(() => mirrorOf.value === null)
  const tasks = computed(() => journey.value?.tasks ?? [])
  const taskOf = (key: StepKey) => tasks.value.find((task) => task.key === key) ?? null
  const domainOf = (id: string): DomainView | null => journey.value?.domains.find((domain) => domain.id === id) ?? null

  /** Answers can overtake one another: an older view never replaces a newer one of the same account. */
  function take(next: Journey): void {
    const held = journey.value
    if (held !== null && held.account.id === next.account.id && held.version > next.version) return
    journey.value = next
  }

  async function load(): Promise<Answer<Journey>> {
    const accountId = mirrorOf.value
    const answer = accountId === null ? await client.call(contract.getJourney) : await loadMirror(accountId)
    if (mirrorOf.value !== accountId) return answer
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) take(answer.value)
    return answer
  }

  async function loadMirror(accountId: string): Promise<Answer<Journey>> {
    const answer = await client.call(getAccount, { params: { accountId } })
    return answer.ok ? { ok: true, value: answer.value.journey } : answer
  }

  /** The customer's own journey. Shows what is held, and reads anew. */
  async function open(): Promise<Answer<Journey>> {
    if (mirrorOf.value !== null) clear()
    return load()
  }

  async function openMirror(accountId: string): Promise<Answer<Journey>> {
    if (mirrorOf.value !== accountId) clear()
    mirrorOf.value = accountId
    return load()
  }

  /** Before another person or another account comes to the same tab. */
  function clear(): void {
    journey.value = null
    problem.value = null
    mirrorOf.value = null
  }

  async function act<Body>(endpoint: Endpoint<Body, Journey>, options: CallOptions<Body>): Promise<Answer<Journey>> {
    if (!canAct.value) throw new Error(`${endpoint.name}: staff looks on and does not act`)
    const answer = await client.call(endpoint, options)
    if (answer.ok) take(answer.value)
    return answer
  }

  onPersonChange(clear)
  useLive().subscribe('journey', (accountId) => {
    const held = journey.value
    if (held !== null && (accountId === null || accountId === held.account.id)) void load()
  })

  return {
    journey, problem, canAct, tasks, taskOf, domainOf, load, open, openMirror, clear,
    start: () => act(contract.startJourney, { body: {} }),
    addDomain: (name: string) => act(contract.addDomain, { body: { name } }),
    checkProof: (domainId: string) => act(contract.checkProof, { params: { domainId }, body: {} }),
    checkSpf: (domainId: string) => act(contract.checkSpf, { params: { domainId }, body: {} }),
    answerSpf: (domainId: string, body: SpfAnswer) => act(contract.answerSpf, { params: { domainId }, body }),
    markSpfPublished: (domainId: string) => act(contract.markSpfPublished, { params: { domainId }, body: {} }),
    confirmAddresses: (addresses: string[]) => act(contract.confirmAddresses, { body: { addresses } }),
    skipSpfCheck: (reason: string) => act(contract.skipSpfCheck, { body: { reason } }),
    answerConnector: (body: ConnectorAnswers) => act(contract.answerConnector, { body }),
    tickGuideStep: (step: string, done: boolean) => act(contract.tickGuideStep, { body: { step, done } }),
    confirmConnector: (note?: string) => act(contract.confirmConnector, { body: note === undefined ? {} : { note } }),
  }
})
