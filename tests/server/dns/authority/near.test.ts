import { describe, expect, test } from 'vitest'
import type { ZoneData } from '../../../../server/demo/dns-zones.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, rootAt, secondAt, startInternet, topAt } from '../../../helpers/small-internet.ts'
import type { SmallInternet } from '../../../helpers/small-internet.ts'

const challenge = `_connect-challenge.${customer}`
const code = `code.${customer}`
const belowAt = '127.0.0.5'
const below = (origin: string, records: ZoneData['records'] = {}): ZoneData => ({ origin, records: { [origin]: { NS: [`ns.${origin}`] }, ...records } })
/** The challenge's name is a zone of its own, on a server of its own. */
const delegating = customerZone({ [challenge]: { NS: [`ns.${challenge}`] }, [`ns.${challenge}`]: { A: [belowAt] } })
const childServer = { zones: [below(challenge, { [challenge]: { NS: [`ns.${challenge}`], TXT: ['code'] } })] }

const lookAtThree = ({ authority }: SmallInternet) =>
  leavingNoSocket(() => Promise.all([authority.look(customer, 'TXT'), authority.look(challenge, 'TXT'), authority.look(code, 'CNAME')]))

/** How many questions each address had more, once that is over. */
async function countIn({ servers }: SmallInternet, addresses: readonly string[], work: () => Promise<unknown>): Promise<number[]> {
  const before = addresses.map((address) => servers.asked(address).length)
  await work()
  return addresses.map((address, i) => servers.asked(address).length - (before[i] ?? 0))
}

describe.runIf(hasManyLoopbacks)('three names of one zone', () => {
  test('cost three questions a server where the zone is known, and no more for where each of them lies', async () => {
    const internet = await startInternet()
    await internet.authority.findZone(customer)
    expect(await countIn(internet, [rootAt, topAt, firstAt, secondAt], () => lookAtThree(internet))).toEqual([0, 0, 3, 3])
  })

  test('that are looked at together ask root and registry once, and the zone once for its servers', async () => {
    const internet = await startInternet()
    expect(await countIn(internet, [rootAt, topAt], () => lookAtThree(internet))).toEqual([1, 1])
    expect([firstAt, secondAt].flatMap((address) => internet.servers.asked(address)).filter(({ type }) => type === 'NS')).toMatchObject([{ name: customer }])
  })

  test('of which one is there cost one question more, once', async () => {
    const there = { zones: [customerZone({ [challenge]: { TXT: ['code'] } })] }
    const internet = await startInternet({ servers: { [firstAt]: there, [secondAt]: there } })
    await internet.authority.findZone(customer)
    const total = async (): Promise<number> => (await countIn(internet, [firstAt, secondAt], () => lookAtThree(internet))).reduce((sum, one) => sum + one)
    expect([await total(), await total()]).toEqual([7, 6])
  })
})

describe.runIf(hasManyLoopbacks)('a name that is a zone of its own', () => {
  const start = (parent: ZoneData[]) =>
    startInternet({ delegations: { [customer]: ['ns1.customer.example'] }, servers: { [firstAt]: { zones: parent }, [belowAt]: childServer } })

  test('is asked at its own servers, which the servers above point to; those are not asked for it again', async () => {
    const internet = await start([delegating])
    const look = () => internet.authority.look(challenge, 'TXT')
    expect(await look()).toMatchObject({ zone: { zone: challenge, parent: customer }, servers: [{ host: `ns.${challenge}`, state: 'answered', outcome: { kind: 'answer' } }] })
    expect(await countIn(internet, [firstAt, belowAt], look)).toEqual([0, 1])
  })

  test('is known to be one when its time is over, so that only its delegation is asked for above', async () => {
    let nowMs = 0
    const internet = await startInternet({ delegations: { [customer]: ['ns1.customer.example'] }, servers: { [firstAt]: { zones: [delegating] }, [belowAt]: childServer }, options: { now: () => nowMs } })
    await internet.authority.look(challenge, 'TXT')
    nowMs = 61_000
    await internet.authority.look(challenge, 'TXT')
    expect(internet.servers.asked(firstAt).filter(({ type }) => type === 'TXT')).toHaveLength(1)
  })

  test('is not judged by what a server of the zone above has left of it', async () => {
    // RFC 1034 §4.2.1: the parent points elsewhere, though its server still holds the zone as it once was.
    const { authority } = await startInternet({
      delegations: { [customer]: ['ns1.customer.example'] },
      servers: {
        [belowAt]: childServer,
        [firstAt]: { zones: [delegating], behave: (right, { name, type }) => (name === challenge && type === 'TXT' ? { rcode: 0, authoritative: true, answers: [{ name, type: 'TXT', ttlSeconds: 60, value: [Buffer.from('old')] }], authorities: [], additionals: [] } : right) },
      },
    })
    expect(await authority.look(challenge, 'TXT')).toMatchObject({ zone: { zone: challenge }, servers: [{ outcome: { kind: 'answer', records: [{ text: 'code' }] } }] })
  })

  test('whose parent sets AA on the way there is no missing record', async () => {
    const { authority } = await startInternet({
      delegations: { [customer]: ['ns1.customer.example'] },
      servers: { [belowAt]: childServer, [firstAt]: { zones: [delegating], behave: (right) => ({ ...right, authoritative: true }) } },
    })
    expect(await authority.look(challenge, 'TXT')).toMatchObject({ zone: { zone: challenge }, servers: [{ state: 'answered', outcome: { kind: 'answer', records: [{ text: 'code' }] } }] })
  })
})
