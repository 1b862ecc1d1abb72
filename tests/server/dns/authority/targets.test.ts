import { describe, expect, onTestFinished, test } from 'vitest'
import type { Lookup, RrType } from '../../../../core/dns/outcome.ts'
import { createAuthority } from '../../../../server/dns/authority/authority.ts'
import type { AuthorityOptions } from '../../../../server/dns/authority/authority.ts'
import { createBudgets } from '../../../../server/dns/authority/budgets.ts'
import { toIsAllowed } from '../../../../server/dns/authority/destinations.ts'
import { createPace } from '../../../../server/dns/authority/pace.ts'
import { createProbe } from '../../../../server/dns/authority/probe.ts'
import type { AskOne } from '../../../../server/dns/authority/probe.ts'
import { createAttemptLog } from '../../../../server/dns/attempts.ts'
import { Stop } from '../../../../server/dns/stop.ts'
import { createScriptedAsk, record, rootServer, topServer } from '../../../helpers/scripted-ask.ts'
import { createZone } from '../../../helpers/zone.ts'

/** What somebody's zone may name as a name server's address, and Connect never dials. */
const refusedAddresses: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1', '127.0.0.53', '127.1.2.3', '127.255.255.255', '::1'],
  unspecified: ['0.0.0.0', '0.0.0.1', '0.255.255.255', '::'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
  'shared by carriers': ['100.64.0.1', '100.127.255.255'],
  'link-local': ['169.254.0.1', '169.254.169.253', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  metadata: ['169.254.169.254', 'fd00:ec2::254', '192.0.0.192', '100.100.100.200', '168.63.129.16', '::ffff:168.63.129.16', '::168.63.129.16'],
  // RFC 5214 §6.1; the first network of 2000::/3 is nobody's.
  ISATAP: ['2000::5efe:127.0.0.1', '2000::5efe:a00:1', '2000::200:5efe:192.168.0.1', '2000::200:5efe:a9fe:a9fe', '2000::5efe:168.63.129.16', 'fe80::5efe:193.0.6.139'],
  'unique local': ['fc00::1', 'fd12:3456:789a::1', 'fec0::1'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1', 'ff0e::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.255', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'assigned to protocols': ['192.0.0.1', '192.0.0.170', '192.88.99.1', '192.31.196.1', '2001:1::1'],
  'reserved and broadcast': ['240.0.0.1', '254.255.255.255', '255.255.255.255', '4000::1', '100::1', '5f00::1'],
  '6to4': ['2002:7f00:1::1', '2002:a00:1::', '2002:c000:204::1'],
  Teredo: ['2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001::1'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::193.0.6.139', '64:ff9b:1::7f00:1', '64:ff9b:1::193.0.6.139', '64:ff9b:1:ffff::a00:1'],
  'mapped, in every spelling': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:7F00:0001', '0:0:0:0:0:ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:0.0.0.0', '::ffff:192.168.1.1'],
  'compatible and translated': ['::127.0.0.1', '::7f00:1', '::10.0.0.1', '::ffff:0:127.0.0.1', '::ffff:0:7f00:1', '::ffff:0:10.0.0.1', '::ffff:0:193.0.6.139'],
  'no address at all, or one that programs read differently': ['0177.0.0.1', '0x7f.0.0.1', '127.1', '2130706433', '127.0.0.1.', ' 127.0.0.1', '127.0.0.1:53', '[::1]', 'localhost', ''],
}

const table = Object.entries(refusedAddresses).flatMap(([family, addresses]) => addresses.map((address) => ({ family, address })))
const good = '203.119.101.61'
const inZone = 'ns1.customer.example'
const elsewhere = 'ns.host.test'
const walked = [`${rootServer.address}:53`, `${topServer}:53`]

function create(options: Pick<AuthorityOptions, 'ask' | 'resolver'> & Partial<AuthorityOptions>) {
  const authority = createAuthority({ resolvers: [], roots: [rootServer], ...options })
  onTestFinished(() => authority.close())
  return authority
}

const knows = (addresses: readonly string[]): AuthorityOptions['resolver'] => {
  const { lookup } = createZone({ [elsewhere]: { A: addresses.filter((one) => !one.includes(':')), AAAA: addresses.filter((one) => one.includes(':')) } })
  return { lookupWith: () => lookup }
}

function toMeta(name: string, type: RrType) {
  return { name, type, server: null, transport: null, rttMs: 1, cached: false, ageSeconds: 0, attempts: [], raw: null, cnames: [] }
}

test('the table has at least sixty addresses, each once', () => {
  expect(new Set(table.map(({ address }) => address)).size).toBe(table.length)
  expect(table.length).toBeGreaterThanOrEqual(60)
})

describe.each(Object.entries(refusedAddresses))('a name server at an address that is %s', (_family, addresses) => {
  test.each(addresses)('is never dialled at %s; beside it a public one is, at exactly its address and port 53', async (address) => {
    const ways = [
      { how: 'by glue', alone: { [inZone]: [address] }, mixed: { [inZone]: [good, address] }, resolver: knows([]), resolverOfBoth: knows([]) },
      { how: 'by resolution', alone: { [elsewhere]: [] }, mixed: { [elsewhere]: [] }, resolver: knows([address]), resolverOfBoth: knows([good, address]) },
    ]
    for (const { how, alone, mixed, resolver, resolverOfBoth } of ways) {
      const blocked = createScriptedAsk(alone)
      const look = await create({ ask: blocked.ask, resolver }).look('customer.example', 'TXT')
      expect(blocked.dialled, how).toEqual(walked)
      expect(look.servers, how).toMatchObject([{ state: 'blocked', server: null, outcome: null }])

      const both = createScriptedAsk(mixed)
      const other = await create({ ask: both.ask, resolver: resolverOfBoth }).look('customer.example', 'TXT')
      // Once for the servers that the zone itself names.
      expect(both.dialled, how).toEqual([...walked, `${good}:53`, `${good}:53`])
      expect(other.servers, how).toMatchObject([{ state: 'answered', server: `${good}:53` }])
    }
  })
})

test('no such address is where a walk starts, configured or named by the resolver', async () => {
  const { ask, dialled } = createScriptedAsk({ [inZone]: [good] })
  const named = record('.', 'NS', { host: elsewhere })
  const { lookupWith } = knows(table.map(({ address }) => address))
  const lookup = (<T extends RrType>(name: string, type: T) => (type === 'NS' ? Promise.resolve({ ...toMeta(name, type), kind: 'answer', ttlSeconds: 300, records: [named.data] }) : lookupWith({})(name, type))) as Lookup
  const roots = table.map(({ address }) => ({ address, port: 53 }))
  const asConfigured = create({ ask, resolver: knows([]), roots })
  const asNamed = create({ ask, resolver: { lookupWith: () => lookup }, roots: null })
  for (const authority of [asConfigured, asNamed]) expect(await authority.findZone('customer.example')).toEqual({ zone: null, noZone: 'no-roots' })
  expect(dialled).toEqual([])
})

test.each(table)('whoever would dial $address all the same has a bug', async ({ address }) => {
  const { ask, dialled } = createScriptedAsk({})
  const now = (): number => 0
  const probe = createProbe({ ask, budgets: createBudgets(now), pace: createPace(now), isAllowed: toIsAllowed(false), perServerMs: 100 })
  const wish = { errand: { account: null, paced: false }, zone: null, log: createAttemptLog(now), signal: new Stop() }
  await expect(probe({ address, port: 53 }, { name: 'customer.example', type: 'TXT' }, wish)).rejects.toThrow(TypeError)
  expect(dialled).toEqual([])
})

test("the tests' own switch adds plain loopback and nothing else", () => {
  const isAllowed = toIsAllowed(true)
  const added = table.filter(({ address }) => isAllowed(address)).map(({ address }) => address)
  expect(added).toEqual(['127.0.0.1', '127.0.0.53', '127.1.2.3', '127.255.255.255', '::1'])
})

describe('a name server whose address changes between questions', () => {
  /** Public, private, public, … one after another. */
  const createRebinding = (ttlSeconds: number) => {
    let turn = 0
    const asked: string[] = []
    const lookup = (<T extends RrType>(name: string, type: T) => {
      if (type !== 'A') return Promise.resolve({ ...toMeta(name, type), kind: 'nodata', negativeTtlSeconds: 0 })
      asked.push(name)
      return Promise.resolve({ ...toMeta(name, type), kind: 'answer', ttlSeconds, records: [{ address: turn++ % 2 === 0 ? good : '169.254.169.254' }] })
    }) as Lookup
    return { resolver: { lookupWith: () => lookup }, asked }
  }

  test('is dialled at the address that was classified, and not resolved again meanwhile', async () => {
    const { ask, dialled } = createScriptedAsk({ [elsewhere]: [] })
    const { resolver, asked } = createRebinding(300)
    let nowMs = 0
    const authority = create({ ask, resolver, now: () => nowMs })
    await authority.look('code.customer.example', 'TXT')
    await authority.look('customer.example', 'MX')
    expect(asked).toEqual([elsewhere])
    expect(new Set(dialled)).toEqual(new Set([...walked, `${good}:53`]))
    nowMs = 61_000
    expect((await authority.look('customer.example', 'TXT')).servers).toMatchObject([{ state: 'blocked', server: null }])
    expect(new Set(dialled)).toEqual(new Set([...walked, `${good}:53`]))
  })

  test('is never dialled at the second address, even when it is resolved each time', async () => {
    const { ask, dialled } = createScriptedAsk({ [elsewhere]: [] })
    const { resolver } = createRebinding(0)
    const authority = create({ ask, resolver })
    const states = []
    for (let i = 0; i < 6; i++) states.push((await authority.look(`code${i}.customer.example`, 'TXT')).servers[0]?.state)
    expect(new Set(states)).toEqual(new Set(['blocked', 'answered']))
    expect(new Set(dialled)).toEqual(new Set([...walked, `${good}:53`]))
  })
})

describe('on a machine without IPv6', () => {
  const six = '::ffff:203.119.101.61'
  const askWithoutSix = (hosts: Readonly<Record<string, readonly string[]>>): AskOne => {
    const { ask } = createScriptedAsk(hosts)
    return async (server, question, wish) => {
      const word = await ask(server, question, wish)
      return server.address === six ? { ...word, reply: null, conclusion: { kind: 'network', detail: 'enetunreach' } } : word
    }
  }

  test('an address to which there is no way is no failure of a server that can be asked at another', async () => {
    const look = await create({ ask: askWithoutSix({ [inZone]: [six, good] }), resolver: knows([]) }).look('customer.example', 'TXT')
    expect(look.servers).toMatchObject([{ host: inZone, server: `${good}:53`, state: 'answered' }])
  })

  test('a server that has no other address could not be asked', async () => {
    const look = await create({ ask: askWithoutSix({ [inZone]: [good], 'ns2.customer.example': [six] }), resolver: knows([]) }).look('customer.example', 'TXT')
    expect(look.servers).toMatchObject([{ host: inZone, state: 'answered' }, { host: 'ns2.customer.example', state: 'failed', outcome: { kind: 'network' } }])
  })
})

test("resolvers are asked to find out, a zone's servers only for what they know themselves", async () => {
  const { ask } = createScriptedAsk({ [inZone]: [good] })
  const recursions = new Set<string>()
  const watched: AskOne = (server, question, wish) => {
    recursions.add(`${server.address} ${wish.recursion}`)
    return ask(server, question, wish)
  }
  const authority = create({ ask: watched, resolver: knows([]), resolvers: [{ address: '127.0.0.53', port: 53 }] })
  await authority.lookEverywhere('customer.example', 'TXT', () => 'there')
  expect([...recursions]).toEqual([`${rootServer.address} false`, `${topServer} false`, `${good} false`, '127.0.0.53 true'])
})

test('a zone may name as many servers as it likes: thirteen hosts and sixteen addresses are asked', async () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`ns${i}.customer.example`, [`127.0.1.${2 * i + 1}`, `127.0.1.${2 * i + 2}`]]))
  const { ask, dialled } = createScriptedAsk(many)
  const look = await create({ ask, resolver: knows([]), allowLoopback: true }).look('customer.example', 'TXT')
  expect(look.servers).toHaveLength(16)
  expect(new Set(look.servers.map(({ host }) => host)).size).toBe(13)
  expect(dialled).toHaveLength(walked.length + 1 + 16)
})
