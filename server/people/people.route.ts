import { getSession, lookAtLink, redeemLink, signIn, signOut } from '#core/contract/session.ts'
import { anyoneRoute, type Route } from '../http/route.ts'
import type { Parts } from '../parts.ts'
import { createPeopleService } from './people.service.ts'

export function createPeopleRoutes(parts: Parts): Route[] {
  const people = createPeopleService(parts)

  return [
    anyoneRoute(getSession, async ({ person }) => ({ person, setUpNeeded: person === null && (await people.isSetUpNeeded()) })),

    anyoneRoute(signIn, async ({ body, clientAddress, sessionToken, setSession }) => {
      const signedIn = await people.signIn({ ...body, clientAddress })
      // A new token at each sign-in, and the old one ends: nobody can have planted it.
      if (sessionToken !== null) await people.signOut(sessionToken)
      setSession(signedIn.sessionToken)
      return signedIn.person
    }),

    anyoneRoute(signOut, async ({ sessionToken, setSession }) => {
      if (sessionToken !== null) await people.signOut(sessionToken)
      setSession(null)
      return {}
    }),

    anyoneRoute(lookAtLink, ({ body, clientAddress }) => people.look(body.token, clientAddress)),

    anyoneRoute(redeemLink, async ({ body, clientAddress, sessionToken, setSession }) => {
      const signedIn = await people.redeem(body, clientAddress)
      if (sessionToken !== null) await people.signOut(sessionToken)
      setSession(signedIn.sessionToken)
      return signedIn.person
    }),
  ]
}
