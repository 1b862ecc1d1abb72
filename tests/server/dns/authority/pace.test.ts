import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPace } from '../../../../server/dns/authority/pace.ts'
import { Stop } from '../../../../server/dns/stop.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import { expectPolite } from '../../../helpers/polite.ts'
import { customer, firstAt, rootAt, secondAt, startInternet, topAt } from '../../../helpers/small-internet.ts'

const server = '193.0.6.139'

describe('the pace at one server', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())
  const now = () => performance.now()

  test('lets the patient go one by one, a second apart, in the order in which they came', async () => {
    const pace = createPace(now)
    const startedAt = now()
    const went: Array<[number, number]> = []
    const all = Array.from({ length: 5 }, (_, i) => pace.turn(server, new Stop()).then(() => went.push([i, now() - startedAt])))
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all(all)
    expect(went).toEqual([[0, 0], [1, 1000], [2, 2000], [3, 3000], [4, 4000]])
  })

  test('keeps the patient waiting for a second after somebody in a hurry', async () => {
    const pace = createPace(now)
    pace.note(server)
    const startedAt = now()
    const went = pace.turn(server, new Stop()).then(() => now() - startedAt)
    await vi.advanceTimersByTimeAsync(600)
    pace.note(server)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await went).toBe(1600)
  })

  test('is of each server by itself', async () => {
    const pace = createPace(now)
    const both = Promise.all([pace.turn(server, new Stop()), pace.turn('199.43.135.53', new Stop())])
    await vi.advanceTimersByTimeAsync(0)
    expect(await both).toEqual([true, true])
  })

  test('who leaves the line does not hold it up, and leaves no timer', async () => {
    const pace = createPace(now)
    const startedAt = now()
    await pace.turn(server, new Stop())
    const leaving = new Stop()
    const left = pace.turn(server, leaving)
    const stayed = pace.turn(server, new Stop()).then(() => now() - startedAt)
    expect(pace.waitMs(server)).toBe(3000)
    leaving.abort()
    expect(await left).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await stayed).toBe(1000)
    const last = new Stop()
    const alone = pace.turn(server, last)
    last.abort()
    expect(await alone).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe.runIf(hasManyLoopbacks)('patient looks', () => {
  test('never ask one server twice within a second, however many there are; those in a hurry do not wait', async () => {
    const { authority, servers } = await startInternet()
    await authority.findZone(customer)
    const looks = (['TXT', 'MX', 'A'] as const).map((type) => authority.look(customer, type, { paced: true }))
    const startedAt = performance.now()
    const hurried = await authority.look(customer, 'AAAA')
    expect(performance.now() - startedAt).toBeLessThan(500)
    expect(hurried.servers.map(({ state }) => state)).toEqual(['answered', 'answered'])
    for (const look of await Promise.all(looks)) {
      expect(look.servers.map(({ state }) => state)).toEqual(['answered', 'answered'])
      // Waiting for one's turn is no slowness of the server.
      for (const { outcome } of look.servers) expect(outcome?.rttMs).toBeLessThan(500)
    }
    for (const address of [rootAt, topAt, firstAt, secondAt]) {
      expectPolite(servers.asked(address).filter(({ type }) => type !== 'AAAA').map(({ atMs }) => atMs))
    }
  })

  test('whose turn does not come in time are told that the server is busy, and it is not asked', async () => {
    const { authority, servers } = await startInternet()
    await authority.look(customer, 'MX')
    const look = await authority.look(customer, 'TXT', { paced: true, deadlineMs: 200 })
    expect(look.servers).toMatchObject([{ state: 'busy', server: null, outcome: null }, { state: 'busy', server: null, outcome: null }])
    expect(servers.asked(firstAt).map(({ type }) => type)).toEqual(['NS', 'MX'])
  })
})
