/** What the server tells open pages, as server-sent events: that something changed, never what. The page then reads anew. */
import * as z from 'zod/mini'

/**
 * `journey`: the account's set-up; `requests`: a request or the list of them; `shares`: the account's links.
 * `accountId` is empty for the holder of a shared link.
 */
export const liveTopics = ['journey', 'requests', 'shares'] as const
export const liveEventSchema = z.strictObject({ topic: z.enum(liveTopics), accountId: z.string() })
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
