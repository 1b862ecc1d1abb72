/** "Notify us": a request to the implementation team, its timeline, and what both sides can do with it. */
import * as z from 'zod/mini'
import { idSchema, lineSchema, textSchema, timeSchema } from './common.ts'
import { endpoint } from './endpoint.ts'

/** A fold of the events (architecture 4): never stored. */
export const requestStates = ['sent', 'seen', 'answered', 'customer-replied', 'addresses-changed', 'closed'] as const
export type RequestState = (typeof requestStates)[number]

export const requestEventKinds = ['sent', 'seen', 'message', 'addresses-changed', 'closed'] as const
export const requestEventSchema = z.strictObject({
  id: idSchema,
  at: timeSchema,
  by: z.string(),
  role: z.enum(['customer', 'staff']),
  kind: z.enum(requestEventKinds),
  message: z.nullable(z.string()),
  /** Only with `addresses-changed`. */
  added: z.array(z.string()),
  removed: z.array(z.string()),
})
export type RequestEvent = z.infer<typeof requestEventSchema>

export const requestSchema = z.strictObject({
  id: idSchema,
  /** What people read to each other on the telephone, such as `C-7K2M-4QXD`. */
  reference: z.string(),
  account: z.strictObject({ id: idSchema, company: z.string() }),
  state: z.enum(requestStates),
  sentAt: timeSchema,
  updatedAt: timeSchema,
  sentBy: z.string(),
  message: z.string(),
  add: z.array(z.string()),
  remove: z.array(z.string()),
  /** What the page showed when it was sent, so that nobody has to ask. */
  shown: z.strictObject({ step: z.string(), addresses: z.array(z.string()), seenAddress: z.nullable(z.string()) }),
  events: z.array(requestEventSchema),
})
export type NotifyRequest = z.infer<typeof requestSchema>

const addressListSchema = z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50))
export const requestListSchema = z.strictObject({ requests: z.array(requestSchema) })

export const sendRequest = endpoint({
  name: 'sendRequest', method: 'POST', path: '/api/requests', access: 'customer',
  body: z.strictObject({
    message: textSchema(2000), add: addressListSchema, remove: addressListSchema, step: lineSchema(40),
  }),
  answer: requestSchema,
})
export const listRequests = endpoint({
  name: 'listRequests', method: 'GET', path: '/api/requests', access: 'customer', body: null, answer: requestListSchema,
})
export const getRequest = endpoint({
  name: 'getRequest', method: 'GET', path: '/api/requests/:requestId', access: 'customer', body: null, answer: requestSchema,
})
const messageBody = z.strictObject({ message: textSchema(2000).check(z.minLength(1)) })
export const replyToRequest = endpoint({
  name: 'replyToRequest', method: 'POST', path: '/api/requests/:requestId/messages', access: 'customer', body: messageBody, answer: requestSchema,
})

export const listAllRequests = endpoint({
  name: 'listAllRequests', method: 'GET', path: '/api/staff/requests', access: 'staff', body: null, answer: requestListSchema,
})
/** Staff's look at it: the first one is a `seen` event, by POST since opening alone changes nothing. */
export const getStaffRequest = endpoint({
  name: 'getStaffRequest', method: 'GET', path: '/api/staff/requests/:requestId', access: 'staff', body: null, answer: requestSchema,
})
export const markRequestSeen = endpoint({
  name: 'markRequestSeen', method: 'POST', path: '/api/staff/requests/:requestId/seen', access: 'staff', body: z.strictObject({}), answer: requestSchema,
})
export const answerRequest = endpoint({
  name: 'answerRequest', method: 'POST', path: '/api/staff/requests/:requestId/messages', access: 'staff', body: messageBody, answer: requestSchema,
})
/** Changes the account's addresses and says so in the request, in one transaction. */
export const changeAddressesForRequest = endpoint({
  name: 'changeAddressesForRequest', method: 'POST', path: '/api/staff/requests/:requestId/addresses', access: 'staff',
  body: z.strictObject({ add: addressListSchema, remove: addressListSchema }), answer: requestSchema,
})
export const closeRequest = endpoint({
  name: 'closeRequest', method: 'POST', path: '/api/staff/requests/:requestId/close', access: 'staff',
  body: z.strictObject({ message: textSchema(2000) }), answer: requestSchema,
})
