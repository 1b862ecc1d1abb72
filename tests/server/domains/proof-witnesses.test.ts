import { assert, describe, expect, onTestFinished, test } from 'vitest'
import * as contract from '#core/contract/journey.ts'
import { openDatabase } from '../../../server/db/database.ts'
import type { WorldAnswer } from '../../../server/demo/dns-answer.ts'
import { emptyAnswer, refused } from '../../../server/demo/dns-answer.ts'
import { askControl, askPlaces, type PlaceParts } from '../../../server/domains/proof-places.ts'
import { toProofDigest, toProofVerdict } from '../../../server/domains/proof.ts'
import { claimDue } from '../../../server/watch/lease.store.ts'
import { createWatchTick } from '../../../server/watch/tick.ts'
import { createWatchAsking } from '../../../server/watches.ts'
import { makeSqlitePlace } from '../../helpers/databases.ts'
import { replyTo, startFaultyDns, type ReplyParts } from '../../helpers/faulty-dns.ts'
import { hasManyLoopbacks, type Behaviour, type NameServerData } from '../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, secondAt, startInternet } from '../../helpers/small-internet.ts'
import { openWay } from '../../helpers/way.ts'
import { createZone } from '../../helpers/zone.ts'

const code = 'abcdefghijklmnopqrstuvwxyz234567'
const wanted = { code, target: 'validate-domain.mimecast.com' }
const challenge = `_connect-challenge.${customer}`
const { lookup } = createZone({})
const withCode: NameServerData = { zones: [customerZone({ [challenge]: { TXT: [code] } })] }
const without: NameServerData = { zones: [customerZone()] }
const silent: NameServerData = { zones: [customerZone()], behave: () => null }
const lame: NameServerData = { zones: [customerZone()], behave: () => emptyAnswer(refused) }

interface Plan {
  first?: NameServerData
  second: NameServerData
  /** What a resolver says; without it there is none to ask. */
  resolver?: ReplyParts | 'silent' | undefined
}

async function startWith({ first = withCode, second, resolver }: Plan) {
  const address = resolver === undefined ? null : (await startFaultyDns({ udp: ({ request, send }) => resolver !== 'silent' && send(replyTo(request, resolver)) })).address
  const resolvers = address === null ? [] : [{ address: '127.0.0.1', port: Number(address.split(':')[1]) }]
  const { authority } = await startInternet({ servers: { [firstAt]: first, [secondAt]: second }, options: { resolvers } })
  return { authority, lookup, wish: {} } satisfies PlaceParts
}

const judge = async (asking: PlaceParts) => {
  const places = await askPlaces(asking, customer, wanted)
  const { outcome, finding, params } = toProofVerdict(wanted, places)
  return { outcome, finding, params, digest: toProofDigest(wanted, places) }
}

const has: ReplyParts = { answers: [{ data: [code] }] }
const servfail: ReplyParts = { header: { rcode: 2 } }

describe.runIf(hasManyLoopbacks)('a code at both of two name servers', () => {
  test.each([
    ['is enough where no resolver could be asked', undefined],
    ['is enough while resolvers are silent', 'silent'],
    ['is enough while resolvers still say that there is none', { header: { rcode: 3 } }],
  ] as const)('%s', async (_, resolver) => {
    const asking = await startWith({ second: withCode, resolver })
    expect(await judge(asking)).toMatchObject({ outcome: 'proven', finding: 'code-at-challenge', digest: 'proven' })
  })

  test('is not accepted where the resolvers, which validate, say SERVFAIL', async () => {
    const { digest, ...judged } = await judge(await startWith({ second: withCode, resolver: servfail }))
    expect(judged).toEqual({ outcome: 'unavailable', finding: 'resolvers-fail', params: { name: challenge, reason: 'servfail' } })
    expect(digest).not.toBeNull()
  })
})

describe.runIf(hasManyLoopbacks)('a code at one of two name servers', () => {
  const older: ReplyParts = { answers: [{ data: ['older'] }] }
  test.each([
    ['the other being silent', silent, undefined],
    ['the other being lame', lame, undefined],
    ['the other being silent, and the resolver with it', silent, 'silent'],
    ['the other being silent, while the resolver has something older', silent, older],
  ] as const)('cannot be told: %s', async (_, second, resolver) => {
    const judged = await judge(await startWith({ second, resolver }))
    expect(judged).toMatchObject({ outcome: 'unavailable', finding: 'one-witness', params: { name: challenge, answered: '1', all: '2' } })
    expect([null, 'proven']).not.toContain(judged.digest)
  })

  test('is enough when a resolver says the same: a zone with one dead name server can be proven', async () => {
    expect(await judge(await startWith({ second: silent, resolver: has }))).toMatchObject({ outcome: 'proven', digest: 'proven' })
  })

  test('is believed as soon as the second witness is heard, which whoever watches takes for news', async () => {
    let isAwake = false
    const asking = await startWith({ second: { ...withCode, behave: (right) => (isAwake ? right : null) } })
    const before = await judge(asking)
    isAwake = true
    const after = await judge(asking)
    expect([before.outcome, after.outcome]).toEqual(['unavailable', 'proven'])
    expect(after.digest).not.toBe(before.digest)
  })

  test('which is the only one that has an address is enough', async () => {
    const { authority } = await startInternet({
      delegations: { [customer]: ['ns1.customer.example', 'ns1.host.example'] }, servers: { [firstAt]: withCode }, glue: { 'ns1.customer.example': firstAt },
    })
    expect(await judge({ authority, lookup, wish: {} })).toMatchObject({ outcome: 'proven' })
  })
})

