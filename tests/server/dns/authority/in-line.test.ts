/** Who can wait does so behind others, however long the line is: the time in it is nobody's silence. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DnsOutcome } from '../../../../core/dns/outcome.ts'
import type { SourceLook } from '../../../../core/dns/source.ts'
import { createBudgets } from '../../../../server/dns/authority/budgets.ts'
import { createFollow } from '../../../../server/dns/authority/follow.ts'
import { createHosts } from '../../../../server/dns/authority/hosts.ts'
import { createPace } from '../../../../server/dns/authority/pace.ts'
import { createProbe } from '../../../../server/dns/authority/probe.ts'
import type { AskOne } from '../../../../server/dns/authority/probe.ts'
import { createRoots } from '../../../../server/dns/authority/roots.ts'
import { createSteps } from '../../../../server/dns/authority/step.ts'
import type { StopSignal } from '../../../../server/dns/stop.ts'
import { Stop } from '../../../../server/dns/stop.ts'
import { createZone } from '../../../helpers/zone.ts'

const address = '193.0.6.139'
const port = 53
const { lookup } = createZone({})
const resolver = { lookupWith: () => lookup }
const now = () => performance.now()
const paced = { account: null, paced: true }
const inLine = 28

const untilAborted = (signal: StopSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('a step of the walk', () => {
  const startSteps = () => {
    const budgets = createBudgets(now)
    const pace = createPace(now)
    const isAllowed = () => true
    const hosts = createHosts({ resolver, budgets, now })
    const roots = createRoots({ given: [], resolver, hosts, isAllowed, port, now })
    /** Readable it is not, but it is an answer. */
    const ask: AskOne = (server) =>
      Promise.resolve({ server, transport: 'udp', rttMs: 1, raw: null, reply: null, conclusion: { kind: 'malformed', detail: 'not-a-message' } })
    const probe = createProbe({ ask, budgets, pace, isAllowed, perServerMs: 1800 })
    const steps = createSteps({ roots, hosts, probe, pace, isAllowed, port, now })
    const place = { zone: 'good.example', parent: 'example', nameServers: [], servers: [{ address, port }] }
    for (let i = 0; i < inLine; i++) void pace.turn(address, new Stop())
    const left = new Stop()
    return { left, step: (isPaced: boolean) => steps.ask('www.good.example', place, { errand: { account: null, paced: isPaced }, signal: left }) }
  }

  test('hears the server when its turn has come', async () => {
    const found = startSteps().step(true)
    await vi.advanceTimersByTimeAsync((inLine + 1) * 1000)
    expect(await found).toEqual({ why: 'malformed' })
  })

  test('ends when whoever waits has waited for long enough, and leaves no timer but that of the line', async () => {
    const { left, step } = startSteps()
    const found = step(true)
    await vi.advanceTimersByTimeAsync(20_000)
    left.abort()
    expect(await found).toEqual({ why: 'aborted' })
    expect(vi.getTimerCount()).toBe(1)
  })
})

describe('what is behind an alias', () => {
  const question = { name: 'code.good.example', type: 'TXT' as const }
  const answer = async (name: string): Promise<SourceLook> => {
    const outcome: DnsOutcome = { ...(await lookup(name, 'TXT')), kind: 'nodata', negativeTtlSeconds: 60, cnames: [] }
    return { name, type: 'TXT', zone: null, noZone: null, servers: [{ role: 'source', host: 'ns.other.example', server: `${address}:53`, state: 'answered', outcome, serial: null }] }
  }
  const follow = (isPaced: boolean, stop: Stop) =>
    createFollow({ question, errand: { ...paced, paced: isPaced }, trail: [] }, async ({ question: { name } }, end) => {
      const turn = new Promise((resolve) => setTimeout(resolve, 60_000))
      await Promise.race([turn, untilAborted(end)])
      return end.aborted ? { name, type: 'TXT', zone: null, noZone: 'aborted', servers: [] } : answer(name)
    }, resolver, stop).toEnd('a.other.example')

  test('is heard when its turn has come', async () => {
    const outcome = follow(true, new Stop())
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await outcome).toMatchObject({ kind: 'nodata' })
  })

  test('is given up when whoever waits has waited for long enough', async () => {
    const stop = new Stop()
    const outcome = follow(true, stop)
    await vi.advanceTimersByTimeAsync(50_000)
    stop.abort()
    expect(await outcome).toMatchObject({ kind: 'timeout', detail: 'no-answer' })
  })

  test('is given up soon by who is in a hurry', async () => {
    const outcome = follow(false, new Stop())
    await vi.advanceTimersByTimeAsync(2000)
    expect(await outcome).toMatchObject({ kind: 'timeout', detail: 'no-answer' })
  })
})
