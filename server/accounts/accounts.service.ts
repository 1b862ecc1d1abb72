import type { Kysely } from 'kysely'
import type { AccountDetail, AccountSummary, CreateAccountRequest } from '#core/contract/staff.ts'
import type { Person } from '#core/contract/session.ts'
import { whoActs } from '#core/journey/journey.ts'
import { isWithStaff } from '#core/requests/request-state.ts'
import type { Database } from '../db/schema.ts'
import { notFound } from '../http/errors.ts'
import { readJourney } from '../journey/journey.service.ts'
import { appendDecision, readAccountRow, touchAccount } from '../journey/journey.store.ts'
import type { Parts } from '../parts.ts'
import { createLink, readPendingInvitations, toLinkUrl } from '../people/one-time-links.ts'
import { emailTaken, findPersonByEmail, findPersonOfAccount, readPeopleOfAccount } from '../people/people.store.ts'
import { readRequests } from '../requests/requests.store.ts'
import { readAccountIds, updateDomainCode } from './accounts.store.ts'
import { insertNewAccount } from './new-account.ts'

export type AccountParts = Pick<Parts, 'db' | 'now' | 'live' | 'config' | 'publicUrl'>
interface Invitee {
  name: string
  email: string
}

export async function readAccountDetail(parts: AccountParts, accountId: string): Promise<AccountDetail> {
  const journey = await readJourney(parts, accountId)
  const people = await readPeopleOfAccount(parts.db, accountId)
  const invitations = await readPendingInvitations(parts.db, accountId, parts.now())
  return {
    account: journey.account,
    people,
    invitations: invitations.map((link) => ({ ...link, email: link.email ?? '' })),
    journey,
  }
}

export async function listAccounts(parts: AccountParts): Promise<AccountSummary[]> {
  const open = (await readRequests(parts.db, {})).filter(({ state }) => state !== 'closed')
  const summaries: AccountSummary[] = []
  for (const accountId of await readAccountIds(parts.db)) {
    const { updated_at: updatedAt } = await readAccountRow(parts.db, accountId)
    const own = open.filter(({ account }) => account.id === accountId)
    const { account, tasks, domains } = await readJourney(parts, accountId)
    summaries.push({
      id: account.id, company: account.company, code: account.code, region: account.region, platform: account.platform,
      domains: domains.length, tasks, openRequests: own.length, updatedAt,
      // A question to staff comes before whatever else is open.
      whoActs: own.some(({ state }) => isWithStaff(state)) ? 'staff' : whoActs(tasks),
    })
  }
  return summaries
}

export async function createAccount(parts: AccountParts, typed: CreateAccountRequest) {
  const { accountId, url, expiresAt } = await parts.db.transaction().execute(async (trx) => {
    const id = await insertNewAccount(trx, typed, parts.now().toISOString())
    return { accountId: id, ...(await invite(parts, trx, id, typed.contact)) }
  })
  parts.live.publish({ topic: 'journey', accountId })
  return { detail: await readAccountDetail(parts, accountId), invitation: { url, expiresAt } }
}

/** A lost link is replaced by inviting again: the older one ends. */
export async function inviteCustomer(parts: AccountParts, accountId: string, invitee: Invitee) {
  return parts.db.transaction().execute(async (trx) => {
    await readAccountRow(trx, accountId)
    if (await findPersonByEmail(trx, invitee.email)) throw emailTaken()
    return invite(parts, trx, accountId, invitee)
  })
}

async function invite({ now, publicUrl }: AccountParts, trx: Kysely<Database>, accountId: string, { name, email }: Invitee) {
  const { token, expiresAt } = await createLink(trx, { kind: 'invitation', accountId, name, email }, now())
  return { url: toLinkUrl(publicUrl, 'invitation', token), expiresAt }
}

export async function reissuePassword({ db, now, publicUrl }: AccountParts, where: { accountId: string; personId: string }) {
  return db.transaction().execute(async (trx) => {
    const person = await findPersonOfAccount(trx, where)
    if (!person) throw notFound()
    const { token, expiresAt } = await createLink(trx, { kind: 'new-password', ...where, name: person.name, email: person.email }, now())
    return { url: toLinkUrl(publicUrl, 'new-password', token), expiresAt }
  })
}

/** Staff enters the code that Mimecast issued; what was found under the old one stays as it was. */
export async function setDomainCode(parts: AccountParts, person: Person, where: { accountId: string; domainId: string; code: string }) {
  const { accountId } = where
  await parts.db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, accountId, parts.now())
    if (!(await updateDomainCode(trx, where))) throw notFound()
    await appendDecision(trx, { accountId, at, by: person }, { kind: 'account-changed', data: { fields: ['code'] }, domainId: where.domainId })
  })
  parts.live.publish({ topic: 'journey', accountId })
  return readAccountDetail(parts, accountId)
}
