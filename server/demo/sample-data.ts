/** Fills a database with the sample accounts, by the same acts that people would do. Needs the DNS world that it writes into. */
import type { Kysely } from 'kysely'
import * as journey from '#core/contract/journey.ts'
import { sendRequest } from '#core/contract/requests.ts'
import { insertNewAccount } from '../accounts/new-account.ts'
import type { Database } from '../db/schema.ts'
import { createApp } from '../http/app.ts'
import type { Parts } from '../parts.ts'
import { hashPassword } from '../people/passwords.ts'
import { insertPerson } from '../people/people.store.ts'
import { createRoutes } from '../routes.ts'
import { actAs, type Caller } from './act-as.ts'
import type { DnsWorld } from './dns-world.ts'
import { accountZones, sampleKeys, samplePassword, sampleRows, sampleStaff, type SampleKey } from './sample-accounts.ts'

export interface SamplePerson {
  name: string
  email: string
  password: string
}
export interface SampleAccount {
  accountId: string
  company: string
  domains: readonly string[]
  person: SamplePerson
}
export interface SampleData {
  staff: SamplePerson
  accounts: Readonly<Record<SampleKey, SampleAccount>>
}

export async function seedSampleData(parts: Parts, world: Pick<DnsWorld, 'addZone' | 'setTxt'>): Promise<SampleData> {
  for (const zone of accountZones) world.addZone(zone)
  const passwordHash = await hashPassword(samplePassword)
  const at = parts.now().toISOString()
  await insertPerson(parts.db, { ...sampleStaff, accountId: null, role: 'staff', passwordHash, at })

  const app = createApp(parts, createRoutes(parts))
  const accounts: Partial<Record<SampleKey, SampleAccount>> = {}
  for (const key of sampleKeys) {
    const { accountId, personId } = await parts.db.transaction().execute((trx) => insertSample(trx, key, { passwordHash, at }))
    const { company, domains, contact } = sampleRows[key]
    accounts[key] = { accountId, company, domains, person: { ...contact, password: samplePassword } }
    await tellStory(key, { caller: await actAs(app, parts, personId), world })
  }
  return { staff: { ...sampleStaff, password: samplePassword }, accounts: accounts as Record<SampleKey, SampleAccount> }
}

async function insertSample(trx: Kysely<Database>, key: SampleKey, { passwordHash, at }: { passwordHash: string; at: string }) {
  const row = sampleRows[key]
  const accountId = await insertNewAccount(trx, { dynamicAddresses: false, rfiRanges: [], ...row }, at)
  const personId = await insertPerson(trx, { ...row.contact, accountId, role: 'customer', passwordHash, at })
  return { accountId, personId }
}

interface Teller {
  caller: Caller
  world: Pick<DnsWorld, 'setTxt'>
}

/** What has happened in the account before the demo begins. */
async function tellStory(key: SampleKey, teller: Teller): Promise<void> {
  switch (key) {
    case 'half-way':
      return walkHalfWay(teller)
    case 'finished':
      return walkToTheEnd(teller)
    case 'asking':
      return askStaff(teller)
    case 'office-365':
    case 'hosted-exchange':
    case 'on-premises':
    case 'hybrid':
    case 'google-workspace':
    case 'many-domains':
      return
  }
}

async function startAndProve({ caller, world }: Teller): Promise<string> {
  const { domains } = await caller.get(journey.startJourney, { body: {} })
  const primary = domains.find(({ isPrimary }) => isPrimary)
  if (!primary?.proof.code) throw new Error('The sample account has no domain to prove')
  world.setTxt(`_connect-challenge.${primary.name}`, [primary.proof.code])
  await caller.get(journey.checkProof, { params: { domainId: primary.id }, body: {} })
  return primary.id
}

/** The record was looked up and answered, and published in the wrong order. */
async function walkHalfWay(teller: Teller): Promise<void> {
  const { caller } = teller
  const params = { domainId: await startAndProve(teller) }
  const { addresses } = await caller.get(journey.getJourney)
  await caller.get(journey.confirmAddresses, { body: { addresses: addresses.map(({ address }) => address) } })
  await caller.get(journey.checkSpf, { params, body: {} })
  await caller.get(journey.answerSpf, { params, body: { mailPaths: 'others-too' } })
  await caller.get(journey.markSpfPublished, { params, body: {} })
  await caller.get(journey.checkSpf, { params, body: {} })
}

async function walkToTheEnd(teller: Teller): Promise<void> {
  const { caller } = teller
  const params = { domainId: await startAndProve(teller) }
  await caller.get(journey.checkSpf, { params, body: {} })
  await caller.get(journey.answerSpf, { params, body: { mailPaths: 'others-too' } })
  await caller.get(journey.markSpfPublished, { params, body: {} })
  await caller.get(journey.answerConnector, { body: { tenantDomain: 'evergreen.onmicrosoft.com' } })
  await caller.get(journey.confirmConnector, { body: {} })
}

async function askStaff(teller: Teller): Promise<void> {
  await startAndProve(teller)
  const message = 'We moved to a new provider in October. The old address is switched off at the end of the month.'
  await teller.caller.get(sendRequest, { body: { message, add: ['203.119.101.61'], remove: ['199.43.135.53'], step: 'addresses' } })
}
