/** What a bad moment at the roots means: once one of them was heard, no resolver is asked in their place. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyAnswer, noError, refused, servFail } from '../../../../server/demo/dns-answer.ts'
import { createDnsWorld } from '../../../../server/demo/dns-world.ts'
import { createAuthority } from '../../../../server/dns/authority/authority.ts'
import { createResolver } from '../../../../server/dns/resolver.ts'
import { parseDnsServer } from '../../../../server/dns/upstreams.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks, startNameServers } from '../../../helpers/name-servers.ts'
import type { Behaviour } from '../../../helpers/name-servers.ts'
import { customer, spf, startInternet } from '../../../helpers/small-internet.ts'
import { createZone } from '../../../helpers/zone.ts'

const silent: Behaviour = () => null
const overMs = 301_000
const found = { zone: { zone: customer }, noZone: null }
const none = (noZone: string) => ({ zone: null, noZone })

/** A resolver that names its roots, over sockets; both can be made to fail. */
async function startWorld() {
  const world = await createDnsWorld({ zones: [{ origin: customer, records: { [customer]: { TXT: [spf] } } }] })
  const resolver = createResolver({ upstreams: [world.resolverAddress], remember: false })
  const port = parseDnsServer(world.authorityAddress)?.port ?? 0
  const clock = { nowMs: 0 }
  const authority = createAuthority({ resolver, resolvers: [], roots: null, port, allowLoopback: true, perServerMs: 300, now: () => clock.nowMs })
  onTestFinished(async () => {
    await authority.close()
    await resolver.close()
    await world.close()
  })
  return { world, clock, find: () => leavingNoSocket(() => authority.findZone(customer)) }
}

describe.runIf(hasManyLoopbacks)('roots that were heard before', () => {
  test.each([
    ['silence', silent, 'timeout'],
    ['a failure', () => emptyAnswer(servFail), 'servfail'],
  ] as const)('and now answer with %s are tried again at once, and nobody is told to ask resolvers', async (_title, bad: Behaviour, why) => {
    const clock = { nowMs: 0, isBad: false }
    const rootBehaves: Behaviour = (right, turn) => (clock.isBad ? bad(right, turn) : right)
    const { authority } = await startInternet({ rootBehaves, options: { now: () => clock.nowMs } })
    expect(await authority.findZone(customer)).toMatchObject(found)
    clock.nowMs = overMs
    clock.isBad = true
    expect(await leavingNoSocket(() => authority.findZone(customer))).toEqual(none(why))
    clock.isBad = false
    expect(await authority.findZone(customer)).toMatchObject(found)
  })
})

describe('roots that the resolver names', () => {
  test('stay known when it cannot name them again', async () => {
    const { world, clock, find } = await startWorld()
    expect(await find()).toMatchObject(found)
    // Over a day: roots are believed no longer.
    clock.nowMs = 90_000_000
    const { questions } = world
    const before = questions.length
    world.fault('ns1.dns-world.example', 'servfail')
    expect(await find()).toEqual(none('no-servers'))
    world.fault('ns1.dns-world.example', null)
    expect(world.questions.slice(before).filter(({ face, name }) => face === 'authority' && name === 'example')).not.toEqual([])
    expect(await find()).toMatchObject(found)
  })

  test.each([
    ['fails', 'servfail'],
    ['refuses', 'refused'],
    ['is silent', 'silent'],
  ] as const)('when it %s, only resolvers can be asked, until soon after', async (_title, fault) => {
    const { world, clock, find } = await startWorld()
    world.fault('', fault)
    expect(await find()).toEqual(none('no-roots'))
    world.fault('', null)
    clock.nowMs = 6000
    expect(await find()).toMatchObject(found)
  })

  test('nor are they lost when their addresses could not be found out', async () => {
    const { world, clock, find } = await startWorld()
    world.fault('ns1.dns-world.example', 'servfail')
    expect(await find()).toEqual(none('no-roots'))
    world.fault('ns1.dns-world.example', null)
    clock.nowMs = 6000
    expect(await find()).toMatchObject(found)
  })
})

describe('where something stands between here and the roots', () => {
  const recursive: Behaviour = () => ({ ...emptyAnswer(noError), answers: [{ name: 'example', type: 'NS', ttlSeconds: 60, value: 'ns.top.example' }] })

  test.each([
    ['refuses', () => emptyAnswer(refused)],
    ['fails', () => emptyAnswer(servFail)],
    ['answers in their place without authority', recursive],
    ['is silent', silent],
  ] as const)('and %s, only resolvers can be asked', async (_title, behave: Behaviour) => {
    const { port } = await startNameServers({ '127.0.0.1': { zones: [], behave } })
    const { lookup } = createZone({ 'a.root.example': { A: ['127.0.0.1'] } })
    const named = { ...(await lookup('.', 'NS')), kind: 'answer', ttlSeconds: 300, records: [{ host: 'a.root.example' }] }
    const naming = ((name, type) => (type === 'NS' ? Promise.resolve(named) : lookup(name, type))) as typeof lookup
    const authority = createAuthority({ resolver: { lookupWith: () => naming }, resolvers: [], roots: null, port, allowLoopback: true, perServerMs: 300 })
    onTestFinished(() => authority.close())
    expect(await leavingNoSocket(() => authority.findZone(customer))).toEqual(none('no-roots'))
  })
})
