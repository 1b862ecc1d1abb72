import { describe, expect, test } from 'vitest'
import { judgePropagation } from '../../../../core/dns/source.ts'
import type { ZoneData } from '../../../../server/demo/dns-zones.ts'
import { emptyAnswer, refused, servFail } from '../../../../server/demo/dns-answer.ts'
import { toDiffers } from '../../../../server/evidence/source-view.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import type { Behaviour, NameServerData } from '../../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, rootAt, secondAt, spf, startInternet, topAt } from '../../../helpers/small-internet.ts'
import type { InternetPlan } from '../../../helpers/small-internet.ts'

const thirdAt = '127.0.0.5'
const hosts = ['ns1.customer.example', 'ns2.customer.example', 'ns3.customer.example']
const addresses: ZoneData['records'] = { 'ns3.customer.example': { A: [thirdAt] } }
const zoneNaming = (names: readonly string[], texts: readonly string[] = [spf]): ZoneData => customerZone({ [customer]: { NS: names, TXT: texts }, ...addresses })
const naming = (names: readonly string[], texts?: readonly string[], behave?: Behaviour): NameServerData => ({ zones: [zoneNaming(names, texts)], ...(behave === undefined ? {} : { behave }) })
const isForHosts: (asked: { name: string; type: string }) => boolean = ({ name, type }) => type === 'NS' && name === customer

/** The parent names the first two; what the zone names is the test's. */
const start = (first: NameServerData, second: NameServerData, plan: InternetPlan = {}) =>
  startInternet({ servers: { [firstAt]: first, [secondAt]: second, [thirdAt]: naming(hosts, ['v=spf1 +all']) }, resolver: { 'ns3.customer.example': { A: [thirdAt] } }, ...plan })

describe.runIf(hasManyLoopbacks)('a zone that names other servers than its parent does', () => {
  test('has all of them asked, and what only the zone names counts like the others', async () => {
    const { authority } = await start(naming(hosts), naming(hosts))
    const look = await leavingNoSocket(() => authority.look(customer, 'TXT'))
    expect(look.servers.map(({ host, state }) => [host, state])).toEqual(hosts.map((host) => [host, 'answered']))
    expect(look.zone?.differs).toEqual({ onlyAtParent: [], onlyAtChild: ['ns3.customer.example'] })
    expect(toDiffers(look.zone)).toEqual({ differs: look.zone?.differs })
    const textOf = (outcome: (typeof look.servers)[number]['outcome']): string | null => (outcome?.kind === 'answer' ? (outcome.records[0]?.text ?? null) : null)
    expect(judgePropagation(look, textOf, 0).state).toBe('servers-disagree')
  })

  test('after a move has the old ones asked as well, which only the parent names now', async () => {
    const { authority } = await start(naming(hosts.slice(1)), naming(hosts.slice(1)))
    const { zone } = await authority.findZone(customer)
    expect(zone?.nameServers.map(({ host }) => host)).toEqual(hosts)
    expect(zone?.differs).toEqual({ onlyAtParent: ['ns1.customer.example'], onlyAtChild: ['ns3.customer.example'] })
  })

  test('may not have Connect dial what is not public', async () => {
    const { authority } = await start(naming(hosts), naming(hosts), { resolver: { 'ns3.customer.example': { A: ['10.0.0.1'] } } })
    expect((await authority.look(customer, 'TXT')).servers.map(({ state }) => state)).toEqual(['answered', 'answered', 'blocked'])
  })

  test('may name as many as it likes: thirteen are asked', async () => {
    const many = naming([...hosts, ...Array.from({ length: 30 }, (_, i) => `x${i}.customer.example`)])
    const { authority } = await start(many, many)
    expect((await authority.look(customer, 'TXT')).servers).toHaveLength(13)
  })
})

describe.runIf(hasManyLoopbacks)("a zone's own servers", () => {
  const without = (change: Behaviour): Behaviour => (right, turn) => (isForHosts(turn) ? change(right, turn) : right)

  test.each([
    ['refuses', without(() => emptyAnswer(refused))],
    ['fails', without(() => emptyAnswer(servFail))],
    ['speaks without authority', without((right) => ({ ...right, authoritative: false, answers: [] }))],
    ['says nothing', without(() => null)],
  ])('are told by the second server where the first %s', async (_title, behave) => {
    const { authority } = await start(naming(hosts.slice(0, 2), undefined, behave), naming(hosts))
    expect((await leavingNoSocket(() => authority.findZone(customer))).zone?.nameServers.map(({ host }) => host)).toEqual(hosts)
  })

  test("that no server tells are those of the parent, and the record is asked for all the same", async () => {
    const mute = naming(hosts, undefined, without(() => emptyAnswer(servFail)))
    const { authority } = await start(mute, mute)
    const look = await authority.look(customer, 'TXT')
    expect(look.servers.map(({ host, state }) => [host, state])).toEqual(hosts.slice(0, 2).map((host) => [host, 'answered']))
    expect(look.zone).not.toHaveProperty('differs')
  })

  test('are asked for once in the time for which a zone is believed, never of a registry, and cost a known zone nothing', async () => {
    let nowMs = 0
    const { authority, servers } = await startInternet({ options: { now: () => nowMs } })
    const all = [rootAt, topAt, firstAt, secondAt]
    const askedIn = async (): Promise<string[]> => {
      const before = all.map((address) => servers.asked(address).length)
      await Promise.all((['TXT', 'MX'] as const).map((type) => authority.look(customer, type)))
      return all.flatMap((address, i) => servers.asked(address).slice(before[i]).map(({ name, type }) => `${name} ${type}`)).sort()
    }
    const looks = ['MX', 'MX', 'TXT', 'TXT'].map((type) => `${customer} ${type}`)
    // Of the registry for the cut, and of one server of the zone.
    const walk = [`${customer} NS`, `${customer} NS`]
    expect(await askedIn()).toEqual([...looks, ...walk, 'example NS'].sort())
    expect(await askedIn()).toEqual(looks)
    nowMs = 61_000
    expect(await askedIn()).toEqual([...looks, ...walk].sort())
  })
})
