import type { Parts } from '../parts.ts'
import type { Gate } from './access.ts'
import { readBody, refuseBody } from './body.ts'
import { createSessionCookie } from './cookies.ts'
import { notFound } from './errors.ts'
import { createRateLimiter, rateRules } from './rate-limit.ts'
import type { AnyoneCall, Call, CustomerCall, PersonCall, Route, SharedCall } from './route.ts'

export interface Exchange {
  request: Request
  params: Readonly<Record<string, string>>
  requestId: string
  clientAddress: string
}
type Handler<C> = (call: C) => Promise<unknown>

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u
/** These ask DNS on somebody's behalf. The shared check has a limit of its own, per link (S-45). */
const asksDns = new Set(['checkProof', 'checkSpf', 'checkWhatIf'])

/**
 * One request through one endpoint: who asks, then what they say, then the handler. In this order, so that a stranger
 * learns nothing about what would have been accepted.
 */
export function createRouteServer(parts: Parts, gate: Gate) {
  const cookie = createSessionCookie(parts.publicUrl)
  const limiter = createRateLimiter(parts.db, parts.now)

  async function readCall({ endpoint }: Route, { request, params, requestId, clientAddress }: Exchange): Promise<Call<unknown>> {
    // Every parameter is an id; what cannot be one belongs to nobody.
    if (!Object.values(params).every((value) => uuid.test(value))) throw notFound()
    if (endpoint.body === null) refuseBody(request)
    const body = endpoint.body === null ? undefined : await readBody(request, endpoint.body)
    return { body, params, requestId, clientAddress }
  }

  async function limitActs({ endpoint }: Route, accountId: string): Promise<void> {
    if (endpoint.method !== 'GET') await limiter.take(`act:${accountId}`, rateRules.actPerAccount)
    if (asksDns.has(endpoint.name)) await limiter.take(`check:${accountId}`, rateRules.checkPerAccount)
  }

  return async function serveRoute(route: Route, exchange: Exchange): Promise<Response> {
    const { request, clientAddress } = exchange
    switch (route.access) {
      case 'anyone': {
        const person = await gate.findPerson(request)
        const headers = new Headers()
        const setSession = (token: string | null) => {
          headers.set('set-cookie', cookie.format(token))
        }
        const call: AnyoneCall<unknown> = { ...(await readCall(route, exchange)), person, sessionToken: cookie.read(request), setSession }
        return toAnswer(await (route.handle as Handler<AnyoneCall<unknown>>)(call), headers)
      }
      case 'person':
      case 'staff': {
        const person = route.access === 'staff' ? await gate.demandStaff(request) : await gate.demandPerson(request)
        const call: PersonCall<unknown> = { ...(await readCall(route, exchange)), person }
        return toAnswer(await (route.handle as Handler<PersonCall<unknown>>)(call))
      }
      case 'customer': {
        const { person, accountId } = await gate.demandCustomer(request)
        const call: CustomerCall<unknown> = { ...(await readCall(route, exchange)), person, accountId }
        await limitActs(route, accountId)
        return toAnswer(await (route.handle as Handler<CustomerCall<unknown>>)(call))
      }
      case 'share-link': {
        const holder = await gate.demandShare(request, clientAddress)
        const call: SharedCall<unknown> = { ...(await readCall(route, exchange)), ...holder }
        return toAnswer(await (route.handle as Handler<SharedCall<unknown>>)(call))
      }
    }
  }
}

function toAnswer(answer: unknown, headers = new Headers()): Response {
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(answer), { headers })
}
