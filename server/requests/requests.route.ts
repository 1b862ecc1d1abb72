import * as contract from '#core/contract/requests.ts'
import { customerRoute, staffRoute, type PersonCall, type Route } from '../http/route.ts'
import type { JourneyActing } from '../journey/act.ts'
import { addToRequest, changeListed, markSeen, readRequest, requireOpenRequest, sendRequest, type RequestCaller } from './requests.service.ts'
import { readRequests } from './requests.store.ts'

/** Every path of this file that names a request does so by this parameter. */
const idOf = ({ params }: PersonCall<unknown>): string => params['requestId'] ?? ''
const staff = ({ person }: PersonCall<unknown>): RequestCaller => ({ person, role: 'staff' })

export function createRequestRoutes(parts: JourneyActing): Route[] {
  return [...customerSide(parts), ...staffSide(parts)]
}

function customerSide(parts: JourneyActing): Route[] {
  return [
    customerRoute(contract.sendRequest, (call) => sendRequest(parts, call, { ...call.body, clientAddress: call.clientAddress })),
    customerRoute(contract.listRequests, async ({ accountId }) => ({ requests: await readRequests(parts.db, { accountId }) })),
    customerRoute(contract.getRequest, (call) => readRequest(parts, { accountId: call.accountId, requestId: idOf(call) })),
    customerRoute(contract.replyToRequest, (call) =>
      addToRequest(parts, { accountId: call.accountId, person: call.person, role: 'customer' }, idOf(call), (request) => {
        requireOpenRequest(request)
        return { kind: 'message', data: { message: call.body.message } }
      })),
  ]
}

function staffSide(parts: JourneyActing): Route[] {
  return [
    staffRoute(contract.listAllRequests, async () => ({ requests: await readRequests(parts.db, {}) })),
    staffRoute(contract.getStaffRequest, (call) => readRequest(parts, { requestId: idOf(call) })),
    staffRoute(contract.markRequestSeen, (call) => markSeen(parts, staff(call), idOf(call))),
    staffRoute(contract.answerRequest, (call) =>
      addToRequest(parts, staff(call), idOf(call), (request) => {
        requireOpenRequest(request)
        return { kind: 'message', data: { message: call.body.message } }
      })),
    staffRoute(contract.changeAddressesForRequest, (call) =>
      addToRequest(parts, staff(call), idOf(call), (request, place) => {
        requireOpenRequest(request)
        return changeListed(place, call.body)
      })),
    staffRoute(contract.closeRequest, (call) =>
      addToRequest(parts, staff(call), idOf(call), (request) => {
        requireOpenRequest(request)
        return { kind: 'closed', data: { message: call.body.message } }
      })),
  ]
}
