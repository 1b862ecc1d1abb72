import { expect, test } from 'vitest'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'

const parts = useDnsWorld({ zones: sampleZones, faults: sampleFaults }, { deadlineMs: 1500 })

const spfOf = async (name: string): Promise<string[]> => {
  const outcome = await parts.resolver.lookup(name, 'TXT')
  if (outcome.kind !== 'answer') throw new Error(`${name}: ${outcome.kind}`)
  return outcome.records.map(({ text }) => text).filter((text) => text.startsWith('v=spf1'))
}

test('every sample domain ends in .example, and no vendor include is missing', async () => {
  const names = sampleZones.map(({ origin }) => origin)
  expect(names.filter((name) => name.endsWith('.example')).length).toBeGreaterThan(20)
  for (const key of ['eu', 'de', 'us', 'ca', 'za', 'au']) {
    expect(await spfOf(`${key}._netblocks.mimecast.com`)).toHaveLength(1)
  }
  expect((await spfOf('_netblocks.mimecast.com'))[0]?.match(/include:/g)).toHaveLength(6)
  expect(await spfOf('spf.protection.outlook.com')).toHaveLength(1)
  expect(await spfOf('_spf.google.com')).toHaveLength(1)
})

test('the sample records say what their names promise', async () => {
  expect(await spfOf('good.example')).toEqual(['v=spf1 include:eu._netblocks.mimecast.com ~all'])
  expect(await spfOf('second.example')).toEqual([
    'v=spf1 ip4:192.0.2.1 include:eu._netblocks.mimecast.com ~all',
  ])
  expect(await spfOf('missing.example')).toEqual([])
  expect(await spfOf('two-records.example')).toHaveLength(2)
  expect((await spfOf('long.example'))[0]?.length).toBeGreaterThan(255)
})

test('the hostile record comes through octet by octet', async () => {
  const outcome = await parts.resolver.lookup('hostile.example', 'TXT')
  if (outcome.kind !== 'answer') throw new Error(outcome.kind)
  const [spf] = outcome.records
  expect(spf?.ascii).toBe(false)
  expect(Buffer.from(spf?.text ?? '', 'latin1').toString('utf8')).toContain('\u202Emoc.elpmaxe\u0000 ~all')
})

test('the unreachable domains are unreachable in their own ways', async () => {
  const inHaste = parts.resolver.lookupWith({ deadlineMs: 100 })
  expect(await inHaste('silent.example', 'TXT')).toMatchObject({ kind: 'timeout' })
  expect(await parts.resolver.lookup('servfail.example', 'MX')).toMatchObject({ kind: 'servfail' })
  expect(await parts.resolver.lookup('x.refused.example', 'TXT')).toMatchObject({ kind: 'refused' })
  const slow = parts.resolver.lookupWith({ deadlineMs: 4000 })
  expect(await slow('slow.example', 'TXT')).toMatchObject({ kind: 'answer' })
})
