import { Agent, get, type ClientRequest } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkProof, getJourney, startJourney } from '#core/contract/journey.ts'
import { liveEventsPath } from '#core/contract/live.ts'
import { redeemLink } from '#core/contract/session.ts'
import { viewedRungs } from '../../server/watch/ladder.ts'
import { openZone } from '../helpers/open-zone.ts'
import { password, startProduct, type Product } from '../helpers/product.ts'
import { createTestClient, type TestClient } from '../helpers/signed-in-client.ts'

const domain = 'harbour.example'
const everyMs = viewedRungs[0]?.delayMs ?? 0
const windowMs = 6 * everyMs

let product: Product
let customer: TestClient
let domainId: string
beforeAll(async () => {
  product = await startProduct()
  openZone(product.world, domain)
  const contact = { name: 'Tess Tide', email: 'tess@harbour.example' }
  const { invitationUrl } = await product.createAccount({ platform: 'office-365', domains: [domain], contact })
  customer = createTestClient(product.url)
  await customer.call(redeemLink, { body: { token: new URL(invitationUrl).hash.slice(1), ...contact, password } })
  await customer.call(startJourney, { body: {} })
  domainId = (await customer.call(getJourney)).domains[0]?.id ?? ''
})
afterAll(() => product?.close())

/** A page's stream: counts how often it hears that the domain was asked about. */
async function openStream(agent: Agent, onAsked: () => void): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = get(`${product.url}${liveEventsPath}?domain=${domainId}`, { agent, headers: { cookie: customer.cookie(), origin: product.url } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`The stream answered ${String(response.statusCode)}`))
      response.setEncoding('utf8').on('data', (text: string) => {
        for (const _ of text.matchAll(/"asked"/gu)) onAsked()
      })
      resolve(request)
    })
    request.on('error', reject)
  })
}

const countAtSource = (sinceMs: number): number => product.world.questions.filter(({ name, face, atMs }) => face === 'authority' && name.endsWith(domain) && atMs >= sinceMs).length

/** Questions to the zone's servers while so many pages are open, and how often each page heard of it. */
async function measure(pages: number): Promise<{ questions: number; heard: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const heard = Array.from({ length: pages }, () => 0)
  const streams = await Promise.all(heard.map((_, page) => openStream(agent, () => { heard[page] = (heard[page] ?? 0) + 1 })))
  // The first beat of the new number of pages has gone by.
  await wait(everyMs)
  const since = performance.now()
  heard.fill(0)
  await wait(windowMs)
  const questions = countAtSource(since)
  for (const stream of streams) stream.destroy()
  agent.destroy()
  return { questions, heard }
}

test('five hundred open pages cost the zone’s servers what one costs, and each hears of every look', async () => {
  const missing = await customer.call(checkProof, { params: { domainId }, body: {} })
  expect(missing.domains[0]?.proof.evidence?.outcome).toBe('not-proven')
  const one = await measure(1)
  expect(one.heard[0]).toBeGreaterThanOrEqual(2)
  const questionsALook = one.questions / (one.heard[0] ?? 1)
  const many = await measure(500)
  const looks = Math.max(...many.heard)
  expect(looks).toBeGreaterThanOrEqual(2)
  expect(Math.min(...many.heard), 'every page hears the same').toBeGreaterThanOrEqual(looks - 1)
  // A window holds a look more or less than another one.
  expect(many.questions).toBeLessThanOrEqual(one.questions + 2 * questionsALook)
})
