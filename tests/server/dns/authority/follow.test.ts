import { describe, expect, test } from 'vitest'
import type { RrType } from '../../../../core/dns/outcome.ts'
import type { ZoneData } from '../../../../server/demo/dns-zones.ts'
import { createFollow } from '../../../../server/dns/authority/follow.ts'
import { Stop } from '../../../../server/dns/stop.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import type { NameServerData } from '../../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, spf, startInternet } from '../../../helpers/small-internet.ts'
import { createZone } from '../../../helpers/zone.ts'

const code = `code.${customer}`
const hostAt = '127.0.0.5'
const otherAt = '127.0.0.6'
const zoneOf = (origin: string, records: ZoneData['records']): ZoneData => ({ origin, records: { [origin]: { NS: [`ns.${origin}`] }, ...records } })
const silent: NameServerData = { zones: [], behave: () => null }

/** The customer's code is an alias; where it leads is the test's. */
async function startWith(target: string, hosts: Readonly<Record<string, readonly [string, NameServerData]>>) {
  const zones = Object.entries(hosts)
  const internet = await startInternet({
    delegations: { [customer]: ['ns1.customer.example'], ...Object.fromEntries(zones.map(([zone]) => [zone, [`ns.${zone}`]])) },
    glue: { 'ns1.customer.example': firstAt, ...Object.fromEntries(zones.map(([zone, [address]]) => [`ns.${zone}`, address])) },
    servers: { [firstAt]: { zones: [customerZone({ [code]: { CNAME: [target] } })] }, ...Object.fromEntries(zones.map(([, server]) => server)) },
  })
  const look = async () => {
    const startedAt = performance.now()
    const { servers } = await leavingNoSocket(() => internet.authority.look(code, 'TXT'))
    expect(performance.now() - startedAt).toBeLessThan(3000)
    return servers
  }
  return { ...internet, look }
}

describe.runIf(hasManyLoopbacks)('an alias to another zone', () => {
  test('whose target is not there yet is asked at the source, so that no resolver learns that there is nothing', async () => {
    const { look, resolved, servers } = await startWith('code.host.example', { 'host.example': [hostAt, { zones: [zoneOf('host.example', {})] }] })
    expect(await look()).toMatchObject([{ state: 'answered', outcome: { kind: 'nxdomain', name: code, cnames: ['code.host.example'] } }])
    servers.zone(hostAt, 'host.example').set('code.host.example', 'TXT', [{ name: 'code.host.example', type: 'TXT', ttlSeconds: 60, value: [Buffer.from(spf)] }])
    expect(await look()).toMatchObject([{ state: 'answered', outcome: { kind: 'answer', records: [{ text: spf }] } }])
    expect(resolved).toEqual([])
  })

  test('and from there to a third is followed to its end', async () => {
    const { look, resolved } = await startWith('a.host.example', {
      'host.example': [hostAt, { zones: [zoneOf('host.example', { 'a.host.example': { CNAME: ['a.other.example'] } })] }],
      'other.example': [otherAt, { zones: [zoneOf('other.example', { 'a.other.example': { TXT: [spf] } })] }],
    })
    expect(await look()).toMatchObject([{ state: 'answered', outcome: { kind: 'answer', cnames: ['a.host.example', 'a.other.example'], records: [{ text: spf }] } }])
    expect(resolved).toEqual([])
  })

  test('that goes round in circles ends as malformed', async () => {
    const { look, servers } = await startWith('a.host.example', { 'host.example': [hostAt, { zones: [zoneOf('host.example', { 'a.host.example': { CNAME: [code] } })] }] })
    expect(await look()).toMatchObject([{ state: 'failed', outcome: { kind: 'malformed', name: code, detail: 'cname-loop' } }])
    expect(servers.asked(hostAt).length).toBeLessThan(4)
  })

  test('that leads from zone to zone without end is given up after the eighth', async () => {
    const long = Object.fromEntries(Array.from({ length: 12 }, (_, i) => {
      const zone = `z${i}.example`
      return [zone, [`127.0.1.${i + 1}`, { zones: [zoneOf(zone, { [`a.${zone}`]: { CNAME: [`a.z${i + 1}.example`] } })] }] as const]
    }))
    const { look, servers } = await startWith('a.z0.example', long)
    expect(await look()).toMatchObject([{ state: 'failed', outcome: { kind: 'malformed', detail: 'cname-chain-too-long' } }])
    expect(servers.asked('127.0.1.8').filter(({ type }) => type === 'TXT')).toHaveLength(1)
    expect(servers.asked('127.0.1.9')).toEqual([])
  })

  test('whose servers are silent could not be asked, in time', async () => {
    const { look, resolved } = await startWith('a.host.example', { 'host.example': [hostAt, silent] })
    expect(await look()).toMatchObject([{ state: 'failed', outcome: { kind: 'timeout', name: code } }])
    expect(resolved).toEqual([])
  })

  test('whose servers differ is neither there nor missing', async () => {
    const internet = await startInternet({
      delegations: { [customer]: ['ns1.customer.example'], 'host.example': ['ns1.host.example', 'ns2.host.example'] },
      glue: { 'ns1.customer.example': firstAt, 'ns1.host.example': hostAt, 'ns2.host.example': otherAt },
      servers: {
        [firstAt]: { zones: [customerZone({ [code]: { CNAME: ['a.host.example'] } })] },
        [hostAt]: { zones: [zoneOf('host.example', { 'a.host.example': { TXT: [spf] } })] },
        [otherAt]: { zones: [zoneOf('host.example', {})] },
      },
    })
    const { servers } = await internet.authority.look(code, 'TXT')
    expect(servers).toMatchObject([{ state: 'failed', outcome: { kind: 'network', detail: 'servers-disagree' } }])
  })
})

