import { describe, expect, onTestFinished, test } from 'vitest'
import { createResolver } from '../../../server/dns/resolver.ts'
import type { Resolver, ResolverOptions } from '../../../server/dns/resolver.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { countSockets, leavingNoSocket, startFaultyDns, truthTo } from '../../helpers/faulty-dns.ts'

const records = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`n${i}.many.example`, { TXT: [`text ${i}`] }]))
const parts = useDnsWorld({
  zones: [
    { origin: 'many.example', records },
    { origin: 'quiet.example', records: { 'quiet.example': { TXT: ['v=spf1 -all'] } } },
  ],
  faults: { 'silent.example': 'silent' },
})

function fresh(options: ResolverOptions = {}): Resolver {
  const resolver = createResolver({ upstreams: [parts.world.resolverAddress], ...options })
  onTestFinished(() => resolver.close())
  return resolver
}

async function startSlowDns(ms: number) {
  const timers = new Set<NodeJS.Timeout>()
  const server = await startFaultyDns({ udp: ({ request, send }) => void timers.add(setTimeout(() => send(truthTo(request)), ms)) })
  onTestFinished(() => timers.forEach((timer) => clearTimeout(timer)))
  return server
}

const askedFor = (name: string): number => parts.world.questions.filter((question) => question.name === name).length

describe('many look-ups', () => {
  test('who joins a look-up that was last asked long ago has it asked once more at once', async () => {
    let isAwake = false
    const server = await startFaultyDns({ udp: ({ request, send }) => isAwake && send(truthTo(request)) })
    const resolver = fresh({ upstreams: [server.address], firstTryMs: 100 })
    const patient = resolver.lookupWith({ deadlineMs: 5000 })('asked.example', 'TXT')
    // Asked at 0, 100, 300 and 700 milliseconds; by itself again at 1,500.
    await expect.poll(() => server.udpCount, { interval: 5 }).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, 150))
    isAwake = true
    const joining = Array.from({ length: 5 }, () => resolver.lookupWith({ deadlineMs: 450 })('asked.example', 'TXT'))
    expect(await Promise.all([patient, ...joining])).toMatchObject(Array.from({ length: 6 }, () => ({ kind: 'answer' })))
    expect(server.udpCount).toBe(5)
  })

  test('who joins soon asks nothing more', async () => {
    const server = await startSlowDns(60)
    const resolver = fresh({ upstreams: [server.address] })
    await Promise.all(Array.from({ length: 5 }, () => resolver.lookup('asked.example', 'TXT')))
    expect(server.udpCount).toBe(1)
  })

  test('an answer that came while this process itself was held up is heard, however late that is', async () => {
    const holdUp = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    const server = await startFaultyDns({
      udp: ({ request, send }) => {
        send(truthTo(request))
        setImmediate(holdUp)
      },
    })
    const resolver = fresh({ upstreams: [server.address] })
    expect(await resolver.lookupWith({ deadlineMs: 200 })('asked.example', 'TXT')).toMatchObject({ kind: 'answer' })
    const inTurn = resolver.lookupWith({ deadlineMs: 200, untilMs: performance.now() + 20_000 })
    expect(await inTurn('other.example', 'TXT')).toMatchObject({ kind: 'answer' })
  })

  test('waiting for a socket is no server’s slowness, and costs no patience where that counts from the turn on', async () => {
    const server = await startSlowDns(80)
    const resolver = fresh({ upstreams: [server.address], maxInFlight: 1, firstTryMs: 1000 })
    const lookup = resolver.lookupWith({ deadlineMs: 700, untilMs: performance.now() + 20_000 })
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => lookup(`n${i}.example`, 'TXT')))
    expect(outcomes.every(({ kind, attempts }) => kind === 'answer' && attempts.length === 1)).toBe(true)
    expect(server.udpCount).toBe(20)
    const late = resolver.lookupWith({ deadlineMs: 700, untilMs: performance.now() + 100 })
    const cut = await Promise.all([late('a.example', 'TXT'), late('b.example', 'TXT'), late('c.example', 'TXT')])
    // The one before it ends in the same moment, so that it may just have come to its turn.
    expect(cut[2]?.kind).toBe('timeout')
    expect(await resolver.lookupWith({ untilMs: performance.now() - 1 })('d.example', 'TXT')).toMatchObject({ kind: 'aborted', detail: 'out-of-time' })
  })

  test('three thousand at once all get their own answer, and never more sockets than allowed are open', async () => {
    const resolver = fresh({ deadlineMs: 20_000, maxInFlight: 200 })
    const before = countSockets()
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, countSockets() - before)), 15)
    const names = Object.keys(records)
    const outcomes = await leavingNoSocket(() => Promise.all(names.map((name) => resolver.lookup(name, 'TXT'))))
    clearInterval(timer)
    const texts = outcomes.map((outcome) => (outcome.kind === 'answer' ? outcome.records[0]?.text : outcome.kind))
    expect(texts).toEqual(names.map((_, i) => `text ${i}`))
    expect(most).toBeLessThanOrEqual(200)
    expect(resolver.stats()).toMatchObject({ inFlight: 0, openSockets: 0, waitingForSocket: 0, cached: 3000 })
  }, 30_000)

  test('those who wait for a socket keep their deadline too', async () => {
    const resolver = fresh({ maxInFlight: 1, deadlineMs: 300, firstTryMs: 50 })
    const outcomes = await leavingNoSocket(() =>
      Promise.all([
        resolver.lookup('silent.example', 'TXT'),
        resolver.lookupWith({ deadlineMs: 100 })('quiet.example', 'TXT'),
      ]),
    )
    expect(outcomes).toMatchObject([{ kind: 'timeout' }, { kind: 'timeout', detail: 'still-in-line', attempts: [] }])
  })

  test('a hundred equal ones are one question', async () => {
    const resolver = fresh()
    const before = askedFor('quiet.example')
    const spellings = ['quiet.example', 'QUIET.example.', 'Quiet.Example']
    const asked = Array.from({ length: 99 }, (_, i) => resolver.lookup(spellings[i % 3] ?? '', 'TXT'))
    const outcomes = await Promise.all(asked)
    expect(outcomes.every(({ kind, cached }) => kind === 'answer' && !cached)).toBe(true)
    expect(askedFor('quiet.example') - before).toBe(1)
  })
})

