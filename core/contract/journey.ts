/** The customer's set-up as one view, and every act by which it goes on. Opening it asks nothing of DNS (architecture D11). */
import * as z from 'zod/mini'
import { accountSchema, outboundAddressSchema } from './account.ts'
import { emptySchema, idSchema, lineSchema, textSchema, timeSchema } from './common.ts'
import { endpoint } from './endpoint.ts'
import { proofEvidenceSchema, spfEvidenceSchema } from './evidence.ts'
import { spfPlanSchema } from './spf.ts'
import { taskSchema } from './task.ts'
import { watchViewSchema } from './watch.ts'

/** Who did something, and when. */
export const doneSchema = z.strictObject({ at: timeSchema, by: z.string() })
export type Done = z.infer<typeof doneSchema>

export const mailPaths = ['only-mimecast', 'others-too'] as const
export const spfEndings = ['~all', '-all'] as const
/** The customer's answers that decide the record to publish. */
export const spfAnswerSchema = z.strictObject({
  mailPaths: z.enum(mailPaths),
  /** Only where two records end differently and the plan asked. */
  ending: z.optional(z.enum(spfEndings)),
})
export type SpfAnswer = z.infer<typeof spfAnswerSchema>

/** A zone as it was last found in DNS, with the name servers that tell who runs it. */
export const zoneSeenSchema = z.strictObject({ name: z.string(), nameServers: z.array(z.string()), at: timeSchema })
export type ZoneSeen = z.infer<typeof zoneSeenSchema>

export const domainViewSchema = z.strictObject({
  id: idSchema,
  /** A-label form, as DNS knows it. */
  name: z.string(),
  /** As people write it. */
  display: z.string(),
  isPrimary: z.boolean(),
  /** The registered domain at or above it: hosts in a DNS form are relative to it, unless a subdomain has its own zone. */
  zone: z.string(),
  /** Null before anybody looked. */
  zoneSeen: z.nullable(zoneSeenSchema),
  /** What goes on being asked after a check that did not find everything right. */
  watches: z.array(watchViewSchema),
  proof: z.strictObject({
    /** Null where a proven parent domain makes a proof of its own unnecessary. */
    code: z.nullable(z.string()),
    /** The proven domain of this account above this one. */
    provenBy: z.nullable(z.string()),
    /** The CNAME's target. */
    target: z.string(),
    /** When it was first seen proven. */
    provenAt: z.nullable(timeSchema),
    evidence: z.nullable(proofEvidenceSchema),
  }),
  spf: z.strictObject({
    evidence: z.nullable(spfEvidenceSchema),
    answer: z.nullable(spfAnswerSchema),
    /** Made from the last evidence and the answer; null until both are there, or where DNS could not be asked. */
    plan: z.nullable(spfPlanSchema),
    /** "I have published it", and the records that the last look before had found. */
    published: z.nullable(z.extend(doneSchema, { found: z.optional(z.array(z.string())) })),
    shared: z.nullable(doneSchema),
    /** The last check that found it right, if nothing later says otherwise. */
    validAt: z.nullable(timeSchema),
  }),
})
export type DomainView = z.infer<typeof domainViewSchema>

export const exchangeVersions = ['2010', '2013', '2016', '2019', 'se'] as const
/** Which way the mail of cloud mailboxes leaves in a hybrid. */
export const hybridPaths = ['own-servers', 'microsoft-365', 'both'] as const
export const connectorAnswersSchema = z.strictObject({
  exchangeVersion: z.optional(z.enum(exchangeVersions)),
  hybridPath: z.optional(z.enum(hybridPaths)),
  /** The Microsoft 365 tenant's own domain, `something.onmicrosoft.com`. */
  tenantDomain: z.optional(z.string().check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^[a-z0-9-]{1,63}\.onmicrosoft\.(?:com|de|us|cn)$/))),
})
export type ConnectorAnswers = z.infer<typeof connectorAnswersSchema>

/** One line of the account's history, as code and parameters; the sentence is in `core/messages/en/history.ts`. */
export const historyKinds = [
  'started', 'domain-added', 'domain-proven', 'addresses-confirmed', 'addresses-changed', 'spf-answered', 'spf-published',
  'spf-valid', 'spf-no-longer-valid', 'step-skipped', 'connector-answered', 'connector-confirmed', 'share-created',
  'share-revoked', 'request-sent', 'staff-changed-account',
] as const
export const historyEntrySchema = z.strictObject({
  at: timeSchema, by: z.nullable(z.string()), kind: z.enum(historyKinds), params: z.record(z.string(), z.string()),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

export const journeySchema = z.strictObject({
  account: accountSchema,
  /** Grows with every change; the page uses it to know whether it is up to date. */
  version: z.number(),
  tasks: z.array(taskSchema),
  domains: z.array(domainViewSchema),
  addresses: z.array(outboundAddressSchema),
  /** Null as soon as the list differs from the one that was confirmed. */
  addressesConfirmed: z.nullable(doneSchema),
  started: z.nullable(doneSchema),
  spfCheckSkipped: z.nullable(z.strictObject({ at: timeSchema, by: z.string(), reason: z.string() })),
  connector: z.strictObject({
    answers: connectorAnswersSchema,
    /** Ids of the guide's steps that are ticked. */
    ticks: z.array(z.string()),
    confirmed: z.nullable(doneSchema),
  }),
  history: z.array(historyEntrySchema),
})
export type Journey = z.infer<typeof journeySchema>

const act = <Body>(name: string, path: string, body: z.ZodMiniType<Body> | null) =>
  endpoint({ name, method: 'POST', path, access: 'customer', body, answer: journeySchema })

export const getJourney = endpoint({
  name: 'getJourney', method: 'GET', path: '/api/journey', access: 'customer', body: null, answer: journeySchema,
})
export const startJourney = act('startJourney', '/api/journey/start', emptySchema)
export const addDomain = act('addDomain', '/api/domains', z.strictObject({ name: z.string().check(z.maxLength(1000)) }))
/** Looks for the code in all three places, at this moment. */
export const checkProof = act('checkProof', '/api/domains/:domainId/proof-check', emptySchema)
/** The live TXT look-up: what is there now, whether it is right, and what to publish. */
export const checkSpf = act('checkSpf', '/api/domains/:domainId/spf-check', emptySchema)
export const answerSpf = act('answerSpf', '/api/domains/:domainId/spf-answer', spfAnswerSchema)
export const markSpfPublished = act('markSpfPublished', '/api/domains/:domainId/spf-published', emptySchema)
/** The addresses that the page showed: refused with `conflict.changed-meanwhile` when they are no longer the list. */
export const confirmAddresses = act('confirmAddresses', '/api/addresses/confirm', z.strictObject({ addresses: z.array(z.string()).check(z.maxLength(500)) }))
export const skipSpfCheck = act('skipSpfCheck', '/api/journey/skip-spf-check', z.strictObject({ reason: lineSchema(500) }))
export const answerConnector = act('answerConnector', '/api/connector/answers', connectorAnswersSchema)
export const tickGuideStep = act('tickGuideStep', '/api/connector/tick', z.strictObject({ step: lineSchema(100), done: z.boolean() }))
export const confirmConnector = act('confirmConnector', '/api/connector/confirm', z.strictObject({ note: z.optional(textSchema(500)) }))

/** The address that this browser's request came from, as the server sees it behind its trusted proxies. */
export const getSeenAddress = endpoint({
  name: 'getSeenAddress', method: 'GET', path: '/api/seen-address', access: 'person', body: null,
  answer: z.strictObject({ address: z.string() }),
})
