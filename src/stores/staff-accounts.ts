import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Endpoint } from '#core/contract/endpoint.ts'
import * as contract from '#core/contract/staff.ts'
import type { AccountDetail, AccountSummary, CreateAccountRequest } from '#core/contract/staff.ts'
import type * as z from 'zod/mini'
import type { CallOptions, PageProblem } from '../api/client.ts'
import { useClient, useLive } from '../api/provided.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { onPersonChange } from './session.ts'

export type ChangeAccount = z.infer<typeof contract.changeAccountRequestSchema>

/** All accounts for the implementation team, and the one that is open. One-time links are only ever in an answer. */
export const useStaffAccountsStore = defineStore('staff-accounts', () => {
  const client = useClient()
  const live = useLive()
  /** Null until the list was read once. */
  const accounts = ref<AccountSummary[] | null>(null)
  const listProblem = ref<PageProblem | null>(null)
  const detail = ref<AccountDetail | null>(null)
  const problem = ref<PageProblem | null>(null)
  let wanted: string | null = null

  async function load() {
    const answer = await client.call(contract.listAccounts)
    listProblem.value = answer.ok ? null : answer.problem
    if (answer.ok) accounts.value = answer.value.accounts
    return answer
  }

  async function open(accountId: string) {
    wanted = accountId
    if (detail.value?.account.id !== accountId) detail.value = null
    const answer = await client.call(contract.getAccount, { params: { accountId } })
    if (wanted !== accountId) return answer
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) detail.value = answer.value
    return answer
  }

  async function create(body: CreateAccountRequest) {
    const answer = await client.call(contract.createAccount, { body })
    if (answer.ok) detail.value = answer.value.detail
    return answer
  }

  async function act<Body>(endpoint: Endpoint<Body, AccountDetail>, options: CallOptions<Body>) {
    const answer = await client.call(endpoint, options)
    if (answer.ok && detail.value?.account.id === answer.value.account.id) detail.value = answer.value
    return answer
  }

  /** Before another person comes to the same tab. */
  function clear(): void {
    accounts.value = null
    detail.value = null
    listProblem.value = null
    problem.value = null
    wanted = null
  }

  onPersonChange(clear)
  const readListAgain = oneAtATime(load)
  const readDetailAgain = oneAtATime(async () => {
    if (detail.value !== null) await open(detail.value.account.id)
  })
  live.subscribe('journey', (accountId) => {
    if (accounts.value !== null) readListAgain()
    if (accountId === null || accountId === detail.value?.account.id) readDetailAgain()
  })
  live.subscribe('requests', () => {
    if (accounts.value !== null) readListAgain()
  })

  return {
    accounts, listProblem, detail, problem, load, open, create, clear,
    change: (accountId: string, body: ChangeAccount) => act(contract.changeAccount, { params: { accountId }, body }),
    setCode: (accountId: string, domainId: string, code: string) =>
      act(contract.setDomainCode, { params: { accountId, domainId }, body: { code } }),
    invite: (accountId: string, body: { name: string; email: string }) =>
      client.call(contract.inviteCustomer, { params: { accountId }, body }),
    newPassword: (accountId: string, personId: string) =>
      client.call(contract.reissuePassword, { params: { accountId, personId }, body: {} }),
  }
})
