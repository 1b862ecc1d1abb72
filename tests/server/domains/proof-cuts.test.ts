import { describe, expect, test } from 'vitest'
import { askPlaces } from '../../../server/domains/proof-places.ts'
import { toProofDigest, toProofVerdict } from '../../../server/domains/proof.ts'
import { replyTo, startFaultyDns } from '../../helpers/faulty-dns.ts'
import { hasManyLoopbacks, type NameServerData } from '../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, secondAt, startInternet, topAt } from '../../helpers/small-internet.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const code = 'abcdefghijklmnopqrstuvwxyz234567'
const wanted = { code, target: 'validate-domain.mimecast.com' }
const challenge = `_connect-challenge.${customer}`
const [thirdAt, fourthAt, fifthAt, sixthAt] = ['127.0.0.5', '127.0.0.6', '127.0.0.7', '127.0.0.8']
const hosts = ['ns1.elsewhere.example', 'ns2.elsewhere.example']
const { lookup } = createZone({})

/** The customer's zone, in which a server hands a name on to hosts of its own choice. */
const handingOn = (name: string, to: readonly string[] = hosts): NameServerData => ({ zones: [customerZone({ [name]: { NS: to } })] })
const silent = (server: NameServerData): NameServerData => ({ ...server, behave: () => null })
/** What the hosts have to which it hands it on: a zone with the code where it begins, or at the challenge's name in it. */
const below = (origin: string): NameServerData => ({
  zones: [{ origin, records: origin.startsWith('_') ? { [origin]: { NS: hosts, TXT: [code] } } : { [origin]: { NS: hosts }, [`_connect-challenge.${origin}`]: { TXT: [code] } } }],
})

interface Plan {
  first: NameServerData
  second?: NameServerData
  elsewhere?: NameServerData
  alsoElsewhere?: NameServerData
  delegations?: Readonly<Record<string, readonly string[]>>
  /** Whether a resolver says the same; null: there is none. */
  isConfirmed?: boolean | null
  /** Two hosts on the way. */
  middle?: readonly [NameServerData, NameServerData]
}

async function start({ first, second, elsewhere = below(challenge), alsoElsewhere = elsewhere, delegations, isConfirmed = null, middle }: Plan) {
  const reply = isConfirmed === true ? { answers: [{ data: [code] }] } : { header: { rcode: 3 } }
  const { address } = await startFaultyDns({ udp: ({ request, send }) => send(replyTo(request, reply)) })
  const resolvers = isConfirmed === null ? [] : [{ address: '127.0.0.1', port: Number(address.split(':')[1]) }]
  const { authority, servers } = await startInternet({
    delegations: { [customer]: second === undefined ? ['ns1.customer.example'] : ['ns1.customer.example', 'ns2.customer.example'], ...delegations },
    servers: { [firstAt]: first, ...(second && { [secondAt]: second }), [thirdAt]: elsewhere, [fourthAt]: alsoElsewhere, ...(middle && { [fifthAt]: middle[0], [sixthAt]: middle[1] }) },
    resolver: { 'ns1.elsewhere.example': { A: [thirdAt] }, 'ns2.elsewhere.example': { A: [fourthAt] }, 'ns1.middle.example': { A: [fifthAt] }, 'ns2.middle.example': { A: [sixthAt] } },
    options: { resolvers },
  })
  const judge = async (domain = customer) => {
    const places = await askPlaces({ authority, lookup, wish: {} }, domain, wanted)
    const { outcome, finding, params } = toProofVerdict(wanted, places)
    return { outcome, finding, params, digest: toProofDigest(wanted, places) }
  }
  return { judge, servers }
}

const alone = { outcome: 'unavailable', finding: 'one-witness', params: { answered: '1', all: '2' } }
const department = `department.${customer}`

describe.runIf(hasManyLoopbacks)('a code in a zone that one of two name servers has handed on', () => {
  test.each([
    ['whose name is the challenge’s', customer, handingOn(challenge), below(challenge)],
    ['whose name is the domain’s', department, handingOn(department), below(department)],
    ['that this server holds itself, under names of its choice', customer, { zones: [customerZone(), ...below(challenge).zones] }, below(challenge)],
  ])('%s, cannot be told', async (_, domain, first, elsewhere) => {
    const { judge } = await start({ first, second: silent(first), elsewhere })
    const { digest, ...judged } = await judge(domain)
    expect(judged).toMatchObject(alone)
    expect([null, 'proven']).not.toContain(digest)
  })
})

