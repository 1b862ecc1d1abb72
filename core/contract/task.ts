/** The tasks of the journey on the wire: their keys, their seven states (U-6), and why one is as it is. */
import * as z from 'zod/mini'

export const stepKeys = ['start', 'domains', 'addresses', 'spf-record', 'spf-check', 'connector', 'summary'] as const
export type StepKey = (typeof stepKeys)[number]

export const taskStates = [
  'not-started', 'in-progress', 'waiting-for-somebody', 'waiting-for-dns', 'problem', 'completed', 'not-needed',
] as const
export type TaskState = (typeof taskStates)[number]

/** What happens next and who acts, as a code; `core/messages/en/tasks.ts` has the sentence for each. */
export const taskReasons = [
  // start
  'start.read', 'start.done',
  // domains
  'domains.publish-code', 'domains.not-seen-yet', 'domains.wrong', 'domains.could-not-ask', 'domains.some-left',
  'domains.all-proven',
  // addresses
  'addresses.not-needed', 'addresses.dynamic', 'addresses.confirm', 'addresses.none-listed', 'addresses.asked-staff',
  'addresses.changed', 'addresses.confirmed',
  // SPF record
  'spf-record.look', 'spf-record.answer', 'spf-record.publish', 'spf-record.some-left', 'spf-record.no-include',
  'spf-record.shared', 'spf-record.published', 'spf-record.refused',
  // SPF check
  'spf-check.validate', 'spf-check.wrong', 'spf-check.could-not-ask', 'spf-check.some-left', 'spf-check.skipped', 'spf-check.valid',
  // connector
  'connector.follow', 'connector.no-hosts', 'connector.shared', 'connector.confirmed',
  // summary
  'summary.open', 'summary.done',
  // what must come first
  'needs.start', 'needs.proven-domain', 'needs.addresses', 'needs.spf-decision', 'needs.connector',
] as const
export type TaskReason = (typeof taskReasons)[number]

export const actors = ['customer', 'colleague', 'staff', 'dns', 'nobody'] as const

export const taskSchema = z.strictObject({
  key: z.enum(stepKeys),
  state: z.enum(taskStates),
  optional: z.boolean(),
  /** False when something must come first: then `reason` is one of `needs.…`. */
  canOpen: z.boolean(),
  reason: z.enum(taskReasons),
  params: z.record(z.string(), z.string()),
  whoActs: z.enum(actors),
})
export type Task = z.infer<typeof taskSchema>
