/** Requests and what happened to them. Events are only ever added; a customer's queries carry the account (S-1). */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { requestEventKinds, requestSchema, type NotifyRequest, type RequestEvent } from '#core/contract/requests.ts'
import { foldRequestState } from '#core/requests/request-state.ts'
import { isUniqueViolation } from '../db/database.ts'
import type { Database } from '../db/schema.ts'
import { changedMeanwhile } from '../journey/journey.errors.ts'
import type { Actor } from '../journey/journey.store.ts'

type Db = Kysely<Database>
const texts = z.array(z.string())

/** What an event keeps, by kind. */
export const eventData = {
  sent: z.object({ message: z.string(), add: texts, remove: texts, shown: requestSchema.shape.shown }),
  seen: z.object({}),
  message: z.object({ message: z.string() }),
  'addresses-changed': z.object({ added: texts, removed: texts }),
  closed: z.object({ message: z.string() }),
} satisfies Record<RequestEvent['kind'], z.ZodMiniType>
type EventKind = keyof typeof eventData
export type NewRequestEvent = { [K in EventKind]: { kind: K; data: z.infer<(typeof eventData)[K]> } }[EventKind]

export async function insertRequest(trx: Db, row: { id: string; accountId: string; reference: string; at: string }): Promise<void> {
  await trx.insertInto('request')
    .values({ id: row.id, account_id: row.accountId, reference: row.reference, created_at: row.at, updated_at: row.at }).execute()
}

export interface EventPlace {
  requestId: string
  accountId: string
  /** How many events its writer had seen: the optimistic check against two people acting at once. */
  position: number
  at: string
  by: Actor
  role: RequestEvent['role']
}

export async function appendRequestEvent(trx: Db, place: EventPlace, event: NewRequestEvent): Promise<void> {
  try {
    await trx.insertInto('request_event').values({
      id: randomUUID(), position: place.position, request_id: place.requestId, account_id: place.accountId, kind: event.kind,
      data: JSON.stringify(event.data), person_id: place.by.id, person_name: place.by.name, role: place.role, at: place.at,
    }).execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw changedMeanwhile(error)
    throw error
  }
  await trx.updateTable('request').set({ updated_at: place.at })
    .where('id', '=', place.requestId).where('account_id', '=', place.accountId).execute()
}

/** `accountId` narrows it to a customer's own; staff reads all. Newest word first. */
export async function readRequests(db: Db, where: { accountId?: string; requestId?: string }): Promise<NotifyRequest[]> {
  let heads = db.selectFrom('request').innerJoin('account', 'account.id', 'request.account_id')
    .select(['request.id', 'request.reference', 'request.created_at', 'request.updated_at', 'account.id as accountId', 'account.company'])
  let events = db.selectFrom('request_event').selectAll().orderBy('position')
  if (where.accountId !== undefined) {
    heads = heads.where('request.account_id', '=', where.accountId)
    events = events.where('account_id', '=', where.accountId)
  }
  if (where.requestId !== undefined) {
    heads = heads.where('request.id', '=', where.requestId)
    events = events.where('request_id', '=', where.requestId)
  }
  const rows = await heads.orderBy('request.updated_at', 'desc').orderBy('request.id').execute()
  const byRequest = new Map<string, EventRow[]>(rows.map(({ id }) => [id, []]))
  for (const event of await events.execute()) byRequest.get(event.request_id)?.push(event)
  return rows.map((row) => toRequest(row, byRequest.get(row.id) ?? []))
}

interface Head {
  id: string
  reference: string
  created_at: string
  updated_at: string
  accountId: string
  company: string
}
type EventRow = Pick<Database['request_event'], 'id' | 'kind' | 'data' | 'person_name' | 'role' | 'at'>

function toRequest(head: Head, rows: readonly EventRow[]): NotifyRequest {
  const [first] = rows
  if (first?.kind !== 'sent') throw new Error(`Request ${head.id} does not begin with its sending`)
  const sent = eventData.sent.parse(JSON.parse(first.data))
  const events = rows.map(toEvent)
  return {
    id: head.id,
    reference: head.reference,
    account: { id: head.accountId, company: head.company },
    state: foldRequestState(events),
    sentAt: head.created_at,
    updatedAt: head.updated_at,
    sentBy: first.person_name,
    message: sent.message,
    add: sent.add,
    remove: sent.remove,
    shown: sent.shown,
    events,
  }
}

function toEvent(row: EventRow): RequestEvent {
  const kind = z.enum(requestEventKinds).parse(row.kind)
  const data: { message?: string; added?: string[]; removed?: string[] } = eventData[kind].parse(JSON.parse(row.data))
  const { message = null, added = [], removed = [] } = data
  return { id: row.id, at: row.at, by: row.person_name, role: row.role, kind, message: message === '' ? null : message, added, removed }
}