test.runIf(hasManyLoopbacks)('a name server that names a second witness itself is still the only one', async () => {
  const thirdAt = '127.0.0.5'
  const [ns1, ns2, ns3] = ['ns1.customer.example', 'ns2.customer.example', 'ns3.customer.example'] as const
  const naming: NameServerData = { zones: [customerZone({ [customer]: { NS: [ns1, ns3] }, [ns3]: { A: [thirdAt] }, [challenge]: { TXT: [code] } })] }
  const { authority } = await startInternet({ servers: { [firstAt]: naming, [secondAt]: silent, [thirdAt]: naming }, resolver: { [ns3]: { A: [thirdAt] } } })
  const asking = { authority, lookup, wish: {} }
  expect((await askPlaces(asking, customer, wanted)).atChallenge.look.servers.map(({ host, state }) => [host, state]))
    .toEqual([[ns1, 'answered'], [ns2, 'silent'], [ns3, 'answered']])
  expect(await judge(asking)).toMatchObject({ outcome: 'unavailable', finding: 'one-witness', params: { answered: '1', all: '2' } })
})

test.runIf(hasManyLoopbacks)('the watch that a press leaves goes on for the second witness, and then ends with the domain validated', async () => {
  const { place, remove } = await makeSqlitePlace()
  const db = await openDatabase(place)
  onTestFinished(async () => {
    await db.destroy()
    await remove()
  })
  let isAwake = false
  const { authority, servers } = await startInternet({ servers: { [firstAt]: without, [secondAt]: { ...without, behave: (right) => (isAwake ? right : null) } } })
  const noResolver = { lookup, lookupWith: () => lookup, stats: () => ({ inFlight: 0, openSockets: 0, waitingForSocket: 0, cached: 0, servers: [] }) }
  const way = openWay(db, noResolver, authority)
  const maria = await way.customer({ domains: [customer] })
  const [domain] = (await maria.get(contract.startJourney, { body: {} })).domains
  assert(domain?.proof.code)
  const record = { name: challenge, type: 'TXT' as const, ttlSeconds: 60, value: [Buffer.from(domain.proof.code)] }
  for (const at of [firstAt, secondAt]) servers.zone(at, customer).set(challenge, 'TXT', [record])

  const seen = (await maria.get(contract.checkProof, { params: { domainId: domain.id }, body: {} })).domains[0]?.proof
  expect(seen).toMatchObject({ provenAt: null, evidence: { outcome: 'unavailable', finding: 'one-witness' } })

  isAwake = true
  way.clock.pass(60_000)
  const { watches } = await claimDue(db, { now: way.clock.now, leaseMs: 60_000, most: 9, mostOfAccount: 9 })
  const tick = createWatchTick({ ...way.parts, random: () => 0.5 }, createWatchAsking(way.parts))
  for (const watch of watches.filter(({ kind }) => kind === 'proof')) await tick(watch, new AbortController().signal)
  expect((await maria.get(contract.getJourney)).domains[0]?.proof).toMatchObject({ provenAt: way.clock.now.toISOString(), evidence: { outcome: 'proven' } })
  expect(await db.selectFrom('watch').select('kind').where('kind', '=', 'proof').execute()).toEqual([])
})

test.runIf(hasManyLoopbacks)('a "no" stays one on the word of those who answered, but never when nobody did', async () => {
  expect(await judge(await startWith({ first: without, second: silent }))).toMatchObject({ outcome: 'not-proven', finding: 'code-missing' })
  expect(await judge(await startWith({ first: silent, second: silent }))).toMatchObject({ outcome: 'unavailable', finding: 'could-not-ask' })
})

describe.runIf(hasManyLoopbacks)('where a wildcard answers for every name', () => {
  const wild = { zones: [customerZone({ [`*.${customer}`]: { TXT: ['wild'] } })] }
  const unlessControl = (otherwise: WorldAnswer | null): Behaviour => (right, { name }) => (name.startsWith('c-') ? otherwise : right)
  test.each([
    ['nobody answers for the name that nobody has published', null],
    ['that name is refused', emptyAnswer(refused)],
  ])('and %s, no text is said to be another code', async (_, otherwise) => {
    const server = { ...wild, behave: unlessControl(otherwise) }
    const asking = await startWith({ first: server, second: server })
    const places = await askPlaces(asking, customer, wanted)
    expect(toProofVerdict(wanted, places).finding).toBe('another-code')
    expect(toProofVerdict(wanted, places, await askControl(asking, customer))).toMatchObject({ outcome: 'not-proven', finding: 'code-missing' })
  })
})
