/** Signing in and out, and the one-time links that make people: set-up, invitation, new password. */
import * as z from 'zod/mini'
import { emailSchema, emptySchema, idSchema, lineSchema } from './common.ts'
import { endpoint } from './endpoint.ts'

export const personSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: z.enum(['customer', 'staff']),
  /** The customer's account; null for staff. */
  account: z.nullable(z.strictObject({ id: idSchema, company: z.string() })),
})
export type Person = z.infer<typeof personSchema>

/** At least 12 characters (NIST SP 800-63B asks for 8; a longer floor costs nobody with a password manager anything). */
export const passwordSchema = z.string().check(z.minLength(12), z.maxLength(200))

export const sessionSchema = z.strictObject({
  person: z.nullable(personSchema),
  /** True until the first staff person exists: the page then says where the set-up link is printed. */
  setUpNeeded: z.boolean(),
})
export type Session = z.infer<typeof sessionSchema>

export const getSession = endpoint({
  name: 'getSession', method: 'GET', path: '/api/session', access: 'anyone', body: null, answer: sessionSchema,
})

export const signInRequestSchema = z.strictObject({ email: emailSchema, password: z.string().check(z.minLength(1), z.maxLength(200)) })
export const signIn = endpoint({
  name: 'signIn', method: 'POST', path: '/api/session', access: 'anyone', body: signInRequestSchema, answer: personSchema,
})

export const signOut = endpoint({
  name: 'signOut', method: 'DELETE', path: '/api/session', access: 'anyone', body: null, answer: emptySchema,
})

export const oneTimeLinkKinds = ['set-up', 'invitation', 'new-password'] as const
export type OneTimeLinkKind = (typeof oneTimeLinkKinds)[number]
const tokenSchema = z.string().check(z.minLength(20), z.maxLength(100))

/** What a one-time link is for. Looking does not use it up: mail scanners open links. */
export const oneTimeLinkSchema = z.strictObject({
  kind: z.enum(oneTimeLinkKinds),
  company: z.nullable(z.string()),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
})
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>
export const lookAtLink = endpoint({
  name: 'lookAtLink', method: 'POST', path: '/api/one-time-link', access: 'anyone',
  body: z.strictObject({ token: tokenSchema }), answer: oneTimeLinkSchema,
})

/** Uses the link up: makes the person or sets the new password, and signs in. The address is taken from the link where it names one. */
export const redeemLinkRequestSchema = z.strictObject({
  token: tokenSchema, name: lineSchema(100), email: emailSchema, password: passwordSchema,
})
export const redeemLink = endpoint({
  name: 'redeemLink', method: 'POST', path: '/api/one-time-link/redeem', access: 'anyone',
  body: redeemLinkRequestSchema, answer: personSchema,
})
