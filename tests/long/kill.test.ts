import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as acts from '#core/contract/journey.ts'
import type { Journey } from '#core/contract/journey.ts'
import { redeemLink } from '#core/contract/session.ts'
import { createAccount } from '#core/contract/staff.ts'
import { buildServer } from '../../bin/build.mjs'
import { createDnsWorld, type DnsWorld } from '../../server/demo/dns-world.ts'
import { sampleZones } from '../../server/demo/sample-zones.ts'
import { password } from '../helpers/product.ts'
import { findFreePort, startServerProcess, type ServerProcess } from '../helpers/server-process.ts'
import { createTestClient, UnexpectedProblem, type TestClient } from '../helpers/signed-in-client.ts'

const rounds = 5
let world: DnsWorld
let dataDir: string
let environment: Record<string, string>
let server: ServerProcess

beforeAll(async () => {
  await buildServer()
  world = await createDnsWorld({ zones: sampleZones })
  dataDir = await mkdtemp(join(tmpdir(), 'connect-kill-'))
  environment = { PORT: String(await findFreePort()), DATA_DIR: dataDir, DNS_SERVERS: world.resolverAddress }
  server = await startServerProcess(environment)
})

afterAll(async () => {
  await server.stop()
  await world.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Step {
  name: string
  act: (customer: TestClient, journey: Journey) => Promise<Journey>
  isDone: (journey: Journey) => boolean
}

const domainId = (journey: Journey) => journey.domains[0]?.id ?? ''
const addresses = ['193.0.6.139', '196.216.2.6']

/** The whole way of an on-premises customer; each act with how the journey shows that it happened. */
const steps: readonly Step[] = [
  { name: 'start', act: (c) => c.call(acts.startJourney, { body: {} }), isDone: (j) => j.started !== null },
  {
    name: 'proof',
    act: (c, j) => c.call(acts.checkProof, { params: { domainId: domainId(j) }, body: {} }),
    isDone: (j) => j.domains[0]?.proof.provenAt != null,
  },
  { name: 'addresses', act: (c) => c.call(acts.confirmAddresses, { body: { addresses } }), isDone: (j) => j.addressesConfirmed !== null },
  {
    name: 'look at the record',
    act: (c, j) => c.call(acts.checkSpf, { params: { domainId: domainId(j) }, body: {} }),
    isDone: (j) => j.domains[0]?.spf.evidence != null,
  },
  {
    name: 'answer',
    act: (c, j) => c.call(acts.answerSpf, { params: { domainId: domainId(j) }, body: { mailPaths: 'others-too' } }),
    isDone: (j) => j.domains[0]?.spf.answer?.mailPaths === 'others-too',
  },
  {
    name: 'published',
    act: (c, j) => c.call(acts.markSpfPublished, { params: { domainId: domainId(j) }, body: {} }),
    isDone: (j) => j.domains[0]?.spf.published != null,
  },
  { name: 'skip', act: (c) => c.call(acts.skipSpfCheck, { body: { reason: 'published tonight' } }), isDone: (j) => j.spfCheckSkipped !== null },
  {
    name: 'exchange version',
    act: (c) => c.call(acts.answerConnector, { body: { exchangeVersion: '2019' } }),
    isDone: (j) => j.connector.answers.exchangeVersion === '2019',
  },
  {
    name: 'tick',
    act: (c) => c.call(acts.tickGuideStep, { body: { step: 'a-step', done: true } }),
    isDone: (j) => j.connector.ticks.includes('a-step'),
  },
  { name: 'connector', act: (c) => c.call(acts.confirmConnector, { body: {} }), isDone: (j) => j.connector.confirmed !== null },
]

async function invite(staff: TestClient, round: number): Promise<{ customer: TestClient; code: string; domain: string }> {
  const domain = `r${String(round)}.good.example`
  const { detail, invitation } = await staff.call(createAccount, {
    body: {
      company: 'Kept Ltd', code: `CUK90${String(round)}0`, platform: 'on-premises', domains: [domain], dynamicAddresses: false,
      addresses, rfiRanges: [], contact: { name: 'Maria', email: `maria${String(round)}@kept.example` },
    },
  })
  const customer = createTestClient(server.url)
  const token = new URL(invitation.url).hash.slice(1)
  await customer.call(redeemLink, { body: { token, name: 'Maria', email: `maria${String(round)}@kept.example`, password } })
  return { customer, code: detail.journey.domains[0]?.proof.code ?? '', domain }
}

/** Acts while the power is cut at some moment; true when the act was acknowledged before. */
async function actWhileKilled(step: Step, customer: TestClient, journey: Journey, delayMs: number): Promise<boolean> {
  const acting = step.act(customer, journey).then(
    () => true,
    (error: unknown) => {
      if (error instanceof UnexpectedProblem && error.problem.code === 'offline') return false
      throw error
    },
  )
  await wait(delayMs)
  await server.kill()
  const acknowledged = await acting
  server = await startServerProcess(environment)
  return acknowledged
}

it('killed at any moment of the journey, the server has lost nothing that it confirmed, and nothing is half done', async () => {
  const staff = createTestClient(server.url)
  await staff.call(redeemLink, {
    body: { token: new URL(server.setUpUrl ?? '').hash.slice(1), name: 'Sam', email: 'sam@connect.example', password },
  })
  let acknowledgedActs = 0
  let cutActs = 0
  for (let round = 0; round < rounds; round += 1) {
    const { customer, code, domain } = await invite(staff, round)
    world.setTxt(domain, [code, 'v=spf1 ip4:192.0.2.7 ~all'])
    for (const [index, step] of steps.entries()) {
      let journey = await customer.call(acts.getJourney)
      // Moments before, during and after the write. A server that just came up is slow: each attempt waits longer.
      for (let attempt = 0; !step.isDone(journey); attempt += 1) {
        expect(attempt, `${step.name} succeeds in the end`).toBeLessThan(9)
        const delayMs = ((round * 7 + index * 3) % 20) * 2 + 25 * (2 ** attempt - 1)
        const acknowledged = await actWhileKilled(step, customer, journey, delayMs)
        journey = await customer.call(acts.getJourney)
        if (acknowledged) acknowledgedActs += 1
        else cutActs += 1
        if (acknowledged) expect(step.isDone(journey), `${step.name} of round ${String(round)} was confirmed`).toBe(true)
      }
      for (const before of steps.slice(0, index + 1)) expect(before.isDone(journey), before.name).toBe(true)
    }
  }
  // Both kinds happened: otherwise the moments were chosen badly and the test shows nothing.
  expect(acknowledgedActs).toBeGreaterThan(rounds)
  expect(cutActs).toBeGreaterThan(rounds)
})
