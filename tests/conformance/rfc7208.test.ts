import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import type { DnsListener } from '../../server/demo/dns-listener.ts'
import { createResolver, type Resolver } from '../../server/dns/resolver.ts'
import { createSuiteServer } from './suite-server.ts'
import { readSuite, suiteDir, type SuiteCase } from './suite.ts'

const suite = readSuite()

it.runIf(suite.length === 0)(`has no cases in ${suiteDir}`, () => {
  expect(suite).toEqual([])
})

describe.each(suite)('$description', (scenario) => {
  let server: DnsListener
  let resolver: Resolver
  beforeAll(async () => {
    server = await createSuiteServer(scenario)
    resolver = createResolver({ upstreams: [server.address], deadlineMs: 300 })
  })
  afterAll(async () => {
    await resolver.close()
    await server.close()
  })

  it.each(Object.entries(scenario.tests))('%s', async (_name, wanted) => {
    const { helo, host, mailfrom } = wanted
    const verdict = await evaluateSpf({
      ip: host, helo, mailfrom: mailfrom ?? '', receiver: 'receiver.example.net', nowSeconds: 0, lookup: resolver.lookup,
    })
    expect(verdict.result, `reason: ${JSON.stringify(verdict.reason)}`).toBe(preferred(wanted))
    if (wanted.explanation !== undefined) expect(verdict.explanation ?? 'DEFAULT').toBe(wanted.explanation)
  })
})

/** Where a case accepts several results, the first is the one to give. */
function preferred({ result }: SuiteCase): string | undefined {
  return typeof result === 'string' ? result : result[0]
}
