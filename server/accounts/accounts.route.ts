import * as contract from '#core/contract/staff.ts'
import { notFound } from '../http/errors.ts'
import { staffRoute, type Call, type Route } from '../http/route.ts'
import { createAccount, inviteCustomer, listAccounts, readAccountDetail, reissuePassword, setDomainCode, type AccountParts } from './accounts.service.ts'
import { changeAccount } from './change-account.ts'

/** Staff reaches every account, so here alone the account is named by the path. */
export function createAccountRoutes(parts: AccountParts): Route[] {
  return [
    staffRoute(contract.listAccounts, async () => ({ accounts: await listAccounts(parts) })),
    staffRoute(contract.createAccount, ({ body }) => createAccount(parts, body)),
    staffRoute(contract.getAccount, (call) => readAccountDetail(parts, idOf(call, 'accountId'))),
    staffRoute(contract.changeAccount, (call) => changeAccount(parts, call.person, idOf(call, 'accountId'), call.body)),
    staffRoute(contract.setDomainCode, (call) =>
      setDomainCode(parts, call.person, { accountId: idOf(call, 'accountId'), domainId: idOf(call, 'domainId'), code: call.body.code })),
    staffRoute(contract.inviteCustomer, (call) => inviteCustomer(parts, idOf(call, 'accountId'), call.body)),
    staffRoute(contract.reissuePassword, (call) =>
      reissuePassword(parts, { accountId: idOf(call, 'accountId'), personId: idOf(call, 'personId') })),
  ]
}

function idOf({ params }: Call<unknown>, name: string): string {
  const id = params[name]
  if (id === undefined) throw notFound()
  return id
}
