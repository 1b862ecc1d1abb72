/**
 * What the server tells open pages, as server-sent events: that something changed, never what. The page then reads anew.
 * Only a watch that asked again and found nothing new says when, so that nobody has to read anew for a time of day.
 */
import * as z from 'zod/mini'
import { idSchema, timeSchema } from './common.ts'
import { watchKinds } from './watch.ts'

/**
 * `journey`: the account's set-up; `requests`: a request or the list of them; `shares`: the account's links.
 * `accountId` is empty for the holder of a shared link.
 */
export const liveTopics = ['journey', 'requests', 'shares'] as const
const changedSchema = z.strictObject({ topic: z.enum(liveTopics), accountId: z.string() })
/** A watch asked again and all is as it was. */
const askedSchema = z.strictObject({
  topic: z.literal('asked'), accountId: z.string(), domainId: idSchema, kind: z.enum(watchKinds), askedAt: timeSchema, nextAt: timeSchema,
})
export type AskedEvent = z.infer<typeof askedSchema>
export const liveEventSchema = z.union([changedSchema, askedSchema])
export type LiveEvent = z.infer<typeof liveEventSchema>

/** One stream per tab, for signed-in people: a customer hears of the own account, staff of all. */
export const liveEventsPath = '/api/events'
/** The same for the holder of a shared link; ends when the link does (S-26). */
export const sharedLiveEventsPath = '/api/shared/events'

/** Null for what is no event of ours, such as a comment or a proxy's own text. */
export function parseLiveEvent(data: unknown): LiveEvent | null {
  if (typeof data !== 'string' || !data.startsWith('{')) return null
  try {
    const parsed = liveEventSchema.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
