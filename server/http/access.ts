import type { Person } from '#core/contract/session.ts'
import type { Parts } from '../parts.ts'
import { createSessions } from '../people/sessions.ts'
import { createSessionCookie } from './cookies.ts'
import { AppError } from './errors.ts'
import { createRateLimiter, rateRules } from './rate-limit.ts'
import { findShareHolder, readBearer, type ShareHolder } from './share-holder.ts'

/** Who is asking, and whether they may: the only place that decides it, for plain answers and for streams alike. */
export interface Gate {
  findPerson(request: Request): Promise<Person | null>
  demandPerson(request: Request): Promise<Person>
  demandStaff(request: Request): Promise<Person>
  demandCustomer(request: Request): Promise<{ person: Person; accountId: string }>
  demandShare(request: Request, clientAddress: string): Promise<ShareHolder>
}

export function createGate({ db, now, publicUrl }: Parts): Gate {
  const sessions = createSessions(db, now)
  const cookie = createSessionCookie(publicUrl)
  const limiter = createRateLimiter(db, now)

  const findPerson = async (request: Request) => {
    const token = cookie.read(request)
    return token === null ? null : sessions.use(token)
  }
  const demandPerson = async (request: Request) => {
    const person = await findPerson(request)
    if (person === null) throw new AppError('session.none')
    return person
  }

  return {
    findPerson,
    demandPerson,
    demandStaff: async (request) => {
      const person = await demandPerson(request)
      if (person.role !== 'staff') throw new AppError('access.forbidden')
      return person
    },
    demandCustomer: async (request) => {
      const person = await demandPerson(request)
      if (person.role !== 'customer' || person.account === null) throw new AppError('access.forbidden')
      return { person, accountId: person.account.id }
    },
    demandShare: async (request, clientAddress) => {
      const key = `share-miss:${clientAddress}`
      await limiter.take(key, rateRules.sharePerAddress)
      const token = readBearer(request)
      const holder = token === null ? null : await findShareHolder(db, token, now())
      if (holder === null) throw new AppError('link.unusable')
      await limiter.giveBack(key, rateRules.sharePerAddress)
      return holder
    },
  }
}
