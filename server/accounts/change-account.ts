import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Person } from '#core/contract/session.ts'
import type { AccountDetail, changeAccountRequestSchema } from '#core/contract/staff.ts'
import { changeAddresses } from '../addresses/change-addresses.ts'
import type { Database } from '../db/schema.ts'
import { startZoneWatches } from '../domains/zone-watch.ts'
import { insertDomain } from '../domains/domains.store.ts'
import { invalid } from '../http/errors.ts'
import { appendDecision, readDomainRows, touchAccount, type Actor } from '../journey/journey.store.ts'
import { readAccountDetail, type AccountParts } from './accounts.service.ts'
import { updateAccount, type AccountChange } from './accounts.store.ts'
import { readTypedDomains } from './typed-domains.ts'

export type AccountChangeRequest = z.output<typeof changeAccountRequestSchema>
interface Place {
  accountId: string
  at: string
  by: Actor
}

/** Staff's change of an account: fields, domains and addresses together, or nothing of it. */
export async function changeAccount(parts: AccountParts, person: Person, accountId: string, wanted: AccountChangeRequest): Promise<AccountDetail> {
  await parts.db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, accountId, parts.now())
    const place = { accountId, at, by: { id: person.id, name: person.name } }
    await changeFields(trx, place, wanted)
    await addDomains(trx, place, wanted.addDomains ?? [])
    await changeAddresses(trx, place, { add: wanted.addAddresses ?? [], remove: wanted.removeAddresses ?? [] }, { add: 'addAddresses', remove: 'removeAddresses' })
  })
  parts.live.publish({ topic: 'journey', accountId })
  return readAccountDetail(parts, accountId)
}

async function changeFields(trx: Kysely<Database>, place: Place, wanted: AccountChangeRequest): Promise<void> {
  const change = toRow(wanted)
  if (Object.keys(change).length === 0) return
  await updateAccount(trx, place.accountId, change)
  const fields = Object.keys(wanted).filter((name) => !['addDomains', 'addAddresses', 'removeAddresses'].includes(name))
  await appendDecision(trx, place, { kind: 'account-changed', data: { fields } })
}

function toRow(wanted: AccountChangeRequest): AccountChange {
  const change: AccountChange = {}
  if (wanted.platform !== undefined) change.platform = wanted.platform
  if (wanted.dynamicAddresses !== undefined) change.dynamic_addresses = wanted.dynamicAddresses ? 1 : 0
  if (wanted.allowGlobalInclude !== undefined) change.allow_global_include = wanted.allowGlobalInclude ? 1 : 0
  if (wanted.include !== undefined) change.include = wanted.include
  if (wanted.generalSmartHosts !== undefined) change.general_hosts = toText(wanted.generalSmartHosts)
  if (wanted.office365SmartHosts !== undefined) change.office365_hosts = toText(wanted.office365SmartHosts)
  return change
}

const toText = (hosts: readonly string[] | null): string | null => (hosts === null ? null : JSON.stringify(hosts))

async function addDomains(trx: Kysely<Database>, { accountId, at, by }: Place, typed: readonly string[]): Promise<void> {
  const present = (await readDomainRows(trx, accountId)).map(({ name }) => name)
  const { names, problems } = await readTypedDomains(trx, typed, { accountId, field: 'addDomains', present })
  if (problems.length > 0) throw invalid(problems)
  for (const name of names) {
    const domainId = await insertDomain(trx, { accountId, name, isPrimary: false, at })
    await startZoneWatches(trx, { accountId, domainIds: [domainId] }, new Date(at))
    await appendDecision(trx, { accountId, at, by }, { kind: 'domain-added', data: { name }, domainId })
  }
}
