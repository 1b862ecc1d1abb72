/** The start page of a customer: the list of steps, what is next, and what happened so far. */
import type { Task } from '../../contract/task.ts'

export const journeyHome = {
  title: 'Your set-up',
  lead: 'From here your outbound email comes to flow through Mimecast. You can stop at any time and go on later.',
  next: 'What is next',
  goOn: (step: string) => `Go on with “${step}”`,
  allDone: 'Everything is set up. The summary shows what was checked, and when.',
  waiting: 'Nothing is left for you at this moment. This page changes by itself when somebody else is done.',
  openSummary: 'Open the summary',
  stepsTitle: 'Steps',
  historyTitle: 'What happened so far',
  historyNone: 'Nothing yet. Every decision, and every change that a check finds, will be listed here.',
  showAll: (count: number) => `Show all ${String(count)} entries`,
} as const

/** Whose turn it is, as a sentence. */
export const nextActor = {
  customer: 'It is your turn.',
  colleague: 'It is your colleague’s turn.',
  staff: 'It is the implementation team’s turn.',
  dns: 'It is DNS’s turn: a published record needs time until everybody sees it.',
  nobody: 'Nobody has anything to do.',
} as const satisfies Record<Task['whoActs'], string>
