import { describe, expect, onTestFinished, test } from 'vitest'
import { createResolver } from '../../../server/dns/resolver.ts'
import type { ResolverOptions } from '../../../server/dns/resolver.ts'
import { replyTo, soaOf, startFaultyDns } from '../../helpers/faulty-dns.ts'
import type { ReplyParts } from '../../helpers/faulty-dns.ts'

/** A resolver with a clock of the test's own, and a server whose replies can be exchanged. */
async function withClock(first: ReplyParts, options: ResolverOptions = {}) {
  const told = { reply: first as ReplyParts | null, ms: 0 }
  const server = await startFaultyDns({
    udp: ({ request, send }) => told.reply !== null && send(replyTo(request, told.reply)),
  })
  const resolver = createResolver({ upstreams: [server.address], now: () => told.ms, ...options })
  onTestFinished(() => resolver.close())
  const lookup = () => resolver.lookup('asked.example', 'TXT')
  const lookupFresh = () => resolver.lookupWith({ fresh: true })('asked.example', 'TXT')
  const lookupInHaste = () => resolver.lookupWith({ fresh: true, deadlineMs: 60 })('asked.example', 'TXT')
  return { told, server, lookup, lookupFresh, lookupInHaste, resolver }
}

const textFor = (ttl: number, text = 'one'): ReplyParts => ({ answers: [{ data: [text], ttl }] })
const noSuchName: ReplyParts = { header: { rcode: 3 }, authorities: [soaOf('example', 60, 60)] }

describe('an answer that is remembered', () => {
  test('says its age and what is left of its TTL, and is asked anew when that is over', async () => {
    const { told, server, lookup } = await withClock(textFor(30))
    expect(await lookup()).toMatchObject({ cached: false, ageSeconds: 0, ttlSeconds: 30 })
    told.ms = 12_300
    const remembered = await lookup()
    expect(remembered).toMatchObject({ cached: true, ageSeconds: 12, ttlSeconds: 18, server: server.address })
    expect(remembered.attempts).toHaveLength(1)
    expect(remembered.raw?.length).toBeGreaterThan(12)
    told.ms = 29_999
    expect(await lookup()).toMatchObject({ cached: true, ttlSeconds: 1 })
    told.ms = 30_000
    expect(await lookup()).toMatchObject({ cached: false, ttlSeconds: 30 })
    expect(server.udpCount).toBe(2)
  })

  test('is kept for an hour at most, and its TTL is told as it is', async () => {
    const { told, lookup } = await withClock(textFor(86_400))
    await lookup()
    told.ms = 3_599_000
    expect(await lookup()).toMatchObject({ cached: true, ttlSeconds: 86_400 - 3599 })
    told.ms = 3_600_000
    expect(await lookup()).toMatchObject({ cached: false })
  })

  test('is passed over by who wants it fresh, who then renews it for all', async () => {
    const { told, lookup, lookupFresh } = await withClock(textFor(300))
    await lookup()
    told.reply = textFor(300, 'two')
    expect(await lookup()).toMatchObject({ cached: true, records: [{ text: 'one' }] })
    expect(await lookupFresh()).toMatchObject({ cached: false, records: [{ text: 'two' }] })
    expect(await lookup()).toMatchObject({ cached: true, records: [{ text: 'two' }] })
  })

  test('outlives a failure to ask again, and ends with an answer that must not be remembered', async () => {
    const { told, lookup, lookupFresh, lookupInHaste } = await withClock(textFor(300))
    await lookup()
    told.reply = { header: { rcode: 2 } }
    expect(await lookupFresh()).toMatchObject({ kind: 'servfail' })
    expect(await lookup()).toMatchObject({ kind: 'answer', cached: true })
    told.reply = null
    expect(await lookupInHaste()).toMatchObject({ kind: 'timeout' })
    expect(await lookup()).toMatchObject({ kind: 'answer', cached: true })
    told.reply = { header: { rcode: 3 } }
    expect(await lookupFresh()).toMatchObject({ kind: 'nxdomain' })
    told.reply = noSuchName
    expect(await lookup()).toMatchObject({ kind: 'nxdomain', cached: false })
  })

  test('with a TTL of 0 is not remembered', async () => {
    const { server, lookup } = await withClock(textFor(0))
    await lookup()
    expect(await lookup()).toMatchObject({ cached: false })
    expect(server.udpCount).toBe(2)
  })
})

describe('a "no"', () => {
  test('is remembered as long as its SOA says', async () => {
    const { told, lookup } = await withClock(noSuchName)
    await lookup()
    told.ms = 45_000
    expect(await lookup()).toMatchObject({ kind: 'nxdomain', cached: true, ageSeconds: 45, negativeTtlSeconds: 15 })
    told.ms = 60_000
    expect(await lookup()).toMatchObject({ cached: false })
  })

  test('is remembered for a quarter of an hour at most', async () => {
    const { told, lookup } = await withClock({ authorities: [soaOf('example', 86_400, 86_400)] })
    await lookup()
    told.ms = 899_000
    expect(await lookup()).toMatchObject({ kind: 'nodata', cached: true, negativeTtlSeconds: 86_400 - 899 })
    told.ms = 900_000
    expect(await lookup()).toMatchObject({ cached: false })
  })

  test('without a SOA is not remembered', async () => {
    const { server, lookup } = await withClock({ header: { rcode: 3 } })
    await lookup()
    expect(await lookup()).toMatchObject({ kind: 'nxdomain', cached: false, negativeTtlSeconds: null })
    expect(server.udpCount).toBe(2)
  })
})

describe('a failure', () => {
  test('is remembered for a few seconds, as a failure', async () => {
    const { told, server, lookup } = await withClock({ header: { rcode: 2 } })
    await lookup()
    told.ms = 4_900
    expect(await lookup()).toMatchObject({ kind: 'servfail', cached: true, ageSeconds: 4 })
    told.ms = 5_000
    expect(await lookup()).toMatchObject({ kind: 'servfail', cached: false })
    expect(server.udpCount).toBe(2)
  })

  test('of our patience is not remembered', async () => {
    const { told, lookup, lookupInHaste } = await withClock(textFor(300))
    told.reply = null
    expect(await lookupInHaste()).toMatchObject({ kind: 'timeout' })
    told.reply = textFor(300)
    expect(await lookup()).toMatchObject({ kind: 'answer', cached: false })
  })
})

test('a full cache forgets the oldest', async () => {
  const { resolver, lookup, server } = await withClock(textFor(300), { cache: { entries: 2 } })
  await lookup()
  for (const name of ['b.example', 'c.example']) await resolver.lookup(name, 'TXT')
  expect(resolver.stats().cached).toBe(2)
  expect(await lookup()).toMatchObject({ cached: false })
  expect(server.udpCount).toBe(4)
})
