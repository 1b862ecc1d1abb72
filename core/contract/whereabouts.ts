/** Where a record went that is not where it should be: one cause, and what to change at the DNS host. */
import * as z from 'zod/mini'
import { causeCodes } from '../whereabouts/causes.ts'

export const whereaboutsSchema = z.strictObject({
  cause: z.enum(causeCodes),
  /** The name at which it was found, or at which something stands in its way. */
  name: z.string(),
  /** The text found there, Latin-1 octets as they came; null where the cause is about no text. */
  found: z.nullable(z.string()),
  /** What was taken out of or added to the text to make it right, in order; for the sentence. */
  params: z.record(z.string(), z.string()),
  /** What the DNS host's form should hold instead: the host relative to its zone, and the value. */
  repair: z.nullable(z.strictObject({ host: z.string(), type: z.enum(['TXT', 'CNAME']), value: z.string() })),
})
export type Whereabouts = z.infer<typeof whereaboutsSchema>
