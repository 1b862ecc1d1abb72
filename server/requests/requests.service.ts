/** "Notify us", both sides: every act is one more event, written only on top of what its writer had seen. */
import { randomUUID } from 'node:crypto'
import { classifyAddress } from '#core/address/address.ts'
import type { NotifyRequest, RequestEvent } from '#core/contract/requests.ts'
import { changeAddresses, parseAddressChange, type AddressChange } from '../addresses/change-addresses.ts'
import { AppError, invalid, notFound } from '../http/errors.ts'
import type { ActingPerson, JourneyActing } from '../journey/act.ts'
import { appendDecision, readAddressRows, touchAccount, type Actor } from '../journey/journey.store.ts'
import { createReference } from './reference.ts'
import { appendRequestEvent, insertRequest, readRequests, type EventPlace, type NewRequestEvent } from './requests.store.ts'

/** `accountId` is the customer's own; staff, who may reach all, has none. */
export interface RequestCaller {
  accountId?: string
  person: Actor
  role: RequestEvent['role']
}

export async function readRequest(parts: Pick<JourneyActing, 'db'>, where: { accountId?: string; requestId: string }): Promise<NotifyRequest> {
  const [request] = await readRequests(parts.db, where)
  if (!request) throw notFound()
  return request
}

export interface SentRequest extends AddressChange {
  message: string
  step: string
  /** The address that the sender's browser came from. */
  clientAddress: string
}

export async function sendRequest(parts: JourneyActing, { accountId, person }: ActingPerson, typed: SentRequest): Promise<NotifyRequest> {
  const requestId = randomUUID()
  await parts.db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, accountId, parts.now())
    const addresses = (await readAddressRows(trx, accountId)).map(({ address }) => address)
    const { add, remove } = parseAddressChange(typed, addresses)
    if (add.length + remove.length === 0 && typed.message === '') throw invalid([{ field: 'message', code: 'field.required' }])
    const reference = createReference()
    await insertRequest(trx, { id: requestId, accountId, reference, at })
    const seen = classifyAddress(typed.clientAddress)
    const shown = { step: typed.step, addresses, seenAddress: seen.kind === 'public-ipv4' ? seen.address : null }
    const place: EventPlace = { requestId, accountId, position: 0, at, by: person, role: 'customer' }
    await appendRequestEvent(trx, place, { kind: 'sent', data: { message: typed.message, add: [...add], remove: [...remove], shown } })
    await appendDecision(trx, { accountId, at, by: person }, { kind: 'request-sent', data: { requestId, reference } })
  })
  return tell(parts, { accountId, requestId })
}

/** One more event on an open request. `write` may do what belongs to it in the same transaction. */
export async function addToRequest(
  parts: JourneyActing,
  caller: RequestCaller,
  requestId: string,
  write: (request: NotifyRequest, place: ActingOnRequest) => NewRequestEvent | null | Promise<NewRequestEvent | null>,
): Promise<NotifyRequest> {
  const scope = caller.accountId === undefined ? {} : { accountId: caller.accountId }
  const seen = await readRequest(parts, { ...scope, requestId })
  const accountId = seen.account.id
  await parts.db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, accountId, parts.now())
    const event = await write(seen, { trx, at, accountId, by: caller.person })
    if (event === null) return
    const place: EventPlace = { requestId, accountId, position: seen.events.length, at, by: caller.person, role: caller.role }
    await appendRequestEvent(trx, place, event)
  })
  return tell(parts, { accountId, requestId })
}

/** Only the first look counts; who looks again, or at a closed one, changes nothing and wakes nobody. */
export async function markSeen(parts: JourneyActing, caller: RequestCaller, requestId: string): Promise<NotifyRequest> {
  const request = await readRequest(parts, { requestId })
  if (request.state !== 'sent') return request
  return addToRequest(parts, caller, requestId, ({ state }) => (state === 'sent' ? { kind: 'seen', data: {} } : null))
}

export interface ActingOnRequest {
  trx: JourneyActing['db']
  at: string
  accountId: string
  by: Actor
}

export function requireOpenRequest({ state }: NotifyRequest): void {
  if (state === 'closed') throw new AppError('request.closed')
}

/** The account's list and the request's timeline change together or not at all. */
export async function changeListed({ trx, ...place }: ActingOnRequest, typed: AddressChange): Promise<NewRequestEvent> {
  if (typed.add.length + typed.remove.length === 0) throw invalid([{ field: 'add', code: 'field.required' }])
  const { add, remove } = await changeAddresses(trx, place, typed)
  return { kind: 'addresses-changed', data: { added: [...add], removed: [...remove] } }
}

async function tell(parts: JourneyActing, { accountId, requestId }: { accountId: string; requestId: string }): Promise<NotifyRequest> {
  parts.live.publish({ topic: 'requests', accountId })
  parts.live.publish({ topic: 'journey', accountId })
  return readRequest(parts, { accountId, requestId })
}
