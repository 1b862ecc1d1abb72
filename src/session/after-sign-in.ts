import type { RouteLocationRaw } from 'vue-router'
import type { Person } from '#core/contract/session.ts'

/** Where the person wanted to go, when that is a place of this page; else the start page of the role. */
export function toPlaceAfterSignIn(person: Person, then: unknown): RouteLocationRaw {
  if (typeof then === 'string' && /^\/(?![/\\])/u.test(then)) return then
  return { name: person.role === 'staff' ? 'staff-accounts' : 'journey' }
}
