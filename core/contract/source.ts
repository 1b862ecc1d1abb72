/** Who was asked about one name, what each said, and what that means: `core/dns/source.ts` as plain JSON. */
import * as z from 'zod/mini'
import { noZoneReasons, propagationStates, serverRoles, serverStates } from '../dns/source.ts'
import { timeSchema } from './common.ts'

export const serverViewSchema = z.strictObject({
  role: z.enum(serverRoles),
  /** The name server's name; null for a resolver. */
  host: z.nullable(z.string()),
  /** `address:port`. */
  server: z.nullable(z.string()),
  state: z.enum(serverStates),
  /** `DnsOutcome['kind']`; null where nothing was dialled. */
  outcome: z.nullable(z.string()),
  /** The records as text, Latin-1 octets as they came. */
  found: z.array(z.string()),
  /** How many records more came, since there was too much of them to keep. */
  leftOut: z.optional(z.number()),
  /** Of the answer, or of "there is none": how long it may be remembered. */
  ttlSeconds: z.nullable(z.number()),
  serial: z.nullable(z.number()),
  ms: z.nullable(z.number()),
})
export type ServerView = z.infer<typeof serverViewSchema>

/** As in `ZoneCut`. */
export const zoneDiffersSchema = z.strictObject({ onlyAtParent: z.array(z.string()), onlyAtChild: z.array(z.string()) })
export type ZoneDiffers = z.infer<typeof zoneDiffersSchema>

export const sourceViewSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  /** The zone that holds the name; null when its servers could not be found, for the reason beside it. */
  zone: z.nullable(z.string()),
  noZone: z.nullable(z.enum(noZoneReasons)),
  /** The zone's name servers as its parent and it itself name them. */
  nameServers: z.array(z.string()),
  differs: z.optional(zoneDiffersSchema),
  state: z.enum(propagationStates),
  /** Whose answers were counted. */
  by: z.enum(serverRoles),
  /** From when on every resolver that was asked has forgotten what was there before. */
  cachesUntil: z.nullable(timeSchema),
  servers: z.array(serverViewSchema),
})
export type SourceView = z.infer<typeof sourceViewSchema>
