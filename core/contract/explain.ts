/** One check explained: what was asked of whom, what each said octet by octet, and what was made of it. */
import * as z from 'zod/mini'

/** What was found about a domain's zone without judging anything. */
export const zoneFoundSchema = z.strictObject({
  zone: z.string(),
  nameServers: z.array(z.string()),
  /** Null where nobody could say. */
  mx: z.nullable(z.array(z.strictObject({ preference: z.number(), exchange: z.string() }))),
})
export type ZoneFound = z.infer<typeof zoneFoundSchema>
