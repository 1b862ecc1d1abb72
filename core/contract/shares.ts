/** Links for a colleague without a login: what the sender manages, and what the holder sees and may do. */
import * as z from 'zod/mini'
import { platformSchema, regionSchema, smartHostPairSchema } from './account.ts'
import { emptySchema, idSchema, timeSchema } from './common.ts'
import { endpoint } from './endpoint.ts'
import { proofEvidenceSchema, spfEvidenceSchema } from './evidence.ts'
import { connectorAnswersSchema, zoneSeenSchema } from './journey.ts'
import { spfPlanSchema } from './spf.ts'
import { watchViewSchema } from './watch.ts'

export const sharePurposes = ['domain-proof', 'spf', 'connector'] as const
export type SharePurpose = (typeof sharePurposes)[number]

export const shareSchema = z.strictObject({
  id: idSchema,
  purpose: z.enum(sharePurposes),
  /** Null for the connector. */
  domain: z.nullable(z.strictObject({ id: idSchema, name: z.string() })),
  createdAt: timeSchema,
  createdBy: z.string(),
  expiresAt: timeSchema,
  revokedAt: z.nullable(timeSchema),
})
export type Share = z.infer<typeof shareSchema>

export const createShare = endpoint({
  name: 'createShare', method: 'POST', path: '/api/shares', access: 'customer',
  body: z.strictObject({
    purpose: z.enum(sharePurposes),
    domainId: z.nullable(idSchema),
    /** 14 unless told, 90 at most (S-21). */
    days: z.optional(z.int().check(z.minimum(1), z.maximum(90))),
  }),
  /** The only moment at which the link itself can be seen: the store has nothing but its hash. */
  answer: z.strictObject({ share: shareSchema, url: z.string() }),
})
export const listShares = endpoint({
  name: 'listShares', method: 'GET', path: '/api/shares', access: 'customer', body: null,
  answer: z.strictObject({ shares: z.array(shareSchema) }),
})
export const revokeShare = endpoint({
  name: 'revokeShare', method: 'DELETE', path: '/api/shares/:shareId', access: 'customer', body: null, answer: shareSchema,
})

/** Whose panel the record is entered in, and the looks that go on for it. */
const placeSchema = { zoneSeen: z.nullable(zoneSeenSchema), watch: z.nullable(watchViewSchema) }

/** What the holder of a link sees: least data (S-28). Exactly one of the three parts is there, by purpose. */
export const sharedViewSchema = z.strictObject({
  purpose: z.enum(sharePurposes),
  from: z.strictObject({ name: z.string(), company: z.string() }),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  proof: z.nullable(z.strictObject({
    domain: z.string(), zone: z.string(), code: z.string(), target: z.string(), evidence: z.nullable(proofEvidenceSchema), ...placeSchema,
  })),
  spf: z.nullable(z.strictObject({
    domain: z.string(), zone: z.string(), region: regionSchema, include: z.string(), evidence: z.nullable(spfEvidenceSchema),
    plan: z.nullable(spfPlanSchema), ...placeSchema,
  })),
  connector: z.nullable(z.strictObject({
    platform: platformSchema, region: regionSchema, dynamicAddresses: z.boolean(), answers: connectorAnswersSchema,
    domains: z.array(z.string()),
    smartHosts: z.strictObject({ general: z.nullable(smartHostPairSchema), office365: z.nullable(smartHostPairSchema) }),
  })),
})
export type SharedView = z.infer<typeof sharedViewSchema>

/** The token travels as `Authorization: Bearer <token>`: never in a path that a log would hold. */
export const getShared = endpoint({
  name: 'getShared', method: 'GET', path: '/api/shared', access: 'share-link', body: null, answer: sharedViewSchema,
})
/** At most once a minute and link (S-45): sooner answers `request.too-many` with the seconds to wait. */
export const checkShared = endpoint({
  name: 'checkShared', method: 'POST', path: '/api/shared/check', access: 'share-link', body: emptySchema, answer: sharedViewSchema,
})
