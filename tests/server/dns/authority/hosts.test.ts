import { describe, expect, test } from 'vitest'
import { createBudgets } from '../../../../server/dns/authority/budgets.ts'
import { createHosts } from '../../../../server/dns/authority/hosts.ts'
import { Stop } from '../../../../server/dns/stop.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, startInternet } from '../../../helpers/small-internet.ts'
import { createZone } from '../../../helpers/zone.ts'
import type { Zone } from '../../../helpers/zone.ts'

const zone = 'good.example'
const [first, second] = ['ns1.good.example', 'ns2.good.example'] as const
const address = '193.0.6.139'

const find = async (resolver: Zone, hosts: readonly string[] = [first, second], isOwn = false) => {
  const { lookup } = createZone(resolver)
  const now = () => 0
  const found = await createHosts({ resolver: { lookupWith: () => lookup }, budgets: createBudgets(now), now })
    .find(hosts.map((host) => ({ host, addresses: [] })), { errand: null, zone, isOwn, signal: new Stop() })
  return found.map(({ addresses, why }) => addresses[0] ?? why)
}

describe('name servers that all lie in their own zone, for which the parent has no address,', () => {
  test('have none, where the resolver fails as it must', async () => {
    expect(await find({ [first]: 'servfail', [second]: 'servfail' })).toEqual(['no-address', 'no-address'])
  })

  test.each(['timeout', 'network', 'aborted', 'refused', 'malformed'] as const)('may well have one, where what the resolver says is: %s', async (kind) => {
    expect(await find({ [first]: kind, [second]: kind })).toEqual(['failed', 'failed'])
  })

  test('may well have one, where the resolver knows the address of another', async () => {
    expect(await find({ [first]: { A: [address] }, [second]: 'servfail' })).toEqual([address, 'failed'])
  })

  test('may well have one, where the zone has said so itself, and not its parent', async () => {
    expect(await find({ [first]: 'servfail', [second]: 'servfail' }, [first, second], true)).toEqual(['failed', 'failed'])
  })
})

test('a failure says nothing of hosts of which one lies elsewhere', async () => {
  expect(await find({ [first]: 'servfail', 'ns.other.example': 'servfail' }, [first, 'ns.other.example'])).toEqual(['failed', 'failed'])
})

test.runIf(hasManyLoopbacks)('a zone below on the very server of its parent tells its servers itself: a failing resolver takes away none of them', async () => {
  const below = `sub.${customer}`
  const hosts = [`ns1.${below}`, `ns2.${below}`] as const
  const { authority } = await startInternet({
    delegations: { [customer]: ['ns1.customer.example'] }, glue: { 'ns1.customer.example': firstAt },
    servers: { [firstAt]: { zones: [customerZone(), { origin: below, records: { [below]: { NS: hosts, TXT: ['a'] } } }] } },
    resolver: { [hosts[0]]: 'servfail', [hosts[1]]: 'servfail' },
  })
  const look = await authority.look(below, 'TXT')
  expect(look.zone).toMatchObject({ zone: below, isOwn: true })
  expect(look.servers.map(({ state }) => state)).toEqual(['failed', 'failed'])
})
