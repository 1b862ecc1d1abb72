import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { ExpectStatic } from 'vitest'
import type { DnsOutcome } from '../../../core/dns/outcome.ts'
import { settle } from '../../../core/dns/settle.ts'
import { toSpfSeen } from '../../../server/spf-check/spf-seen.ts'
import { noteMissing } from '../../helpers/real-dns/real-server.ts'
import type { Zone } from '../../helpers/real-dns/real-server.ts'
import { serversOf, startRealWorld } from '../../helpers/real-dns/world.ts'
import type { PlacedZone, RealWorld } from '../../helpers/real-dns/world.ts'
import { zone } from '../../helpers/real-dns/zones.ts'

const isMissing = noteMissing(['nsd', 'knotd', 'named', 'unbound'])

const servers = serversOf(['nsd', 'knot'])
const missing = (serial: number, lines: readonly string[]): Zone => zone('missing.example', { serial, negativeTtlSeconds: 20, servers, lines })
const old = (serial: number, text: string): Zone => zone('old.example', { serial, servers, lines: [`@ 30 IN TXT "${text}"`] })

/** Zones whose negative answers end at as many different parts of a second. */
const watched = Array.from({ length: 8 }, (_, index) => `watched-${String(index)}.example`)
const ofWatched = (name: string, serial: number, lines: readonly string[]): Zone => zone(name, { serial, negativeTtlSeconds: 15, servers, lines })

const textOf = (outcome: DnsOutcome<'TXT'>): string | null => (outcome.kind === 'answer' ? outcome.records.map(({ text }) => text).join() : null)

/** Runs out only when something is wrong: no record here lives longer than 30 seconds. */
const patienceMs = 60_000

describe.skipIf(isMissing)('what Unbound remembers', () => {
  let world: RealWorld
  beforeAll(async () => {
    world = await startRealWorld([
      { name: 'missing.example', named: ['nsd', 'knot'], zone: missing(1, []) },
      { name: 'old.example', named: ['nsd', 'knot'], zone: old(1, 'old words') },
      ...watched.map((name): PlacedZone => ({ name, named: ['nsd', 'knot'], zone: ofWatched(name, 1, []) })),
    ])
  })
  afterAll(() => world?.stop())

  const askCache = () => world.resolver.lookupWith({ fresh: true })

  async function untilCache(name: string, isSo: (outcome: DnsOutcome<'TXT'>) => boolean): Promise<void> {
    const endMs = Date.now() + patienceMs
    while (!isSo(await askCache()(name, 'TXT'))) {
      if (Date.now() > endMs) throw new Error(`Unbound never came to say what it has to about ${name}`)
      await wait(100)
    }
  }

  /** Has what was there before remembered for a while, changes the zone on both servers, and waits until Unbound notices. */
  async function compare(expect: ExpectStatic, { before, after, isAged }: { before: string | null; after: Zone; isAged: (outcome: DnsOutcome<'TXT'>) => boolean }) {
    const { name } = after
    expect(textOf(await askCache()(name, 'TXT'))).toBe(before)
    // The clock must be computed from what is left, not from the whole time to live.
    await untilCache(name, isAged)
    await Promise.all([world.servers.nsd.publish([after]), world.servers.knot.publish([after])])
    const { propagation } = await world.authority.lookEverywhere(name, 'TXT', textOf)
    expect(propagation).toMatchObject({ state: 'at-source', by: 'source' })
    const predictedMs = propagation.cachesUntilMs ?? 0
    await untilCache(name, (outcome) => textOf(outcome) === 'new words')
    expect(Math.abs(Date.now() - predictedMs)).toBeLessThan(2000)
    expect((await world.authority.lookEverywhere(name, 'TXT', textOf)).propagation).toMatchObject({ state: 'everywhere', cachesUntilMs: null })
  }

  describe.concurrent('ends in the second that was foretold', () => {
    test('where there was no record, for twenty seconds', async ({ expect }) => {
      const isAged = (outcome: DnsOutcome): boolean => outcome.kind === 'nodata' && (outcome.negativeTtlSeconds ?? 20) < 17
      await compare(expect, { before: null, after: missing(2, ['@ 30 IN TXT "new words"']), isAged })
    })

    test('where there was another record, for thirty seconds', async ({ expect }) => {
      const isAged = (outcome: DnsOutcome): boolean => outcome.kind === 'answer' && outcome.ttlSeconds < 27
      await compare(expect, { before: 'old words', after: old(2, 'new words'), isAged })
    })
  })

  /** When a watch of a right record looks again, as far as resolvers still have the old one. */
  async function lookAgainAtMs(name: string): Promise<number> {
    const own = await world.authority.lookEverywhere(name, 'TXT', textOf)
    const report = { outcome: 'valid' as const, findings: [] }
    const { recheckAtMs } = toSpfSeen({ ...own, settled: settle(own.look, own.propagation), asked: [] }, report, { now: new Date(), rule: '' })
    return recheckAtMs ?? 0
  }

  test('is new when a watch looks again, each time', async ({ expect }) => {
    for (const name of watched) {
      expect(textOf(await askCache()(name, 'TXT'))).toBeNull()
      await wait(130)
    }
    await wait(1500)
    const news = watched.map((name) => ofWatched(name, 2, ['@ 30 IN TXT "new words"']))
    await Promise.all([world.servers.nsd.publish(news), world.servers.knot.publish(news)])
    const states = await Promise.all(watched.map(async (name) => {
      const againMs = await lookAgainAtMs(name)
      expect(againMs).toBeGreaterThan(Date.now())
      await wait(againMs - Date.now())
      return (await world.authority.lookEverywhere(name, 'TXT', textOf)).propagation.state
    }))
    expect(states).toEqual(watched.map(() => 'everywhere'))
  })
})
