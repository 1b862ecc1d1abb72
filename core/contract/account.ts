/** What an account is, seen by its customer and by staff alike. */
import * as z from 'zod/mini'
import { platformKeys } from '../catalogue/platforms.ts'
import { regionKeys } from '../catalogue/regions.ts'
import { idSchema, timeSchema } from './common.ts'

export const platformSchema = z.enum(platformKeys)
export const regionSchema = z.enum(regionKeys)

/** The pair of hosts that a connector sends to. `checked` is false where the name is only a pattern (architecture D10). */
export const smartHostPairSchema = z.strictObject({
  hosts: z.array(z.string()),
  checked: z.boolean(),
  /** True when staff entered them for this account. */
  overridden: z.boolean(),
  source: z.nullable(z.string()),
})
export type SmartHostPair = z.infer<typeof smartHostPairSchema>

export const accountSchema = z.strictObject({
  id: idSchema,
  company: z.string(),
  code: z.string(),
  region: regionSchema,
  platform: platformSchema,
  dynamicAddresses: z.boolean(),
  /** The include that this account's records must begin with; null where none is known and staff has entered none. */
  include: z.nullable(z.string()),
  /** Null where no host is known and staff has entered none. */
  smartHosts: z.strictObject({ general: z.nullable(smartHostPairSchema), office365: z.nullable(smartHostPairSchema) }),
  allowGlobalInclude: z.boolean(),
  /** What the Request for Information listed as a range: shown, never accepted (architecture D7). */
  rfiRanges: z.array(z.string()),
  createdAt: timeSchema,
})
export type Account = z.infer<typeof accountSchema>

export const outboundAddressSchema = z.strictObject({
  id: idSchema,
  address: z.string(),
  addedAt: timeSchema,
  /** When Mimecast can be expected to accept it: up to two hours after it was added. */
  activeFrom: timeSchema,
})
export type OutboundAddress = z.infer<typeof outboundAddressSchema>
