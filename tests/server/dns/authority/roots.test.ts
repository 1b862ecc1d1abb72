import { describe, expect, onTestFinished, test } from 'vitest'
import type { DnsOutcome } from '../../../../core/dns/outcome.ts'
import { createDnsWorld } from '../../../../server/demo/dns-world.ts'
import { createAuthority } from '../../../../server/dns/authority/authority.ts'
import type { AuthorityOptions } from '../../../../server/dns/authority/authority.ts'
import { createResolver } from '../../../../server/dns/resolver.ts'
import { parseDnsServer } from '../../../../server/dns/upstreams.ts'
import type { DnsServer } from '../../../../server/dns/upstreams.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import { customer, startInternet } from '../../../helpers/small-internet.ts'

const spf = 'v=spf1 -all'
const spfOf = (outcome: DnsOutcome<'TXT'>): string | null =>
  outcome.kind === 'answer' ? (outcome.records.find(({ text }) => text.startsWith('v=spf1'))?.text ?? null) : null

/** One address that serves the root, the top level and every zone, and a resolver beside it. */
async function startWorld(options: Partial<AuthorityOptions> = {}) {
  const world = await createDnsWorld({ zones: [{ origin: 'customer.example', records: { 'customer.example': { TXT: [spf] }, 'a.b.customer.example': { TXT: ['deep'] } } }] })
  // Without a memory of its own, so that what is remembered here is what the walk remembers.
  const resolver = createResolver({ upstreams: [world.resolverAddress], remember: false })
  const root = parse(world.authorityAddress)
  const authority = createAuthority({ resolver, resolvers: [parse(world.resolverAddress)], roots: null, port: root.port, allowLoopback: true, perServerMs: 300, ...options })
  onTestFinished(async () => {
    await authority.close()
    await resolver.close()
    await world.close()
  })
  const asked = (face: 'resolver' | 'authority') => world.questions.filter((question) => question.face === face).map(({ name, type }) => `${name} ${type}`)
  return { world, authority, root, asked }
}

function parse(text: string): DnsServer {
  const server = parseDnsServer(text)
  if (server === null) throw new Error(`${text} is no server`)
  return server
}

describe('the roots', () => {
  test('are those that the resolver names, asked for once', async () => {
    const { authority, asked } = await startWorld()
    for (const name of ['customer.example', 'other.example']) await leavingNoSocket(() => authority.findZone(name))
    expect((await authority.findZone('customer.example')).zone).toMatchObject({ zone: 'customer.example', parent: 'example' })
    expect(asked('resolver')).toEqual([' NS', 'ns1.dns-world.example A', 'ns1.dns-world.example AAAA'])
  })

  test.runIf(hasManyLoopbacks)('are those that were configured, and then the resolver is asked for none', async () => {
    const { authority, resolved } = await startInternet()
    expect((await authority.look(customer, 'TXT')).servers.map(({ state }) => state)).toEqual(['answered', 'answered'])
    expect(resolved).toEqual([])
  })

  test('that there are none is believed for half a minute', async () => {
    let nowMs = 0
    const { authority, asked } = await startWorld({ now: () => nowMs, allowLoopback: false })
    const look = async () => expect(await authority.findZone('customer.example')).toEqual({ zone: null, noZone: 'no-roots' })
    for (let i = 0; i < 3; i++) await look()
    const named = asked('resolver').filter((question) => question === ' NS')
    expect(named).toHaveLength(1)
    nowMs = 31_000
    await look()
    expect(asked('resolver').filter((question) => question === ' NS')).toHaveLength(2)
  })

  test('whose finding was broken off are not taken for lost', async () => {
    const { authority, world } = await startWorld()
    world.fault('', { delayMs: 150 })
    expect(await leavingNoSocket(() => authority.findZone('customer.example', { deadlineMs: 50 }))).toEqual({ zone: null, noZone: 'timeout' })
    world.fault('', null)
    expect((await authority.findZone('customer.example')).noZone).toBe(null)
  })
})

describe('where one address serves the root, the top level and every zone', () => {
  test.each(['customer.example', 'code.customer.example', 'b.customer.example', 'x.a.b.customer.example'])('the zone of %s is found with its parent', async (name) => {
    const { authority } = await startWorld()
    const nameServers = [{ host: 'ns1.dns-world.example', addresses: [] }]
    const { zone } = await authority.findZone(name)
    expect(zone).toEqual({ zone: 'customer.example', parent: 'example', nameServers, isOwn: true })
  })
})

