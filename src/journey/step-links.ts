import { inject, type InjectionKey } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { StepKey, Task } from '#core/contract/task.ts'

/** Where a step's page is. Staff's mirror provides another place; the customer's own is the default. */
export type StepLink = (step: StepKey) => RouteLocationRaw
export const stepLinkKey: InjectionKey<StepLink> = Symbol('step link')
export const toOwnStep: StepLink = (step) => ({ name: step })
export const useStepLink = (): StepLink => inject(stepLinkKey, toOwnStep)

/** Back and Continue pass over what the platform makes needless; the list still leads there. */
export function neighbours(tasks: readonly Task[], step: StepKey): { before: Task | null; after: Task | null } {
  const place = tasks.findIndex((task) => task.key === step)
  const isWalked = (task: Task) => task.state !== 'not-needed'
  return {
    before: tasks.slice(0, Math.max(place, 0)).findLast(isWalked) ?? null,
    after: tasks.slice(place + 1).find(isWalked) ?? null,
  }
}
