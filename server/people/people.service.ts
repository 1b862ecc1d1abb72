import type { Kysely } from 'kysely'
import type { Person } from '#core/contract/session.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../http/errors.ts'
import { createRateLimiter, rateRules } from '../http/rate-limit.ts'
import type { Parts } from '../parts.ts'
import { createLink, lookAtLink, toLinkUrl, useLink, type LinkRow } from './one-time-links.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { findPersonByEmail, hasStaff, insertPerson, readPerson, setPassword } from './people.store.ts'
import { createSessions } from './sessions.ts'
import { hashToken } from './tokens.ts'

type PeopleParts = Pick<Parts, 'db' | 'now' | 'log' | 'publicUrl'>
export interface SignedIn {
  person: Person
  sessionToken: string
}
export interface Redemption {
  token: string
  name: string
  email: string
  password: string
}

export function createPeopleService({ db, now, log, publicUrl }: PeopleParts) {
  const sessions = createSessions(db, now)
  const limiter = createRateLimiter(db, now)

  /** Only failures count: whoever knows the password is never kept out by somebody who guesses elsewhere. */
  async function signIn({ email, password, clientAddress }: { email: string; password: string; clientAddress: string }): Promise<SignedIn> {
    const limits = signInLimits(email, clientAddress)
    // Counted first, so that a thousand guesses at the same moment are a thousand.
    for (const { key, rule } of limits) await limiter.take(key, rule)
    const found = await findPersonByEmail(db, email)
    if (!(await isPassword(found?.password_hash ?? null, password)) || found === undefined) {
      log.warn({ clientAddress, personId: found?.id ?? null }, 'sign-in refused')
      throw new AppError('session.wrong-credentials')
    }
    for (const { key, rule } of limits) await limiter.giveBack(key, rule)
    return { person: await readPerson(db, found.id), sessionToken: await sessions.open(found.id) }
  }

  async function look(token: string, clientAddress: string) {
    return guarded(clientAddress, () => lookAtLink(db, token, now()))
  }

  /** Wrong tokens are counted per address; right ones never. */
  async function guarded<T>(clientAddress: string, attempt: () => Promise<T>): Promise<T> {
    const key = `link:${clientAddress}`
    await limiter.take(key, rateRules.linkPerAddress)
    const answer = await attempt()
    await limiter.giveBack(key, rateRules.linkPerAddress)
    return answer
  }

  /** Makes the person or the new password, and signs in; all of it or nothing, so that a failure leaves the link good. */
  async function redeem(redemption: Redemption, clientAddress: string): Promise<SignedIn> {
    // First a cheap look: hashing costs memory, which nobody gets for a link that does not exist.
    await look(redemption.token, clientAddress)
    const passwordHash = await hashPassword(redemption.password)
    return db.transaction().execute(async (trx) => {
      const link = await useLink(trx, redemption.token, now())
      const personId = await apply(trx, link, { ...redemption, passwordHash })
      const sessionToken = await sessions.open(personId, trx)
      return { person: await readPerson(trx, personId), sessionToken }
    })
  }

  async function apply(trx: Kysely<Database>, link: LinkRow, { name, email, passwordHash }: Redemption & { passwordHash: string }): Promise<string> {
    const at = now().toISOString()
    switch (link.kind) {
      case 'set-up':
        // Whoever was first made the others void.
        if (await hasStaff(trx)) throw new AppError('link.unusable')
        return insertPerson(trx, { accountId: null, role: 'staff', name, email, passwordHash, at })
      case 'invitation':
        return insertPerson(trx, { accountId: link.account_id, role: 'customer', name, email: link.email ?? email, passwordHash, at })
      case 'new-password': {
        if (link.person_id === null) throw new Error(`Link ${link.id} names nobody`)
        await setPassword(trx, link.person_id, passwordHash)
        await sessions.endAll(link.person_id, trx)
        return link.person_id
      }
    }
  }

  /** A new link at each start until somebody has used one; null once there is staff. */
  async function createSetUpUrl(): Promise<string | null> {
    if (await hasStaff(db)) return null
    const { token } = await createLink(db, { kind: 'set-up' }, now())
    return toLinkUrl(publicUrl, 'set-up', token)
  }

  return { signIn, look, redeem, createSetUpUrl, isSetUpNeeded: async () => !(await hasStaff(db)), signOut: sessions.end }
}

/** For one address, for one person from there, and for one person from everywhere: only the last can keep its owner out. */
function signInLimits(email: string, clientAddress: string) {
  const person = hashToken(email)
  return [
    { key: `sign-in:${clientAddress}`, rule: rateRules.signInPerAddress },
    { key: `sign-in:${clientAddress}:${person}`, rule: rateRules.signInPerAddressAndPerson },
    { key: `sign-in:person:${person}`, rule: rateRules.signInPerPerson },
  ]
}
