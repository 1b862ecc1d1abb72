/**
 * Where a request stands: the fold of what happened to it, oldest first (architecture 4). Pure; who may do what, and
 * the keeping of the events, are the server's.
 */
import type { RequestEvent, RequestState } from '../contract/requests.ts'

export function foldRequestState(events: ReadonlyArray<Pick<RequestEvent, 'kind' | 'role'>>): RequestState {
  let state: RequestState = 'sent'
  for (const event of events) state = next(state, event)
  return state
}

function next(state: RequestState, { kind, role }: Pick<RequestEvent, 'kind' | 'role'>): RequestState {
  if (state === 'closed') return 'closed'
  switch (kind) {
    case 'sent':
      return 'sent'
    case 'seen':
      return state === 'sent' ? 'seen' : state
    case 'message':
      return role === 'staff' ? 'answered' : afterCustomer(state)
    case 'addresses-changed':
      return 'addresses-changed'
    case 'closed':
      return 'closed'
  }
}

/** Until staff has spoken, one more message of the customer is still the same question. */
const afterCustomer = (state: RequestState): RequestState => (state === 'sent' || state === 'seen' ? state : 'customer-replied')

/** Whether the next word is staff's. */
export function isWithStaff(state: RequestState): boolean {
  return state === 'sent' || state === 'seen' || state === 'customer-replied'
}
