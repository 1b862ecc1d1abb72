/** The one way in which a person's decision is written: one transaction, one more version, and every open page hears of it. */
import type { Kysely } from 'kysely'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import type { StepKey } from '#core/contract/task.ts'
import type { Database } from '../db/schema.ts'
import { notFound } from '../http/errors.ts'
import type { Parts } from '../parts.ts'
import type { NewDecision } from './decision.ts'
import { stepNotReady } from './journey.errors.ts'
import { readJourney, type JourneyReading } from './journey.service.ts'
import { appendDecision, touchAccount, type Actor } from './journey.store.ts'

export interface JourneyActing extends JourneyReading {
  live: Pick<Parts['live'], 'publish'>
}

export interface ActingPerson {
  accountId: string
  person: Actor
}

/** Where a decision is made and written. The account's row is held, so that nobody else decides meanwhile. */
export interface ActingPlace {
  trx: Kysely<Database>
  at: string
  /** As it stood before this act. */
  journey: Journey
}

/** `step` must be one that can be opened; null where the act belongs to no step. Gives the journey after the act. */
export async function act(parts: JourneyActing, who: ActingPerson, step: StepKey | null, decide: (place: ActingPlace) => NewDecision[] | Promise<NewDecision[]>): Promise<Journey> {
  const { accountId, person } = who
  await parts.db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, accountId, parts.now())
    const journey = await readJourney({ ...parts, db: trx }, accountId)
    if (step !== null) requireOpen(journey, step)
    for (const decision of await decide({ trx, at, journey })) await appendDecision(trx, { accountId, at, by: person }, decision)
  })
  parts.live.publish({ topic: 'journey', accountId })
  return readJourney(parts, accountId)
}

export function requireOpen({ tasks }: Journey, step: StepKey): void {
  const task = tasks.find(({ key }) => key === step)
  if (!task?.canOpen || task.state === 'not-needed') throw stepNotReady()
}

/** A domain of another account is as unknown as one that nobody has (S-1). */
export function findDomain({ domains }: Journey, domainId: string | undefined): DomainView {
  const domain = domains.find(({ id }) => id === domainId)
  if (!domain) throw notFound()
  return domain
}
