import { computed, ref, watch } from 'vue'
import type { ProblemCode } from '#core/contract/common.ts'
import type { AskedEvent } from '#core/contract/live.ts'
import { checkShared, getShared, type SharedView } from '#core/contract/shares.ts'
import type { Answer, PageProblem } from '../api/client.ts'
import { followShared } from '../api/shared-live.ts'
import { useClient } from '../api/provided.ts'
import { withAsked } from '../api/with-asked.ts'
import { useCountdown } from '../components/use-countdown.ts'
import { useIsSeen } from '../components/use-is-seen.ts'
import { isSameState } from './shared-state.ts'

/** However the server words it, the visitor learns only that the link does not work (U-40). */
const unusableCodes: readonly (ProblemCode | 'offline' | 'unexpected-answer')[] = [
  'not-found', 'link.unusable', 'session.none', 'access.forbidden', 'request.malformed', 'request.invalid',
]

/** What the holder of a link sees. The token is sent as Bearer only; opening reads and never asks DNS (architecture D11). */
export function useSharedLink(token: string) {
  const client = useClient()
  const state = ref<'loading' | 'ready' | 'unusable' | 'unreachable'>('loading')
  const view = ref<SharedView | null>(null)
  const isChecking = ref(false)
  /** Grows when the page changed without the visitor doing anything. */
  const changes = ref(0)
  const problem = ref<PageProblem | null>(null)
  const wait = useCountdown()
  const isSeen = useIsSeen()
  const asked = ref<AskedEvent | null>(null)
  /** The looks that go on, if any do. */
  const going = computed(() => withAsked((view.value?.proof ?? view.value?.spf)?.watch ?? null, asked.value))

  function take(answer: Answer<SharedView>): void {
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) {
      view.value = answer.value
      state.value = 'ready'
    } else if (unusableCodes.includes(answer.problem.code)) {
      view.value = null
      state.value = 'unusable'
    } else if (view.value === null) state.value = 'unreachable'
  }

  async function read(): Promise<void> {
    take(await client.call(getShared, { bearer: token }))
  }

  async function readAfterChange(): Promise<void> {
    const answer = await client.call(getShared, { bearer: token })
    const before = view.value
    take(answer)
    if (before !== null && view.value !== null && !isSameState(before, view.value) && !isChecking.value) changes.value += 1
  }

  /** Resolves with what became of it: the page says so at every press (U-18). */
  async function check(): Promise<'checked' | 'wait' | 'failed'> {
    if (isChecking.value || wait.seconds.value > 0) return 'wait'
    isChecking.value = true
    const answer = await client.call(checkShared, { bearer: token, body: {} })
    isChecking.value = false
    if (!answer.ok && answer.problem.code === 'request.too-many') {
      wait.start('retryAfterSeconds' in answer.problem ? (answer.problem.retryAfterSeconds ?? 60) : 60)
      return 'wait'
    }
    take(answer)
    return answer.ok ? 'checked' : 'failed'
  }

  void read()
  // A stream says that somebody looks. What a hidden tab misses is read when it is seen again.
  watch(
    () => isSeen.value && state.value !== 'unusable',
    (isFollowed, _, onCleanup) => {
      if (isFollowed) onCleanup(followShared(client, token, { onChange: () => void readAfterChange(), onAsked: (event) => (asked.value = event) }))
    },
    { immediate: true },
  )
  watch(isSeen, (is) => {
    if (is) void readAfterChange()
  })

  return { state, view, going, problem, isChecking, changes, waitSeconds: computed(() => wait.seconds.value), read, check }
}
