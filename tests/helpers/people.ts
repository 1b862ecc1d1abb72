import type { CreateAccountRequest } from '#core/contract/staff.ts'
import { redeemLink } from '#core/contract/session.ts'
import { createAccount } from '#core/contract/staff.ts'
import type { App } from '../../server/http/app.ts'
import type { Parts } from '../../server/parts.ts'
import { createPeopleService } from '../../server/people/people.service.ts'
import { createCaller, type Caller } from './api-caller.ts'

export const password = 'correct horse battery'

export const tokenOf = (url: string): string => new URL(url).hash.slice(1)

/** The first staff person, as the set-up link makes them. Only once for a database. */
export async function becomeStaff(app: App, parts: Parts, email = 'staff@connect.example'): Promise<Caller> {
  const url = await createPeopleService(parts).createSetUpUrl()
  if (url === null) throw new Error('There is staff already')
  const staff = createCaller(app)
  await staff.call(redeemLink, { body: { token: tokenOf(url), name: 'Sam Staff', email, password } })
  return staff
}

export const northwind: CreateAccountRequest = {
  company: 'Northwind', code: 'CUK12A345', platform: 'on-premises', domains: ['northwind.example', 'mail.northwind.example'],
  dynamicAddresses: false, addresses: ['193.0.6.139'], rfiRanges: [], contact: { name: 'Nora North', email: 'nora@northwind.example' },
}

export interface TestCustomer {
  accountId: string
  caller: Caller
  domainIds: readonly string[]
}

/** An account made by staff, and its customer, signed in by the invitation. */
export async function becomeCustomer(app: App, staff: Caller, change: Partial<CreateAccountRequest> = {}): Promise<TestCustomer> {
  const account = { ...northwind, ...change }
  const { detail, invitation } = await staff.call(createAccount, { body: account })
  const caller = createCaller(app)
  await caller.call(redeemLink, { body: { token: tokenOf(invitation.url), ...account.contact, password } })
  return { accountId: detail.account.id, caller, domainIds: detail.journey.domains.map(({ id }) => id) }
}
