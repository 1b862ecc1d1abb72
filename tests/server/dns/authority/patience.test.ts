import { expect, onTestFinished, test, vi } from 'vitest'
import { createAttemptLog } from '../../../../server/dns/attempts.ts'
import { createAuthority } from '../../../../server/dns/authority/authority.ts'
import { createBudgets } from '../../../../server/dns/authority/budgets.ts'
import { createPace } from '../../../../server/dns/authority/pace.ts'
import { createProbe } from '../../../../server/dns/authority/probe.ts'
import type { AskOne } from '../../../../server/dns/authority/probe.ts'
import { Stop } from '../../../../server/dns/stop.ts'
import { createScriptedAsk, rootServer } from '../../../helpers/scripted-ask.ts'

const silentAt = '203.119.101.61'
const never: AskOne = () => new Promise(() => undefined)

/** All answer on the way; to the question itself the customer's own server says nothing, and is not given up by itself. */
function createPatientAuthority() {
  const { ask } = createScriptedAsk({ 'ns.customer.example': [silentAt] })
  const authority = createAuthority({
    resolver: { lookupWith: () => () => Promise.reject(new Error('nobody asks it here')) },
    resolvers: [],
    roots: [rootServer],
    perServerMs: 600_000,
    ask: (server, question, wish) => (server.address === silentAt && question.type === 'TXT' ? never : ask)(server, question, wish),
  })
  onTestFinished(() => authority.close())
  return { authority }
}

const settleAll = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await new Promise(setImmediate)
}

function useOwnTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
}

test('a look waits three seconds, and thirty where it may take its time', async () => {
  for (const [paced, ms] of [[false, 3000], [true, 30_000]] as const) {
    useOwnTime()
    const { authority } = createPatientAuthority()
    let isDone = false
    const look = authority.look('customer.example', 'TXT', { paced }).finally(() => (isDone = true))
    await settleAll()
    vi.advanceTimersByTime(ms - 100)
    await settleAll()
    expect(isDone).toBe(false)
    vi.advanceTimersByTime(200)
    await settleAll()
    expect(isDone).toBe(true)
    expect(await look).toMatchObject({ zone: { zone: 'customer.example' }, servers: [{ state: 'silent' }] })
    vi.useRealTimers()
  }
})

test('closing ends the looks that wait for a zone’s own servers', async () => {
  const { authority } = createPatientAuthority()
  let isDone = false
  void authority.look('customer.example', 'TXT', { deadlineMs: 60_000 }).finally(() => (isDone = true))
  await settleAll()
  expect(authority.stats()).toMatchObject({ looks: 1, walks: 0 })
  await authority.close()
  await settleAll()
  expect(isDone).toBe(true)
  expect(authority.stats().looks).toBe(0)
})

test.each([
  ['both are paid', {}, false, 2],
  ['the budget is for one', { allPerSecond: 1 }, false, 1],
  ['its turn does not come in time', {}, true, 1],
])('a silent server is asked a second time only where that is admitted: %s', async (_, limits, paced, times) => {
  useOwnTime()
  let asked = 0
  const ask: AskOne = (...order) => {
    asked += 1
    return never(...order)
  }
  const now = (): number => 0
  const probe = createProbe({ ask, budgets: createBudgets(now, limits), pace: createPace(now), isAllowed: () => true, perServerMs: 900 })
  const heard = probe({ address: silentAt, port: 53 }, { name: 'customer.example', type: 'TXT' }, { errand: { account: null, paced }, zone: null, log: createAttemptLog(now), signal: new Stop() })
  await settleAll()
  expect(asked).toBe(1)
  vi.advanceTimersByTime(899)
  await settleAll()
  expect(asked).toBe(times)
  vi.advanceTimersByTime(1)
  expect(await heard).toBe('silent')
  expect(asked).toBe(times)
})
