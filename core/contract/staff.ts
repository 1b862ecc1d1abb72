/** What implementation staff sees and does: accounts, their state, invitations, overrides. */
import * as z from 'zod/mini'
import { accountSchema, platformSchema, regionSchema } from './account.ts'
import { emailSchema, emptySchema, idSchema, lineSchema, timeSchema } from './common.ts'
import { endpoint } from './endpoint.ts'
import { journeySchema } from './journey.ts'
import { actors, taskSchema } from './task.ts'

/** `CUSA12A345` and the like: letters and digits, judged by prefix only (facts 1.1). */
export const accountCodeSchema = z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z0-9]{3,20}$/))

export const accountSummarySchema = z.strictObject({
  id: idSchema,
  company: z.string(),
  code: z.string(),
  region: regionSchema,
  platform: platformSchema,
  domains: z.number(),
  tasks: z.array(taskSchema),
  whoActs: z.enum(actors),
  openRequests: z.number(),
  updatedAt: timeSchema,
})
export type AccountSummary = z.infer<typeof accountSummarySchema>

export const accountPersonSchema = z.strictObject({
  id: idSchema, name: z.string(), email: z.string(), lastSeenAt: z.nullable(timeSchema),
})
export const pendingInvitationSchema = z.strictObject({ id: idSchema, email: z.string(), createdAt: timeSchema, expiresAt: timeSchema })

export const accountDetailSchema = z.strictObject({
  account: accountSchema,
  people: z.array(accountPersonSchema),
  invitations: z.array(pendingInvitationSchema),
  /** The customer's journey, read-only. */
  journey: journeySchema,
})
export type AccountDetail = z.infer<typeof accountDetailSchema>

const hostSchema = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/))
/** A name that is only ever asked for, so that labels such as `_netblocks` are at home in it. */
const includeSchema = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/))
const hostPairSchema = z.nullable(z.array(hostSchema).check(z.minLength(1), z.maxLength(4)))

export const createAccountRequestSchema = z.strictObject({
  company: lineSchema(120),
  code: accountCodeSchema,
  /** Only where the code's prefix is unknown; refused when it contradicts the prefix (architecture D6). */
  region: z.optional(regionSchema),
  platform: platformSchema,
  /** As typed or pasted: each is cleaned, refused ones come back as `fields`. The first is the primary domain. */
  domains: z.array(z.string().check(z.maxLength(1000))).check(z.minLength(1), z.maxLength(200)),
  dynamicAddresses: z.boolean(),
  addresses: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(200)),
  rfiRanges: z.array(lineSchema(100)).check(z.maxLength(50)),
  contact: z.strictObject({ name: lineSchema(100), email: emailSchema }),
})
export type CreateAccountRequest = z.infer<typeof createAccountRequestSchema>

/** A one-time link is shown once, when it is made. */
export const invitationSchema = z.strictObject({ url: z.string(), expiresAt: timeSchema })
export const accountWithInvitationSchema = z.strictObject({ detail: accountDetailSchema, invitation: invitationSchema })

export const listAccounts = endpoint({
  name: 'listAccounts', method: 'GET', path: '/api/staff/accounts', access: 'staff', body: null,
  answer: z.strictObject({ accounts: z.array(accountSummarySchema) }),
})
export const createAccount = endpoint({
  name: 'createAccount', method: 'POST', path: '/api/staff/accounts', access: 'staff', body: createAccountRequestSchema, answer: accountWithInvitationSchema,
})
export const getAccount = endpoint({
  name: 'getAccount', method: 'GET', path: '/api/staff/accounts/:accountId', access: 'staff', body: null, answer: accountDetailSchema,
})
/** Every field is optional: only those given change. Null takes an override back. */
export const changeAccountRequestSchema = z.strictObject({
  platform: z.optional(platformSchema),
  dynamicAddresses: z.optional(z.boolean()),
  include: z.optional(z.nullable(includeSchema)),
  generalSmartHosts: z.optional(hostPairSchema),
  office365SmartHosts: z.optional(hostPairSchema),
  allowGlobalInclude: z.optional(z.boolean()),
  addDomains: z.optional(z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(200))),
  addAddresses: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(200))),
  removeAddresses: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(200))),
})
export const changeAccount = endpoint({
  name: 'changeAccount', method: 'PUT', path: '/api/staff/accounts/:accountId', access: 'staff', body: changeAccountRequestSchema, answer: accountDetailSchema,
})
/** Staff enters the verification code that Mimecast itself issued (architecture D4). */
export const setDomainCode = endpoint({
  name: 'setDomainCode', method: 'PUT', path: '/api/staff/accounts/:accountId/domains/:domainId/code', access: 'staff',
  body: z.strictObject({ code: z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9](?:[a-z0-9-]{10,61}[a-z0-9])$/)) }), answer: accountDetailSchema,
})
export const inviteCustomer = endpoint({
  name: 'inviteCustomer', method: 'POST', path: '/api/staff/accounts/:accountId/invitations', access: 'staff',
  body: z.strictObject({ name: lineSchema(100), email: emailSchema }), answer: invitationSchema,
})
/** A new password for somebody who lost theirs; every session of that person ends when it is used. */
export const reissuePassword = endpoint({
  name: 'reissuePassword', method: 'POST', path: '/api/staff/accounts/:accountId/people/:personId/new-password', access: 'staff',
  body: emptySchema, answer: invitationSchema,
})
