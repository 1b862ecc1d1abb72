import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DnsOutcome } from '../../../core/dns/outcome.ts'
import { leavingNoSocket } from '../../helpers/faulty-dns.ts'
import { noteMissing } from '../../helpers/real-dns/real-server.ts'
import { serversOf, startRealWorld } from '../../helpers/real-dns/world.ts'
import type { HostName, RealWorld } from '../../helpers/real-dns/world.ts'
import { longText, sign, toEscaped, toTxt, zone } from '../../helpers/real-dns/zones.ts'

const isMissing = noteMissing(['nsd', 'knotd', 'named', 'unbound', 'ldns-signzone'])

const allOctets = Array.from({ length: 256 }, (_, octet) => octet)
const sizes = [747, 6000, 60_000]
const three: readonly HostName[] = ['nsd', 'knot', 'bind']
const lines = [
  ...sizes.map((octets) => `t${octets} 300 IN TXT ${toTxt(longText(octets))}`),
  `binary 300 IN TXT ${toEscaped(allOctets.slice(0, 200))} ${toEscaped(allOctets.slice(200))}`,
  '*.wild 300 IN TXT "from the wildcard"',
  'below.empty 300 IN TXT "something"',
]
const changing = (serial: number) =>
  zone('change.example', { serial, servers: serversOf(['nsd', 'knot']), lines: [`@ 300 IN TXT "version ${serial}"`] })
const lagging = (serial: number, more: readonly string[]) => zone('lag.example', { serial, negativeTtlSeconds: 30, servers: serversOf(['nsd', 'knot']), lines: more })

const textOf = (outcome: DnsOutcome<'TXT'>): string | null => (outcome.kind === 'answer' ? outcome.records.map(({ text }) => text).join() : null)