describe('source and resolvers together', () => {
  test('have it everywhere when both say the same', async () => {
    const { authority } = await startWorld()
    const { look, propagation } = await leavingNoSocket(() => authority.lookEverywhere('customer.example', 'TXT', spfOf, { serials: true }))
    expect(propagation).toMatchObject({ state: 'everywhere', by: 'source', cachesUntilMs: null })
    expect(look.servers).toMatchObject([{ role: 'source', host: 'ns1.dns-world.example', state: 'answered' }, { role: 'cache', host: null, state: 'answered' }])
    expect(look.servers[0]?.serial).toBeTypeOf('number')
  })

  test('what the source does not have, no resolver is asked for', async () => {
    const { authority, asked } = await startWorld()
    const { propagation } = await authority.lookEverywhere('new.customer.example', 'TXT', spfOf)
    expect(propagation).toMatchObject({ state: 'not-published', by: 'source' })
    expect(asked('resolver').filter((question) => question.startsWith('new.'))).toEqual([])
  })

  test('what could not be asked at the source, no resolver is asked for', async () => {
    const { authority, asked, world } = await startWorld()
    await authority.findZone('customer.example')
    world.fault('customer.example', 'servfail')
    const { propagation } = await authority.lookEverywhere('customer.example', 'TXT', spfOf)
    expect(propagation).toMatchObject({ state: 'could-not-ask', by: 'source', answers: [] })
    expect(asked('resolver').filter((question) => question.startsWith('customer.'))).toEqual([])
  })

  test('where no root may be dialled, only the resolvers are asked, and count', async () => {
    const { authority, asked } = await startWorld({ allowLoopback: false })
    const { look, propagation } = await authority.lookEverywhere('customer.example', 'TXT', spfOf)
    expect(look).toMatchObject({ zone: null, noZone: 'no-roots', servers: [{ role: 'cache', state: 'answered' }] })
    expect(propagation).toMatchObject({ state: 'everywhere', by: 'cache' })
    expect(asked('authority')).toEqual([])
  })

  test.each([
    ['silent', 'silent', 'timeout'],
    ['servfail', 'failed', 'servfail'],
    ['refused', 'failed', 'refused'],
  ] as const)('a resolver that is %s does not undo what the source says', async (fault, state, kind) => {
    const { authority, world, root } = await startWorld()
    const other = await createDnsWorld({ zones: [], faults: { 'customer.example': fault } })
    onTestFinished(() => other.close())
    const resolver = createResolver({ upstreams: [world.resolverAddress] })
    const beside = createAuthority({ resolver, resolvers: [parse(other.resolverAddress)], roots: [root], port: root.port, allowLoopback: true, perServerMs: 300 })
    onTestFinished(() => beside.close())
    const { look, propagation } = await leavingNoSocket(() => beside.lookEverywhere('customer.example', 'TXT', spfOf))
    expect(propagation).toMatchObject({ state: 'at-source', cachesUntilMs: null })
    expect(look.servers[1]).toMatchObject({ role: 'cache', state, outcome: { kind } })
    expect(authority.stats().openSockets).toBe(0)
  })

  test('a resolver that still remembers says until when', async () => {
    const world = await createDnsWorld({ zones: [{ origin: 'customer.example', negativeTtlSeconds: 20, records: { 'customer.example': { NS: ['ns1.dns-world.example'] } } }], remembers: true })
    const resolver = createResolver({ upstreams: [world.resolverAddress], remember: false })
    const root = parse(world.authorityAddress)
    const authority = createAuthority({ resolver, resolvers: [parse(world.resolverAddress)], roots: [root], port: root.port, allowLoopback: true, wallMs: () => 1_000_000 })
    onTestFinished(async () => {
      await authority.close()
      await resolver.close()
      await world.close()
    })
    expect((await resolver.lookup('customer.example', 'TXT')).kind).toBe('nodata')
    world.setTxt('customer.example', [spf])
    const { propagation } = await authority.lookEverywhere('customer.example', 'TXT', spfOf)
    expect(propagation).toMatchObject({ state: 'at-source', cachesUntilMs: 1_020_000 })
  })
})
