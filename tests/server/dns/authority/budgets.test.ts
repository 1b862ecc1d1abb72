import { describe, expect, test } from 'vitest'
import { createBudgets } from '../../../../server/dns/authority/budgets.ts'
import type { Charge } from '../../../../server/dns/authority/budgets.ts'
import type { BudgetLimits } from '../../../../server/dns/authority/budgets.ts'
import { judgePropagation } from '../../../../core/dns/source.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import type { Behaviour, NameServerData } from '../../../helpers/name-servers.ts'
import { customer, firstAt, startInternet } from '../../../helpers/small-internet.ts'

const roomy: BudgetLimits = { accountPerMinute: 1e6, accountPerSecond: 1e6, zonePerMinute: 1e6, addressPerMinute: 1e6, allPerSecond: 1e6 }

/** How many of the questions are let through. */
function countTaken(questions: number, charge: (i: number) => Charge, limits: Partial<BudgetLimits>, now = () => 0) {
  const budgets = createBudgets(now, { ...roomy, ...limits })
  const take = (): number => Array.from({ length: questions }, (_, i) => budgets.take(charge(i))).filter(Boolean).length
  return { budgets, take }
}

describe('a budget', () => {
  test.each([
    ['of an account', { accountPerMinute: 600 }, (i: number) => ({ account: 'one', zone: `z${i}.example` }), 600],
    ['of a zone', { zonePerMinute: 300 }, (i: number) => ({ account: `a${i}`, zone: 'z.example' }), 300],
    ['of an address', { addressPerMinute: 240 }, (i: number) => ({ account: `a${i}`, zone: `z${i}.example`, address: '193.0.6.139' }), 240],
    ['of an account in a second', { accountPerSecond: 100 }, (i: number) => ({ account: 'one', zone: `z${i}.example` }), 100],
    ['of all', { allPerSecond: 200 }, (i: number) => ({ account: `a${i}`, zone: `z${i}.example` }), 200],
  ])('%s is used up, and fills up again with time', (_title, limits, charge, limit) => {
    let nowMs = 0
    const { take } = countTaken(1000, charge, limits, () => nowMs)
    expect(take()).toBe(limit)
    expect(take()).toBe(0)
    nowMs = 'allPerSecond' in limits || 'accountPerSecond' in limits ? 500 : 30_000
    expect(take()).toBe(limit / 2)
    nowMs += 600_000
    expect(take()).toBe(limit)
  })

  test('that is used up does not charge the others', () => {
    const { budgets } = countTaken(0, () => ({ account: null, zone: null }), { accountPerMinute: 2, zonePerMinute: 3 })
    const take = (account: string): boolean => budgets.take({ account, zone: 'z.example' })
    expect(['a', 'a', 'a', 'a', 'b', 'b'].map(take)).toEqual([true, true, false, false, true, false])
  })

  test('of one account leaves half of a second to the others', () => {
    const budgets = createBudgets(() => 0)
    const take = (account: string) => (i: number): boolean => budgets.take({ account, zone: `${account}${i}.example`, address: `a${i}` })
    const count = (account: string): number => Array.from({ length: 1000 }, (_, i) => take(account)(i)).filter(Boolean).length
    expect([count('greedy'), count('other')]).toEqual([100, 100])
  })

  test("without an account or a zone of one's own only the common one is charged", () => {
    const { take } = countTaken(100, () => ({ account: null, zone: null }), { accountPerMinute: 1, zonePerMinute: 1 })
    expect(take()).toBe(100)
  })
})

describe.runIf(hasManyLoopbacks)('a look over budget', () => {
  test('is busy, asks nobody, and says nothing about the record', async () => {
    const { authority, servers } = await startInternet({ options: { budgets: { accountPerMinute: 4 } } })
    const first = await authority.look(customer, 'TXT', { account: 'one' })
    expect(first.servers.map(({ state }) => state)).toEqual(['answered', 'busy'])
    const asked = servers.total
    const second = await authority.look(customer, 'TXT', { account: 'one' })
    expect(second.servers).toMatchObject([{ state: 'busy', server: null, outcome: null }, { state: 'busy', server: null, outcome: null }])
    expect(judgePropagation(second, () => null, 0)).toMatchObject({ state: 'could-not-ask', answers: [] })
    expect(servers.total).toBe(asked)
    expect((await authority.look(customer, 'TXT', { account: 'two' })).servers.map(({ state }) => state)).toEqual(['answered', 'answered'])
  })

  test('that cannot even find the zone says so', async () => {
    const { authority } = await startInternet({ options: { budgets: { accountPerMinute: 1 } } })
    expect(await authority.look(customer, 'TXT', { account: 'one' })).toMatchObject({ zone: null, noZone: 'busy', servers: [] })
  })

  test("of one zone leaves the registry's servers and other zones alone", async () => {
    const { authority } = await startInternet({ options: { budgets: { zonePerMinute: 3 } } })
    expect((await authority.look(customer, 'TXT')).servers.map(({ state }) => state)).toEqual(['answered', 'answered'])
    expect((await authority.look(customer, 'MX')).servers.map(({ state }) => state)).toEqual(['busy', 'busy'])
    for (const name of ['a.example', 'b.example', 'c.example']) expect((await authority.look(name, 'TXT')).servers).toMatchObject([{ state: 'answered', outcome: { kind: 'nxdomain' } }])
  })
})