describe.skipIf(isMissing)('a zone on NSD, Knot and BIND, a resolver that is Unbound', () => {
  let world: RealWorld
  beforeAll(async () => {
    const signed = sign(zone('signed.example', { servers: serversOf(['nsd']), lines: ['@ 300 IN TXT "signed words"'] }))
    const bogus = sign(zone('bogus.example', { servers: serversOf(['nsd']), lines: ['@ 300 IN TXT "signed words"'] }))
    world = await startRealWorld(
      [
        { name: 'real.example', named: three, zone: zone('real.example', { servers: serversOf(three), lines }) },
        { name: 'change.example', named: ['nsd', 'knot'], zone: changing(1) },
        { name: 'lag.example', named: ['nsd', 'knot'], zone: lagging(1, []) },
        { name: 'lame.example', named: ['nsd', 'bind'], on: ['nsd'], zone: zone('lame.example', { servers: serversOf(['nsd', 'bind']), lines: ['@ 300 IN TXT "from one of two"'] }) },
        { name: 'nobodys.example', named: ['knot', 'bind'], on: [], zone: zone('nobodys.example', { servers: serversOf(['knot', 'bind']) }) },
        { name: 'signed.example', named: ['nsd'], zone: signed.zone },
        { name: 'bogus.example', named: ['nsd'], zone: { ...bogus.zone, text: bogus.zone.text.replace('signed words', 'forged words') } },
      ],
      [signed.anchor, bogus.anchor],
    )
  })
  afterAll(() => world?.stop())

  const everywhere = (name: string) => leavingNoSocket(() => world.authority.lookEverywhere(name, 'TXT', textOf, { serials: true }))
  const kindsOf = async (name: string) => (await world.authority.look(name, 'TXT')).servers.map(({ outcome }) => outcome?.kind)

  test.each(sizes)('each server gives a record of %i octets whole, and so does the resolver', async (octets) => {
    const { look, propagation } = await everywhere(`t${octets}.real.example`)
    expect(look.zone).toMatchObject({ zone: 'real.example', parent: 'example' })
    expect(look.servers.map(({ outcome }) => outcome !== null && textOf(outcome))).toEqual(Array.from({ length: 4 }, () => longText(octets).join('')))
    expect(look.servers.map(({ role, serial }) => [role, serial])).toEqual([['source', 1], ['source', 1], ['source', 1], ['cache', null]])
    expect(propagation).toMatchObject({ state: 'everywhere', by: 'source' })
  })

  test('where no root is given, Unbound is asked for it, and the walk begins there', async () => {
    const look = await leavingNoSocket(() => world.primed.look('t747.real.example', 'TXT'))
    expect(look).toMatchObject({ zone: { zone: 'real.example', parent: 'example' }, noZone: null })
    expect(look.servers.map(({ state }) => state)).toEqual(['answered', 'answered', 'answered'])
  })

  test('binary strings are the same octets on each server', async () => {
    const { servers } = await world.authority.look('binary.real.example', 'TXT')
    const strings = servers.map(({ outcome }) => (outcome?.kind === 'answer' ? outcome.records[0]?.strings.map((octets) => [...octets]) : outcome?.kind))
    expect(strings).toEqual(three.map(() => [allOctets.slice(0, 200), allOctets.slice(200)]))
  })

  test('a wildcard, an empty name between two others and a missing name are the same on each server', async () => {
    expect(await kindsOf('any.name.wild.real.example')).toEqual(['answer', 'answer', 'answer'])
    expect(await kindsOf('empty.real.example')).toEqual(['nodata', 'nodata', 'nodata'])
    expect(await kindsOf('nobody.real.example')).toEqual(['nxdomain', 'nxdomain', 'nxdomain'])
  })

  test('what the source does not have is not published, and the resolver is not asked for it', async () => {
    const { look, propagation } = await everywhere('nobody.real.example')
    expect(look.servers.map(({ role }) => role)).toEqual(['source', 'source', 'source'])
    expect(propagation).toMatchObject({ state: 'not-published' })
  })

  test('a server that is named and has not got the zone is lame, and the other one counts', async () => {
    const { look, propagation } = await everywhere('lame.example')
    expect(look.servers.map(({ host, state }) => [host, state])).toEqual([
      ['ns-nsd.lame.example', 'answered'],
      ['ns-bind.lame.example', 'lame'],
      [null, 'answered'],
    ])
    expect(propagation.state).toBe('everywhere')
  })

  test('a zone that none of its servers has could not be asked for', async () => {
    const { propagation } = await everywhere('nobodys.example')
    expect(propagation).toMatchObject({ state: 'could-not-ask', answers: [] })
  })

  test('a signed zone is published everywhere; one with a wrong signature at the source only', async () => {
    expect((await everywhere('signed.example')).propagation.state).toBe('everywhere')
    const { look, propagation } = await everywhere('bogus.example')
    expect(look.servers.map(({ role, state, outcome }) => [role, state, outcome?.kind])).toEqual([
      ['source', 'answered', 'answer'],
      ['cache', 'failed', 'servfail'],
    ])
    expect(propagation).toMatchObject({ state: 'at-source', cachesUntilMs: null })
  })

  test('a record that one server does not have yet is never asked of Unbound, which therefore has it as soon as both do', async () => {
    const name = '_code.lag.example'
    // Unbound asks NSD, which lags behind.
    await world.servers.knot.publish([lagging(2, ['_code 30 IN TXT "the code"'])])
    const codeOf = (outcome: DnsOutcome<'TXT'>) => (textOf(outcome) === 'the code' ? 'the code' : null)
    const between = await leavingNoSocket(() => world.authority.lookEverywhere(name, 'TXT', codeOf))
    expect(between.look.servers.map(({ role, outcome }) => [role, outcome?.kind])).toEqual([['source', 'nxdomain'], ['source', 'answer']])
    expect(between.propagation.state).toBe('servers-disagree')
    await world.servers.nsd.publish([lagging(2, ['_code 30 IN TXT "the code"'])])
    expect((await world.authority.lookEverywhere(name, 'TXT', codeOf)).propagation.state).toBe('everywhere')
  })

  test('a new version that only one server has is a disagreement with both serials, and no resolver is asked, until the other has it too', async () => {
    expect((await everywhere('change.example')).propagation.state).toBe('everywhere')
    await world.servers.nsd.publish([changing(2)])
    const between = await everywhere('change.example')
    expect(between.look.servers.map(({ host, serial, outcome }) => [host, serial, outcome && textOf(outcome)])).toEqual([
      ['ns-nsd.change.example', 2, 'version 2'],
      ['ns-knot.change.example', 1, 'version 1'],
    ])
    expect(between.propagation).toMatchObject({ state: 'servers-disagree', cachesUntilMs: null })
    await world.servers.knot.publish([changing(2)])
    const after = await everywhere('change.example')
    expect(after.look.servers.map(({ serial }) => serial)).toEqual([2, 2, null])
    // Unbound still has what it was asked for at first.
    expect(after.propagation.state).toBe('at-source')
    expect(after.propagation.cachesUntilMs).toBeGreaterThan(Date.now() + 200_000)
  })
})
