import type { Endpoint } from '#core/contract/endpoint.ts'
import type { Person } from '#core/contract/session.ts'

/** What every handler is told. `accountId`, where there is one, comes from the session or the link, never from the request. */
export interface Call<Body> {
  body: Body
  params: Readonly<Record<string, string>>
  requestId: string
  /** Behind trusted proxies the address that they vouch for, else the connection's own. */
  clientAddress: string
}
export interface PersonCall<Body> extends Call<Body> {
  person: Person
}
export interface CustomerCall<Body> extends PersonCall<Body> {
  accountId: string
}
export interface SharedCall<Body> extends Call<Body> {
  shareId: string
  accountId: string
}
/** Signing in and out change the session: `app.ts` turns `setSession` into the cookie; null ends it. */
export interface AnyoneCall<Body> extends Call<Body> {
  person: Person | null
  sessionToken: string | null
  setSession: (token: string | null) => void
}

/** One endpoint with the function that serves it. Made by the five functions below only. */
export type Route =
  | { access: 'anyone'; endpoint: Endpoint; handle: (call: AnyoneCall<never>) => Promise<unknown> }
  | { access: 'person' | 'staff'; endpoint: Endpoint; handle: (call: PersonCall<never>) => Promise<unknown> }
  | { access: 'customer'; endpoint: Endpoint; handle: (call: CustomerCall<never>) => Promise<unknown> }
  | { access: 'share-link'; endpoint: Endpoint; handle: (call: SharedCall<never>) => Promise<unknown> }

/** The contract and the server must say the same about who may call: a difference is a bug and stops the start. */
function stated(endpoint: Endpoint, access: Route['access']): void {
  if (endpoint.access !== access) throw new Error(`${endpoint.name} is for ${endpoint.access}, not for ${access}`)
}

export function anyoneRoute<B, A>(endpoint: Endpoint<B, A>, handle: (call: AnyoneCall<B>) => Promise<A>): Route {
  stated(endpoint, 'anyone')
  return { access: 'anyone', endpoint: endpoint, handle }
}
export function personRoute<B, A>(endpoint: Endpoint<B, A>, handle: (call: PersonCall<B>) => Promise<A>): Route {
  stated(endpoint, 'person')
  return { access: 'person', endpoint: endpoint, handle }
}
export function staffRoute<B, A>(endpoint: Endpoint<B, A>, handle: (call: PersonCall<B>) => Promise<A>): Route {
  stated(endpoint, 'staff')
  return { access: 'staff', endpoint: endpoint, handle }
}
export function customerRoute<B, A>(endpoint: Endpoint<B, A>, handle: (call: CustomerCall<B>) => Promise<A>): Route {
  stated(endpoint, 'customer')
  return { access: 'customer', endpoint: endpoint, handle }
}
export function sharedRoute<B, A>(endpoint: Endpoint<B, A>, handle: (call: SharedCall<B>) => Promise<A>): Route {
  stated(endpoint, 'share-link')
  return { access: 'share-link', endpoint: endpoint, handle }
}
