import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Endpoint } from '#core/contract/endpoint.ts'
import * as contract from '#core/contract/journey.ts'
import type { ConnectorAnswers, DomainView, Journey, SpfAnswer } from '#core/contract/journey.ts'
import type { AskedEvent } from '#core/contract/live.ts'
import { getAccount } from '#core/contract/staff.ts'
import type { StepKey } from '#core/contract/task.ts'
import type { WatchKind, WatchView } from '#core/contract/watch.ts'
import type { Answer, CallOptions, PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'
import { withAsked } from '../api/with-asked.ts'
import { onPersonChange } from './session.ts'

/** What changed on the page without an act on it. */
export interface JourneyNews {
  before: Journey
  after: Journey
}

/**
 * The set-up as the server last told it, and one action for each act. In mirror mode staff looks at a customer's
 * journey: it is read from another place, `canAct` is false, and no act exists.
 */
export const useJourneyStore = defineStore('journey', () => {
  const client = useClient()
  const journey = ref<Journey | null>(null)
  const problem = ref<PageProblem | null>(null)
  const mirrorOf = ref<string | null>(null)
  const news = shallowRef<JourneyNews | null>(null)
  const asked = ref<Record<string, AskedEvent>>({})
  let running = 0

  const canAct = computed(() => mirrorOf.value === null)
  const tasks = computed(() => journey.value?.tasks ?? [])
  const taskOf = (key: StepKey) => tasks.value.find((task) => task.key === key) ?? null
  const domainOf = (id: string): DomainView | null => journey.value?.domains.find((domain) => domain.id === id) ?? null

  const watchOf = ({ id, watches }: DomainView, kind: WatchKind): WatchView | null =>
    withAsked(watches.find((watch) => watch.kind === kind) ?? null, asked.value[`${id} ${kind}`] ?? null)

  /** Answers can overtake one another: an older view never replaces a newer one of the same account. */
  function take(next: Journey, isNews = false): void {
    const held = journey.value?.account.id === next.account.id ? journey.value : null
    if (held !== null && held.version > next.version) return
    journey.value = next
    // What an act on this page brings about, that act tells itself.
    if (isNews && held !== null && running === 0) news.value = { before: held, after: next }
  }

  async function load(isNews = false): Promise<Answer<Journey>> {
    const accountId = mirrorOf.value
    const answer = accountId === null ? await client.call(contract.getJourney) : await loadMirror(accountId)
    if (mirrorOf.value !== accountId) return answer
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) take(answer.value, isNews)
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
    news.value = null
    asked.value = {}
  }

  async function act<Body>(endpoint: Endpoint<Body, Journey>, options: CallOptions<Body>): Promise<Answer<Journey>> {
    if (!canAct.value) throw new Error(`${endpoint.name}: staff looks on and does not act`)
    running += 1
    const answer = await client.call(endpoint, options)
    running -= 1
    if (answer.ok) take(answer.value)
    return answer
  }

  onPersonChange(clear)
  const live = useLive()
  live.subscribe('journey', (accountId) => {
    const held = journey.value
    if (held !== null && (accountId === null || accountId === held.account.id)) void load(true)
  })
  live.onAsked((event) => {
    if (event.accountId === journey.value?.account.id) asked.value = { ...asked.value, [`${event.domainId} ${event.kind}`]: event }
  })

  return {
    journey, problem, canAct, tasks, news, taskOf, domainOf, watchOf, load, open, openMirror, clear,
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
