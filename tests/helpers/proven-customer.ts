import { checkProof, getJourney, startJourney } from '#core/contract/journey.ts'
import { redeemLink } from '#core/contract/session.ts'
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import type { OpenZone } from './open-zone.ts'
import { password, type Product } from './product.ts'
import { createTestClient, type TestClient } from './signed-in-client.ts'

export interface ProvenCustomer {
  name: string
  email: string
  accountId: string
  /** The same person at another machine. */
  client: TestClient
}

/** A customer who has begun and whose domain is proven: every step up to the connector can be opened. */
export async function createProvenCustomer(product: Product, zone: OpenZone, account: Partial<CreateAccountRequest> = {}): Promise<ProvenCustomer> {
  const contact = account.contact ?? { name: 'Tess Tide', email: `tess@${zone.origin}` }
  const { detail, invitationUrl } = await product.createAccount({ platform: 'office-365', domains: [zone.origin], ...account, contact })
  const client = createTestClient(product.url)
  await client.call(redeemLink, { body: { token: new URL(invitationUrl).hash.slice(1), ...contact, password } })
  await client.call(startJourney, { body: {} })
  const [domain] = (await client.call(getJourney)).domains
  if (domain === undefined || domain.proof.code === null) throw new Error('There is no domain with a code')
  zone.addTxt(domain.proof.code)
  await client.call(checkProof, { params: { domainId: domain.id }, body: {} })
  return { ...contact, accountId: detail.account.id, client }
}