describe.runIf(hasManyLoopbacks)('one address', () => {
  test('has its own budget, however many zones are delegated to it', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `v${i}.example`)
    const { authority, servers } = await startInternet({
      delegations: Object.fromEntries(names.map((name) => [name, [`ns.${name}`]])), glue: Object.fromEntries(names.map((name) => [`ns.${name}`, firstAt])),
      servers: { [firstAt]: { zones: names.map((origin) => ({ origin, records: { [origin]: {} } })) } }, options: { budgets: { addressPerMinute: 12 } },
    })
    const states = new Set<string>()
    for (const name of names) for (const type of ['TXT', 'MX'] as const) for (const { state } of (await authority.look(name, type)).servers) states.add(state)
    expect(servers.asked(firstAt)).toHaveLength(12)
    expect(states).toEqual(new Set(['answered', 'busy']))
  })
})

describe.runIf(hasManyLoopbacks)('one look', () => {
  const sizes = { hosts: 13, addresses: 16 }

  /** As many hosts as are asked, none with glue, with as many addresses as are asked. */
  const large = (zone: string, net: number) => {
    const hosts = Array.from({ length: sizes.hosts }, (_, i) => `ns${i}.hoster${net}.example`)
    const addresses = Array.from({ length: sizes.addresses }, (_, i) => `127.2.${net}.${i + 1}`)
    const resolver = Object.fromEntries(hosts.map((host, i) => [host, { A: addresses.filter((_, n) => n % sizes.hosts === i) }]))
    return { hosts, addresses, resolver, zone }
  }

  test('at the largest zone there can be, with the versions and behind an alias to another as large, stays within its budget', async () => {
    const own = large(customer, 1)
    const other = large('host.example', 2)
    const alias = { origin: customer, records: { [customer]: { MX: ['10 mx.example'] }, [`code.${customer}`]: { CNAME: ['code.host.example'] } } }
    const all = (addresses: readonly string[], server: NameServerData) => Object.fromEntries(addresses.map((at) => [at, server]))
    const target = { origin: 'host.example', records: { 'host.example': {}, 'code.host.example': { TXT: ['code'] } } }
    const { authority, servers, resolved } = await startInternet({
      delegations: { [customer]: own.hosts, 'host.example': other.hosts }, glue: {}, resolver: { ...own.resolver, ...other.resolver },
      servers: { ...all(own.addresses, { zones: [alias] }), ...all(other.addresses, { zones: [target] }) },
      options: { budgets: { ...roomy } },
    })
    const look = await authority.look(`code.${customer}`, 'TXT', { account: 'one', serials: true })
    expect(look.servers.map(({ state }) => state)).toEqual(Array.from({ length: sizes.addresses }, () => 'answered'))
    expect(look.servers.every(({ serial, outcome }) => serial !== null && outcome?.kind === 'answer')).toBe(true)
    const paid = servers.total + resolved.filter((question) => question.endsWith(' A')).length
    expect(paid).toBeGreaterThan(70)
    expect(paid).toBeLessThan(110)
  })

  test('at servers that each answer with an alias of their own, zone after zone, spends its own budget and no other', async () => {
    const zones = [customer, ...Array.from({ length: 4 }, (_, i) => `z${i}.example`)]
    const at = (zone: number, server: number): string => `127.1.${zone}.${server + 1}`
    const six = [0, 1, 2, 3, 4, 5]
    let names = 0
    const pointsOn = (z: number): Behaviour => (right, { name, type }) => {
      const next = zones[z + 1]
      if (type !== 'TXT' || next === undefined) return right
      return { ...right, rcode: 0, authoritative: true, authorities: [], answers: [{ name, type: 'CNAME', ttlSeconds: 60, value: `r${names++}.${next}` }] }
    }
    const serverOf = (z: number, origin: string): NameServerData => ({ zones: [{ origin, records: { [origin]: {} } }], behave: pointsOn(z) })
    const servers = Object.fromEntries(zones.flatMap((origin, z) => six.map((i): [string, NameServerData] => [at(z, i), serverOf(z, origin)])))
    const internet = await startInternet({
      delegations: Object.fromEntries(zones.map((zone) => [zone, six.map((i) => `ns${i}.${zone}`)])),
      glue: Object.fromEntries(zones.flatMap((zone, z) => six.map((i) => [`ns${i}.${zone}`, at(z, i)]))), servers,
      options: { budgets: { accountPerSecond: 1e6 } },
    })
    const look = await internet.authority.look(customer, 'TXT', { account: 'one' })
    expect(internet.servers.total).toBeLessThanOrEqual(120)
    expect(judgePropagation(look, () => 'there', 0)).toMatchObject({ state: 'could-not-ask' })
    const other = await internet.authority.look('z3.example', 'MX', { account: 'two' })
    expect(other.servers.map(({ state }) => state)).toEqual(six.map(() => 'answered'))
  })
})