describe.runIf(hasManyLoopbacks)('a code in a zone that was handed on', () => {
  const both = handingOn(challenge)
  const proven = { outcome: 'proven', finding: 'code-at-challenge', digest: 'proven' }

  test('by both name servers is believed without a resolver', async () => {
    const { judge } = await start({ first: both, second: both })
    expect(await judge()).toMatchObject(proven)
  })

  test('by the only name server that there is, is believed', async () => {
    const { judge } = await start({ first: both })
    expect(await judge()).toMatchObject(proven)
  })

  test('by one of two is believed where a resolver says the same, and nobody is asked who handed it on', async () => {
    const { judge, servers } = await start({ first: both, second: silent(both), isConfirmed: true })
    expect(await judge()).toMatchObject(proven)
    expect(servers.asked(firstAt).filter(({ name, type }) => name === challenge && type === 'NS')).toHaveLength(1)
  })

  test('by one of two stays in doubt while resolvers say that there is none', async () => {
    const { judge } = await start({ first: both, second: silent(both), isConfirmed: false })
    expect(await judge()).toMatchObject(alone)
  })

  test('by a registry needs no second word: a zone of its own costs no question more', async () => {
    const first = { zones: [customerZone({ [challenge]: { TXT: [code] } })] }
    const { judge, servers } = await start({ first, second: first })
    expect(await judge()).toMatchObject(proven)
    expect([topAt, firstAt, secondAt].map((address) => servers.asked(address).length)).toEqual([1, 5, 3])
  })

  test.each([
    ['to other hosts by the other', handingOn(challenge, ['ns.other.example'])],
    ['by one, the other saying that there is none', { zones: [customerZone()] }],
  ])('%s is one about which they disagree', async (_, second) => {
    const { judge } = await start({ first: both, second })
    expect(await judge()).toMatchObject({ outcome: 'unavailable', finding: 'servers-disagree', params: { name: challenge } })
  })

  const host = `ns.${challenge}`
  const handingTo = (address: string): NameServerData => ({ zones: [customerZone({ [challenge]: { NS: [host] }, [host]: { A: [address] } })] })

  test('to a host whose address both tell is believed', async () => {
    const { judge } = await start({ first: handingTo(thirdAt), second: handingTo(thirdAt) })
    expect(await judge()).toMatchObject(proven)
  })

  test('to a host for which each tells another address is one about which they disagree', async () => {
    const { judge } = await start({ first: handingTo(thirdAt), second: handingTo(fourthAt) })
    expect(await judge()).toMatchObject({ outcome: 'unavailable', finding: 'servers-disagree' })
  })

  test('twice, the second time by one of two, cannot be told', async () => {
    const inDepartment = `_connect-challenge.${department}`
    const middle = { zones: [{ origin: department, records: { [department]: { NS: ['ns1.middle.example', 'ns2.middle.example'] }, [inDepartment]: { NS: hosts } } }] }
    const { judge } = await start({
      first: handingOn(department, ['ns1.middle.example', 'ns2.middle.example']), second: handingOn(department, ['ns1.middle.example', 'ns2.middle.example']),
      elsewhere: below(inDepartment), middle: [middle, silent(middle)],
    })
    expect(await judge(department)).toMatchObject(alone)
  })
})

describe.runIf(hasManyLoopbacks)('a code behind an alias to another zone', () => {
  const pointing: NameServerData = { zones: [customerZone({ [challenge]: { CNAME: ['code.elsewhere.example'] } })] }
  const target: NameServerData = { zones: [{ origin: 'elsewhere.example', records: { 'code.elsewhere.example': { TXT: [code] } } }] }
  const startWith = (second: NameServerData, isConfirmed: boolean | null = null) =>
    start({ first: pointing, second: pointing, elsewhere: target, alsoElsewhere: second, isConfirmed, delegations: { 'elsewhere.example': hosts } })

  test('is believed when two name servers of that zone have it', async () => {
    const { judge } = await startWith(target)
    expect(await judge()).toMatchObject({ outcome: 'proven', finding: 'code-at-challenge' })
  })

  test('which one of that zone’s two name servers has, the other being silent, cannot be told unless a resolver says the same', async () => {
    expect(await (await startWith(silent(target))).judge()).toMatchObject(alone)
    expect(await (await startWith(silent(target), true)).judge()).toMatchObject({ outcome: 'proven' })
  })
})

describe.runIf(hasManyLoopbacks)('a name server in the zone, for which the parent has no address', () => {
  const withCode: NameServerData = { zones: [customerZone({ [challenge]: { TXT: [code] } })] }
  const judgeWith = async (resolver: Zone) => {
    const { authority } = await startInternet({ glue: { 'ns1.customer.example': firstAt }, servers: { [firstAt]: withCode, [secondAt]: withCode }, resolver })
    const { outcome, finding, params } = toProofVerdict(wanted, await askPlaces({ authority, lookup, wish: {} }, customer, wanted))
    return { outcome, finding, params }
  }

  test.each<[string, Zone]>([
    ['is no second witness at an address that the first one tells', { 'ns2.customer.example': { A: [secondAt] } }],
    ['is not out of reach because the first one says that it has none', {}],
  ])('%s', async (_, resolver) => {
    expect(await judgeWith(resolver)).toMatchObject(alone)
  })

  test('is one where no name server has an address there: then it was told elsewhere', async () => {
    const { authority } = await startInternet({
      glue: {}, servers: { [firstAt]: withCode, [secondAt]: withCode }, resolver: { 'ns1.customer.example': { A: [firstAt] }, 'ns2.customer.example': { A: [secondAt] } },
    })
    expect(toProofVerdict(wanted, await askPlaces({ authority, lookup, wish: {} }, customer, wanted))).toMatchObject({ outcome: 'proven' })
  })
})
