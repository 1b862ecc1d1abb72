import { expect, test } from 'vitest'
import type { Kysely } from 'kysely'
import type { Database } from '../../../server/db/schema.ts'
import { sampleZones } from '../../../server/demo/sample-zones.ts'
import { createReadiness } from '../../../server/http/readiness.ts'
import type { Parts } from '../../../server/parts.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { createTestParts } from '../../helpers/server-parts.ts'

const dns = useDnsWorld({ zones: sampleZones })

describeOnEachDatabase('whether work can be done', (open) => {
  let opened: Promise<Kysely<Database>> | undefined

  test('an answer that is remembered does not hide that no DNS server answers any more', async () => {
    const parts = { ...createTestParts(await (opened ??= open())), resolver: dns.resolver }
    const isReady = createReadiness(parts)
    dns.world.fault('.', null)
    expect(await isReady()).toEqual({ ready: true, database: true, dns: true })
    dns.world.fault('.', 'silent')
    parts.pass(2_000)
    expect(await isReady()).toEqual({ ready: false, database: true, dns: false })
  })

  test('asking often costs one question', async () => {
    // Counted where it is asked: the server may see a datagram of the silent look-up above late, or one of ours twice.
    let asked = 0
    const resolver: Parts['resolver'] = {
      ...dns.resolver,
      lookupWith: (options) => {
        asked += 1
        return dns.resolver.lookupWith(options)
      },
    }
    const isReady = createReadiness({ ...createTestParts(await (opened ??= open())), resolver })
    dns.world.fault('.', null)
    for (let i = 0; i < 5; i += 1) await isReady()
    expect(asked).toBe(1)
  })
})