describe.runIf(hasManyLoopbacks)('aliases that differ from server to server', () => {
  const zoneAt = (target: string): NameServerData => ({ zones: [customerZone({ [code]: { CNAME: [target] } })] })
  const ats = [firstAt, '127.0.0.7', '127.0.0.8', '127.0.0.9']
  const lookWith = async (targets: readonly string[]) => {
    const own = ats.slice(0, targets.length)
    const { authority, servers } = await startInternet({
      delegations: { [customer]: own.map((_, i) => `ns${i}.customer.example`), 'host.example': ['ns.host.example'] },
      glue: { ...Object.fromEntries(own.map((at, i) => [`ns${i}.customer.example`, at])), 'ns.host.example': hostAt },
      servers: { ...Object.fromEntries(own.map((at, i) => [at, zoneAt(targets[i] ?? '')])), [hostAt]: { zones: [zoneOf('host.example', Object.fromEntries(targets.map((target) => [target, { TXT: [spf] }])))] } },
    })
    const look = await leavingNoSocket(() => authority.look(code, 'TXT'))
    return { look, followed: servers.asked(hostAt).filter(({ type }) => type === 'TXT').length }
  }

  test('are followed where there are two, as in the midst of a change', async () => {
    const { look, followed } = await lookWith(['a.host.example', 'b.host.example', 'a.host.example', 'b.host.example'])
    expect(look.servers.map(({ state }) => state)).toEqual(ats.map(() => 'answered'))
    expect(followed).toBe(2)
  })

  test('are no answer of the zone where there are more, though every end says the same', async () => {
    const { look, followed } = await lookWith(['a.host.example', 'b.host.example', 'c.host.example'])
    expect(look.servers).toMatchObject([0, 1, 2].map(() => ({ state: 'failed', outcome: { kind: 'network', detail: 'servers-disagree' } })))
    expect(followed).toBe(2)
  })
})

test('where no root can be found, the resolver is asked for the target, once', async () => {
  const { lookup, asked } = createZone({ 'a.host.example': { TXT: [spf] } })
  const question = { name: code, type: 'TXT' as RrType }
  const order = { question, errand: { account: null, paced: false }, trail: [] }
  const follow = createFollow(order, ({ question: at }) => Promise.resolve({ ...at, zone: null, noZone: 'no-roots', servers: [] }), { lookupWith: () => lookup }, new Stop())
  for (let i = 0; i < 2; i++) expect(await follow.toEnd('a.host.example')).toMatchObject({ kind: 'answer', records: [{ text: spf }] })
  expect(asked).toEqual(['a.host.example TXT'])
})