describe('a look-up that nobody waits for', () => {
  test('ends with its signal at once', async () => {
    const controller = new AbortController()
    const lookup = fresh().lookupWith({ signal: controller.signal })
    const outcome = await leavingNoSocket(() => {
      const asking = lookup('silent.example', 'TXT')
      setTimeout(() => controller.abort(), 30)
      return asking
    })
    expect(outcome).toMatchObject({ kind: 'aborted', detail: 'by-caller' })
  })

  test('shares its signal with many others without a warning', async () => {
    const warnings: Error[] = []
    const note = (warning: Error): unknown => warnings.push(warning)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    const lookup = fresh().lookupWith({ signal: new AbortController().signal })
    await Promise.all(Object.keys(records).slice(0, 40).map((name) => lookup(name, 'TXT')))
    await new Promise(setImmediate)
    expect(warnings).toEqual([])
  })

  test('goes on for the others when one leaves', async () => {
    const resolver = fresh({ firstTryMs: 1000 })
    const server = await startSlowDns(80)
    const slow = createResolver({ upstreams: [server.address] })
    onTestFinished(() => slow.close())
    const controller = new AbortController()
    const impatient = slow.lookupWith({ signal: controller.signal })('slow.example', 'TXT')
    const hasty = slow.lookupWith({ deadlineMs: 20 })('slow.example', 'TXT')
    const patient = slow.lookup('slow.example', 'TXT')
    controller.abort()
    expect(await impatient).toMatchObject({ kind: 'aborted' })
    expect(await hasty).toMatchObject({ kind: 'timeout' })
    expect(await patient).toMatchObject({ kind: 'answer' })
    expect(server.udpCount).toBe(1)
    expect(resolver.stats().inFlight).toBe(0)
  })

  test('is asked anew by who comes after the last one has left', async () => {
    const server = await startFaultyDns({ udp: ({ request, count, send }) => count > 1 && send(truthTo(request)) })
    const resolver = fresh({ upstreams: [server.address], firstTryMs: 1000 })
    expect(await resolver.lookupWith({ deadlineMs: 20 })('x.example', 'TXT')).toMatchObject({ kind: 'timeout' })
    expect(await resolver.lookup('x.example', 'TXT')).toMatchObject({ kind: 'answer', cached: false })
  })

  test('with a signal that has come already is never sent', async () => {
    const before = askedFor('quiet.example')
    const lookup = fresh().lookupWith({ signal: AbortSignal.abort() })
    expect(await lookup('quiet.example', 'TXT')).toMatchObject({ kind: 'aborted', attempts: [] })
    expect(askedFor('quiet.example')).toBe(before)
  })

  test('ends when the resolver closes, and later ones are never sent', async () => {
    const resolver = fresh()
    await leavingNoSocket(async () => {
      const asking = resolver.lookup('silent.example', 'TXT')
      await resolver.close()
      expect(await asking).toMatchObject({ kind: 'aborted' })
    })
    expect(await resolver.lookup('quiet.example', 'TXT')).toMatchObject({ kind: 'aborted', detail: 'never-sent' })
  })
})

test('a name that can be no question is told so without asking', async () => {
  const before = parts.world.questions.length
  for (const name of ['', 'a..b', `${'x'.repeat(64)}.example`, 'ü/x.example']) {
    expect(await parts.resolver.lookup(name, 'TXT')).toMatchObject({ kind: 'bad-name', name, attempts: [] })
  }
  expect(parts.world.questions.length).toBe(before)
})

test('a server that is no address is refused at the start', () => {
  expect(() => createResolver({ upstreams: ['dns.example'] })).toThrow('dns.example')
  expect(() => createResolver({ upstreams: [] })).toThrow('no DNS server')
})
