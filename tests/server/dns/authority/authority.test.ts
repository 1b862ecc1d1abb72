import { describe, expect, onTestFinished, test } from 'vitest'
import type { DnsOutcome } from '../../../../core/dns/outcome.ts'
import { createDnsWorld } from '../../../../server/demo/dns-world.ts'
import { createAuthority } from '../../../../server/dns/authority/authority.ts'
import { createResolver } from '../../../../server/dns/resolver.ts'
import { parseDnsServer } from '../../../../server/dns/upstreams.ts'

const spfOf = (outcome: DnsOutcome<'TXT'>): string | null =>
  outcome.kind === 'answer' ? (outcome.records.find(({ text }) => text.startsWith('v=spf1'))?.text ?? null) : null

async function startWorld({ allowLoopback = true } = {}) {
  const world = await createDnsWorld({
    zones: [{ origin: 'customer.example', records: { 'customer.example': { TXT: ['v=spf1 -all'] }, 'a.b.customer.example': { TXT: ['deep'] } } }],
  })
  const resolver = createResolver({ upstreams: [world.resolverAddress] })
  const root = parseDnsServer(world.authorityAddress)
  const cache = parseDnsServer(world.resolverAddress)
  if (root === null || cache === null) throw new Error('the world has addresses')
  const authority = createAuthority({ resolver, resolvers: [cache], roots: [root], port: root.port, allowLoopback })
  onTestFinished(async () => {
    await authority.close()
    await resolver.close()
    await world.close()
  })
  return { world, authority }
}

describe('a world in which one address serves the root, the top level and every zone', () => {
  test('the zone of a name is found, with its parent and its servers', async () => {
    const { authority } = await startWorld()
    const nameServers = [{ host: 'ns1.dns-world.example', addresses: ['127.0.0.1'] }]
    const zone = { zone: 'customer.example', parent: 'example', nameServers }
    for (const name of ['customer.example', 'code.customer.example', 'b.customer.example', 'x.a.b.customer.example']) {
      expect(await authority.findZone(name)).toMatchObject({ zone: { zone: zone.zone, parent: zone.parent, nameServers: [{ host: 'ns1.dns-world.example' }] }, noZone: null })
    }
  })

  test('source and resolvers are asked, and agree', async () => {
    const { authority, world } = await startWorld()
    const { look, propagation } = await authority.lookEverywhere('customer.example', 'TXT', spfOf, { serials: true })
    expect(propagation.state).toBe('everywhere')
    expect(look.servers.map(({ role, state, serial }) => [role, state, typeof serial])).toEqual([['source', 'answered', 'number'], ['cache', 'answered', 'object']])
    expect(world.questions.filter(({ face }) => face === 'authority').length).toBeLessThan(6)
  })

  test('what the source does not have, no resolver is asked for', async () => {
    const { authority, world } = await startWorld()
    const { propagation } = await authority.lookEverywhere('new.customer.example', 'TXT', spfOf)
    expect(propagation).toMatchObject({ state: 'not-published', by: 'source' })
    expect(world.questions.filter(({ name, face }) => face === 'resolver' && name === 'new.customer.example')).toEqual([])
  })

  test('when no root may be dialled, only the resolvers are asked', async () => {
    const { authority } = await startWorld({ allowLoopback: false })
    const { look, propagation } = await authority.lookEverywhere('customer.example', 'TXT', spfOf)
    expect(look).toMatchObject({ zone: null, noZone: 'no-roots' })
    expect(propagation).toMatchObject({ state: 'everywhere', by: 'cache' })
  })
})
