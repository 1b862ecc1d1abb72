import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { classifyAddress } from '#core/address/address.ts'
import { regionOfAccountCode, type RegionKey } from '#core/catalogue/regions.ts'
import type { FieldProblem } from '#core/contract/common.ts'
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import { insertAddress } from '../addresses/addresses.store.ts'
import type { Database } from '../db/schema.ts'
import { insertDomain } from '../domains/domains.store.ts'
import { AppError, invalid } from '../http/errors.ts'
import { findPersonByEmail } from '../people/people.store.ts'
import { insertAccount } from './accounts.store.ts'
import { readTypedDomains } from './typed-domains.ts'

/** Everything that staff typed, judged at once and written at once: nothing half-made is left behind. */
export async function insertNewAccount(trx: Kysely<Database>, typed: CreateAccountRequest, at: string): Promise<string> {
  const id = randomUUID()
  const region = readRegion(typed)
  const domains = await readTypedDomains(trx, typed.domains, { accountId: id, field: 'domains', present: [] })
  const addresses = readAddresses(typed.addresses)
  const problems = [...region.problems, ...domains.problems, ...addresses.problems]
  if (problems.length > 0 || region.key === null) throw invalid(problems)
  if (await findPersonByEmail(trx, typed.contact.email)) throw new AppError('person.email-taken', { fields: [{ field: 'contact.email', code: 'person.email-taken' }] })

  await insertAccount(trx, {
    id, company: typed.company, code: typed.code, region: region.key, platform: typed.platform,
    dynamic_addresses: typed.dynamicAddresses ? 1 : 0, allow_global_include: 0, include: null, general_hosts: null,
    office365_hosts: null, rfi_ranges: JSON.stringify(typed.rfiRanges), version: 1, created_at: at, updated_at: at,
  })
  for (const [index, name] of domains.names.entries()) await insertDomain(trx, { accountId: id, name, isPrimary: index === 0, at })
  for (const address of addresses.found) await insertAddress(trx, { accountId: id, address, at })
  return id
}

/** One fact, one source (architecture D6): the code's prefix decides, and staff only where it says nothing. */
function readRegion({ code, region }: CreateAccountRequest): { key: RegionKey | null; problems: FieldProblem[] } {
  const derived = regionOfAccountCode(code)
  if (derived === null) return { key: region ?? null, problems: region === undefined ? [{ field: 'region', code: 'account.region-needed' }] : [] }
  const contradicts = region !== undefined && region !== derived
  return { key: derived, problems: contradicts ? [{ field: 'region', code: 'account.region-contradicts', understood: derived }] : [] }
}

/** The same address twice is one address. */
function readAddresses(typed: readonly string[]): { found: readonly string[]; problems: readonly FieldProblem[] } {
  const read = typed.map((text, index) => ({ index, address: classifyAddress(text) }))
  const problems = read.flatMap(({ index, address }) =>
    address.kind === 'public-ipv4' ? [] : [{ field: `addresses.${String(index)}`, code: address.kind, understood: address.understood }])
  const found = read.flatMap(({ address }) => (address.kind === 'public-ipv4' ? [address.address] : []))
  return { found: [...new Set(found)], problems }
}
