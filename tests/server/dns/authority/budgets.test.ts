import { describe, expect, test } from 'vitest'
import { createBudgets } from '../../../../server/dns/authority/budgets.ts'
import type { Charge } from '../../../../server/dns/authority/budgets.ts'
import type { BudgetLimits } from '../../../../server/dns/authority/budgets.ts'
import { judgePropagation } from '../../../../core/dns/source.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import { customer, startInternet } from '../../../helpers/small-internet.ts'

const roomy: BudgetLimits = { accountPerMinute: 1e6, zonePerMinute: 1e6, allPerSecond: 1e6 }

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
    ['of all', { allPerSecond: 200 }, (i: number) => ({ account: `a${i}`, zone: `z${i}.example` }), 200],
  ])('%s is used up, and fills up again with time', (_title, limits, charge, limit) => {
    let nowMs = 0
    const { take } = countTaken(1000, charge, limits, () => nowMs)
    expect(take()).toBe(limit)
    expect(take()).toBe(0)
    nowMs = 'allPerSecond' in limits ? 500 : 30_000
    expect(take()).toBe(limit / 2)
    nowMs += 600_000
    expect(take()).toBe(limit)
  })

  test('that is used up does not charge the others', () => {
    const { budgets } = countTaken(0, () => ({ account: null, zone: null }), { accountPerMinute: 2, zonePerMinute: 3 })
    const take = (account: string): boolean => budgets.take({ account, zone: 'z.example' })
    expect(['a', 'a', 'a', 'a', 'b', 'b'].map(take)).toEqual([true, true, false, false, true, false])
  })

  test("without an account or a zone of one's own only the common one is charged", () => {
    const { take } = countTaken(100, () => ({ account: null, zone: null }), { accountPerMinute: 1, zonePerMinute: 1 })
    expect(take()).toBe(100)
  })
})

describe.runIf(hasManyLoopbacks)('a look over budget', () => {
  test('is busy, asks nobody, and says nothing about the record', async () => {
    const { authority, servers } = await startInternet({ options: { budgets: { accountPerMinute: 3 } } })
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
    const { authority } = await startInternet({ options: { budgets: { zonePerMinute: 2 } } })
    expect((await authority.look(customer, 'TXT')).servers.map(({ state }) => state)).toEqual(['answered', 'answered'])
    expect((await authority.look(customer, 'MX')).servers.map(({ state }) => state)).toEqual(['busy', 'busy'])
    for (const name of ['a.example', 'b.example', 'c.example']) expect((await authority.look(name, 'TXT')).servers).toMatchObject([{ state: 'answered', outcome: { kind: 'nxdomain' } }])
  })
})
