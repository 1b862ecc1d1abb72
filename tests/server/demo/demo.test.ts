import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '#core/contract/journey.ts'
import { listAllRequests } from '#core/contract/requests.ts'
import { signIn } from '#core/contract/session.ts'
import { listAccounts } from '#core/contract/staff.ts'
import { demoReplies, demoStories } from '#core/messages/en/demo.ts'
import { actAs } from '../../../server/demo/act-as.ts'
import { runDemoCommand } from '../../../server/demo/demo-control.ts'
import { sampleKeys, type SampleKey } from '../../../server/demo/sample-accounts.ts'
import { seedSampleData } from '../../../server/demo/sample-data.ts'
import { sampleZones } from '../../../server/demo/sample-zones.ts'
import { startDemo, type RunningDemo } from '../../../server/demo/start-demo.ts'
import { createApp } from '../../../server/http/app.ts'
import { createRoutes } from '../../../server/routes.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { openWay } from '../../helpers/way.ts'

describe('the demo', () => {
  let demo: RunningDemo
  beforeAll(async () => {
    demo = await startDemo({ PORT: '0', LOG_LEVEL: 'silent' })
  }, 30_000)
  afterAll(() => demo.close())

  const personOf = async (key: SampleKey) => {
    const { email } = demo.data.accounts[key].person
    return demo.server.parts.db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  }
  const callerOf = async (key: SampleKey) =>
    actAs(createApp(demo.server.parts, createRoutes(demo.server.parts)), demo.server.parts, (await personOf(key)).id)
  const command = (line: string) => runDemoCommand(demo.server.parts, demo.world, line)

  test('every printed person can sign in over HTTP with the printed password', async () => {
    const people = [demo.data.staff, ...sampleKeys.map((key) => demo.data.accounts[key].person)]
    for (const { email, password } of people) {
      const response = await fetch(`${demo.server.url}${signIn.path}`, {
        method: signIn.method, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }),
      })
      expect(`${email} ${String(response.status)}`).toBe(`${email} 200`)
    }
  })

  test('each account stands where its story says', async () => {
    const states = async (key: SampleKey) =>
      (await (await callerOf(key)).get(contract.getJourney)).tasks.map(({ key: step, reason }) => `${step} ${reason}`)
    expect(Object.keys(demoStories)).toEqual([...sampleKeys])
    for (const key of ['office-365', 'hosted-exchange', 'on-premises', 'hybrid', 'google-workspace', 'many-domains'] as const) {
      expect((await states(key))[0]).toBe('start start.read')
    }
    expect(await states('half-way')).toEqual(expect.arrayContaining(['addresses addresses.confirmed', 'spf-record spf-record.some-left', 'spf-check spf-check.wrong']))
    expect((await states('finished')).at(-1)).toBe('summary summary.done')
    expect(await states('asking')).toContain('addresses addresses.asked-staff')
    expect((await (await callerOf('many-domains')).get(contract.getJourney)).domains).toHaveLength(60)
  })

  test('the commands walk a customer through: prove, fix, spoil, silence, wake', async () => {
    const maria = await callerOf('office-365')
    const { domains } = await maria.get(contract.startJourney, { body: {} })
    const at = { params: { domainId: domains[0]?.id ?? '' }, body: {} }
    const outcome = async () => (await maria.get(contract.checkSpf, at)).domains[0]?.spf.evidence?.report.outcome

    expect(await command('prove northwind.example')).toBe(demoReplies.proved('_connect-challenge.northwind.example'))
    expect((await maria.get(contract.checkProof, at)).domains[0]?.proof.provenAt).not.toBeNull()
    expect(await outcome()).toBe('invalid')
    await maria.get(contract.answerSpf, { ...at, body: { mailPaths: 'others-too' } })
    const record = 'v=spf1 include:eu._netblocks.mimecast.com include:spf.protection.outlook.com -all'
    expect(await command(' fix  NORTHWIND.example. ')).toBe(demoReplies.published('northwind.example', record))
    expect(await outcome()).toBe('valid')
    await command('spoil northwind.example')
    expect(await outcome()).toBe('invalid')
    await command('silence northwind.example')
    expect(await outcome()).toBe('unavailable')
    await command('wake northwind.example')
    expect(await outcome()).toBe('invalid')
    expect(await command('txt northwind.example v=spf1   -all')).toBe(demoReplies.published('northwind.example', 'v=spf1 -all'))
  }, 20_000)

  test('an unknown command or domain is said to be so, and an empty line says nothing', async () => {
    expect(await command('publish northwind.example')).toBe(demoReplies.unknownCommand('publish'))
    expect(await command('constructor northwind.example')).toBe(demoReplies.unknownCommand('constructor'))
    expect(await command('prove nobody.example')).toBe(demoReplies.unknownDomain('nobody.example'))
    expect(await command('prove')).toBe(demoReplies.unknownDomain(''))
    expect(await command('   ')).toBeNull()
  })

  test('stopping removes the data folder', async () => {
    const other = await startDemo({ PORT: '0', LOG_LEVEL: 'silent' })
    const { dataDir } = other.server.parts.config
    expect(existsSync(dataDir)).toBe(true)
    await other.close()
    expect(existsSync(dataDir)).toBe(false)
    await expect(fetch(other.server.url)).rejects.toThrow()
  }, 30_000)
})

const dns = useDnsWorld({ zones: sampleZones })

describeOnEachDatabase('the sample data', (open) => {
  test('staff sees every account, who must act, and the request', async () => {
    const way = openWay(await open(), dns.resolver)
    await seedSampleData(way.parts, dns.world)
    const sam = await way.staff()
    const { accounts } = await sam.get(listAccounts)
    expect(accounts).toHaveLength(sampleKeys.length)
    expect(accounts.find(({ company }) => company === 'Lighthouse Optics')).toMatchObject({ whoActs: 'staff', openRequests: 1 })
    expect((await sam.get(listAllRequests)).requests).toHaveLength(1)
  })
})
