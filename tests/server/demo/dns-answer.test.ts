import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answerAsAuthority, answerAsResolver } from '../../../server/demo/dns-answer.ts'
import { completeZones } from '../../../server/demo/dns-root.ts'
import { createDnsWorld } from '../../../server/demo/dns-world.ts'
import { createZone } from '../../../server/demo/dns-zones.ts'
import { createResolver } from '../../../server/dns/resolver.ts'
import { countSockets } from '../../helpers/faulty-dns.ts'

const data = [
  {
    origin: 'good.example',
    records: {
      'good.example': { TXT: ['here'], NS: ['ns1.good.example', 'ns.other.example'] },
      'ns1.good.example': { A: ['127.0.0.1'] },
      'away.good.example': { NS: ['ns.beyond.example'] },
    },
  },
]
const zones = completeZones(data).map(createZone)
const only = (...origins: string[]) => zones.filter(({ origin }) => origins.includes(origin))

describe('the authority face', () => {
  test('answers for its own zones with authority, and says which one has nothing', () => {
    const all = only('good.example')
    expect(answerAsAuthority(all, { name: 'good.example', type: 'TXT' })).toMatchObject({ authoritative: true, rcode: 0 })
    expect(answerAsAuthority(all, { name: 'no.good.example', type: 'TXT' })).toMatchObject({
      authoritative: true,
      rcode: 3,
      authorities: [{ type: 'SOA', name: 'good.example' }],
    })
  })

  test('points down to the servers of a zone that others hold, with the addresses that lie below', () => {
    const answer = answerAsAuthority(only('', 'example'), { name: 'www.good.example', type: 'TXT' })
    expect(answer).toMatchObject({ authoritative: false, rcode: 0, answers: [] })
    expect(answer.authorities).toMatchObject([
      { name: 'good.example', type: 'NS', value: 'ns1.good.example' },
      { name: 'good.example', type: 'NS', value: 'ns.other.example' },
    ])
    expect(answerAsAuthority(only(''), { name: 'www.good.example', type: 'TXT' }).authorities).toMatchObject([
      { name: 'example', type: 'NS' },
    ])
  })

  test('refuses what lies in no zone of its own', () => {
    expect(answerAsAuthority(only('good.example'), { name: 'other.example', type: 'TXT' })).toMatchObject({ rcode: 5 })
  })

  test('a serial goes up with every change', () => {
    const [zone] = only('good.example')
    const before = zone?.serial ?? 0
    zone?.set('good.example', 'A', [])
    expect(zone?.serial).toBeGreaterThan(before)
  })
})

test('the resolver face cannot reach servers outside of the world, and says so', () => {
  expect(answerAsResolver(zones, { name: 'x.away.good.example', type: 'TXT' })).toMatchObject({ rcode: 2 })
})

describe('the world’s ports', () => {
  test('are the same over UDP and TCP, one for each face, and are given back', async () => {
    const before = countSockets()
    const world = await createDnsWorld({ zones: data })
    expect(world.resolverAddress).not.toBe(world.authorityAddress)
    const direct = createResolver({ upstreams: [world.authorityAddress] })
    expect(await direct.lookup('good.example', 'TXT')).toMatchObject({ kind: 'answer', records: [{ text: 'here' }] })
    expect(world.questions).toMatchObject([{ face: 'authority', transport: 'udp' }])
    await direct.close()
    await world.close()
    expect(countSockets()).toBe(before)
  })

  test('that are taken end the start with an error and nothing left open', async () => {
    const taken = createSocket('udp4')
    taken.bind(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => {
      taken.close()
    })
    const before = countSockets()
    const { port } = taken.address()
    await expect(createDnsWorld({ zones: [], port })).rejects.toThrow(String(port))
    await expect(createDnsWorld({ zones: [], authorityPort: port })).rejects.toThrow(String(port))
    expect(countSockets()).toBe(before)
  })
})
