import type { Task } from '#core/contract/task.ts'

const isOpen = ({ canOpen, state, reason }: Task) =>
  canOpen && state !== 'completed' && state !== 'not-needed' && reason !== 'spf-check.skipped'

/**
 * What the person should do next: the first open step that is theirs. A problem comes before anything else; a step that
 * waits for others is passed over, and so is the summary, which only looks back. Null when nothing is theirs.
 */
export function nextTask(tasks: readonly Task[]): Task | null {
  const open = tasks.filter((task) => isOpen(task) && task.key !== 'summary')
  const theirs = open.filter(({ whoActs }) => whoActs === 'customer')
  return theirs.find(({ state }) => state === 'problem') ?? theirs[0] ?? open.find(({ whoActs }) => whoActs === 'dns') ?? null
}
