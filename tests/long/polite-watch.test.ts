import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkSpf, getJourney } from '#core/contract/journey.ts'
import type { DomainView } from '#core/contract/journey.ts'
import { liveEventsPath } from '#core/contract/live.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { expectPolite } from '../helpers/polite.ts'
import { startProduct, type Product } from '../helpers/product.ts'
import { createProvenCustomer, type ProvenCustomer } from '../helpers/proven-customer.ts'

let product: Product
let zone: OpenZone
let tess: ProvenCustomer

beforeAll(async () => {
  product = await startProduct()
  zone = openZone(product.world, 'slowtide.example')
  tess = await createProvenCustomer(product, zone)
})
afterAll(async () => {
  pageOpen.abort()
  await product?.close()
})

const pageOpen = new AbortController()
/** As an open page does that shows the domain. */
const lookOn = (id: string) => fetch(`${product.url}${liveEventsPath}?domain=${id}`, { headers: { cookie: tess.client.cookie() }, signal: pageOpen.signal })

const readDomain = async (): Promise<DomainView> => {
  const [domain] = (await tess.client.call(getJourney)).domains
  if (domain === undefined) throw new Error('no domain')
  return domain
}
const lookUntil = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 20_000, interval: 100 })

test('with nobody pressing, a zone’s server hears at most one question a second, and the record is seen once it is there', async () => {
  const { id } = await readDomain()
  await lookOn(id)
  await tess.client.call(checkSpf, { params: { domainId: id }, body: {} })
  const pressed = product.world.questions.length
  const since = () => product.world.questions.slice(pressed)
  const ofRecord = () => since().filter(({ face, name, type }) => face === 'authority' && name === zone.origin && type === 'TXT')
  expect(await readDomain()).toMatchObject({ spf: { validAt: null, evidence: { source: { state: 'not-published' } } }, watches: [{ kind: 'spf' }] })

  await lookUntil(() => expect(ofRecord()).toHaveLength(1))
  expect(since().filter(({ face }) => face === 'resolver')).toEqual([])
  zone.addTxt('v=spf1 include:eu._netblocks.mimecast.com ~all')
  await lookUntil(async () => expect((await readDomain()).spf.validAt).not.toBeNull())

  expectPolite(since().filter(({ face }) => face === 'authority').map(({ atMs }) => atMs))
  expect((await readDomain()).watches).toEqual([])
  const { history } = await tess.client.call(getJourney)
  expect(history.filter(({ kind }) => kind === 'spf-valid')).toHaveLength(1)
}, 60_000)
