/** A watch goes on asking after a check, whether or not somebody looks, until the record is there or its time is over. */
import * as z from 'zod/mini'
import { timeSchema } from './common.ts'

/** `zone` only finds out who serves the domain. */
export const watchKinds = ['proof', 'spf', 'zone'] as const
export type WatchKind = (typeof watchKinds)[number]

export const watchViewSchema = z.strictObject({
  kind: z.enum(watchKinds),
  /** When the servers were last asked on its behalf; null before the first time. */
  askedAt: z.nullable(timeSchema),
  nextAt: timeSchema,
  endsAt: timeSchema,
})
export type WatchView = z.infer<typeof watchViewSchema>
