import { describe, expect, test } from 'vitest'
import { emptyAnswer, noError, refused, servFail } from '../../../../server/demo/dns-answer.ts'
import type { WorldAnswer } from '../../../../server/demo/dns-answer.ts'
import type { ZoneRecord } from '../../../../server/demo/dns-zones.ts'
import { hasIpv6, leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import type { Behaviour } from '../../../helpers/name-servers.ts'
import { customer, customerServers, customerZone, firstAt, rootAt, secondAt, startInternet, topAt } from '../../../helpers/small-internet.ts'
import type { InternetPlan } from '../../../helpers/small-internet.ts'

const mailZone = { origin: 'mail.customer.example', records: { 'mail.customer.example': { NS: ['ns1.customer.example'], TXT: ['below'] } } }
const ns = (name: string, value: string): ZoneRecord => ({ name, type: 'NS', ttlSeconds: 300, value })
const a = (name: string, value: string): ZoneRecord => ({ name, type: 'A', ttlSeconds: 300, value })

interface Row {
  title: string
  plan?: InternetPlan
  name: string
  zone: string
  parent: string
  hosts: readonly string[]
}

const customerHosts = ['ns1.customer.example', 'ns2.customer.example']
const delegated = customerZone({ 'mail.customer.example': { NS: ['ns.mail.customer.example'] }, 'ns.mail.customer.example': { A: ['127.0.0.5'] } })
const oneServer = (...zones: (typeof mailZone | typeof delegated)[]): InternetPlan => ({
  delegations: { [customer]: ['ns1.customer.example'] }, servers: { [firstAt]: { zones } },
})

const rows: readonly Row[] = [
  { title: 'the top of a zone', name: customer, zone: customer, parent: 'example', hosts: customerHosts },
  { title: 'a name in the zone of the domain above', name: 'www.customer.example', zone: customer, parent: 'example', hosts: customerHosts },
  { title: 'a name that does not exist', name: 'no.such.customer.example', zone: customer, parent: 'example', hosts: customerHosts },
  {
    title: 'a name that only has names below it', name: 'b.customer.example', zone: customer, parent: 'example', hosts: ['ns1.customer.example'],
    plan: oneServer(customerZone({ 'a.b.customer.example': { TXT: ['deep'] } })),
  },
  {
    title: 'an alias', name: 'www.customer.example', zone: customer, parent: 'example', hosts: ['ns1.customer.example'],
    plan: oneServer(customerZone({ 'www.customer.example': { CNAME: ['elsewhere.example'] } })),
  },
  {
    title: 'a subdomain that is delegated to servers of its own', name: 'x.mail.customer.example', zone: 'mail.customer.example', parent: customer, hosts: ['ns.mail.customer.example'],
    plan: { delegations: { [customer]: ['ns1.customer.example'] }, servers: { [firstAt]: { zones: [delegated] }, '127.0.0.5': { zones: [{ ...mailZone, records: { 'mail.customer.example': { NS: ['ns.mail.customer.example'] } } }] } } },
  },
  {
    title: 'a zone that lives on the server of the zone above it', name: 'mail.customer.example', zone: 'mail.customer.example', parent: customer, hosts: ['ns1.customer.example'],
    plan: oneServer(customerZone(), mailZone),
  },
  {
    title: 'a name deep in a zone that lives on the server of the zone above it', name: 'a.b.mail.customer.example', zone: 'mail.customer.example', parent: customer, hosts: ['ns1.customer.example'],
    plan: oneServer(customerZone(), mailZone),
  },
  { title: 'a domain that nobody has registered', name: 'nobody.example', zone: 'example', parent: '.', hosts: ['ns.top.example'] },
  { title: 'a name below a domain that nobody has registered', name: 'a.b.nobody.example', zone: 'example', parent: '.', hosts: ['ns.top.example'] },
]

describe.runIf(hasManyLoopbacks)('the zone of', () => {
  test.each(rows)('$title is found', async ({ plan, name, zone, parent, hosts }) => {
    const { authority } = await startInternet(plan)
    const finding = await leavingNoSocket(() => authority.findZone(name))
    expect(finding.zone).toMatchObject({ zone, parent })
    expect(finding.zone?.nameServers.map(({ host }) => host)).toEqual(hosts)
  })

  test('a name is asked for without recursion, one label at a time until the registries are passed, then the zone for its own servers', async () => {
    const { authority, servers } = await startInternet()
    await authority.findZone('code.customer.example')
    expect(servers.asked(rootAt).map(({ name }) => name)).toEqual(['example'])
    expect(servers.asked(topAt).map(({ name }) => name)).toEqual([customer])
    expect([...servers.asked(firstAt), ...servers.asked(secondAt)].map(({ name }) => name)).toEqual([customer, 'code.customer.example'])
    expect([rootAt, topAt, firstAt].flatMap((address) => servers.asked(address)).some(({ recursion }) => recursion)).toBe(false)
  })

  test('a registry that denies a name which has names below it is asked for the whole name', async () => {
    const deny: Behaviour = (right, { name }) => (name === 'co.example' ? { ...right, rcode: 3 } : right)
    const { authority, servers } = await startInternet({ delegations: { 'shop.co.example': ['ns1.customer.example'] }, topBehaves: deny, servers: { [firstAt]: { zones: [] } } })
    expect((await authority.findZone('www.shop.co.example')).zone).toMatchObject({ zone: 'shop.co.example', parent: 'example' })
    expect(servers.asked(topAt).map(({ name }) => name)).toEqual(['co.example', 'www.shop.co.example'])
  })

  test('of the servers of a registry a few are asked about a name that nobody has registered', async () => {
    const hosts = Array.from({ length: 8 }, (_, i) => `ns${i}.top.example`)
    const rootBehaves: Behaviour = (right) => ({ ...right, authorities: hosts.map((host) => ns('example', host)), additionals: hosts.map((host, i) => a(host, i === 0 ? topAt : `127.0.0.${100 + i}`)) })
    const { authority } = await startInternet({ rootBehaves })
    expect((await authority.look('nobody.example', 'TXT')).servers.map(({ state }) => state)).toEqual(['answered', 'failed', 'failed', 'failed'])
  })

  test('a name with name servers elsewhere has them resolved, once', async () => {
    const { authority, resolved } = await startInternet({ delegations: { [customer]: ['ns.host.example'] }, glue: {}, resolver: { 'ns.host.example': { A: [firstAt] } } })
    const { servers } = await authority.look('code.customer.example', 'TXT')
    expect(servers).toMatchObject([{ host: 'ns.host.example', state: 'answered' }])
    expect(resolved.filter((question) => question.endsWith(' A'))).toEqual(['ns.host.example A'])
  })
})

describe.runIf(hasManyLoopbacks)('what a server may say about others', () => {
  const withAdditional = (address: string): Behaviour => (right) => ({ ...right, additionals: [a('ns.elsewhere.test', address)] })

  test('an address for a host outside of the referring zone is not believed', async () => {
    const { authority, servers } = await startInternet({
      delegations: { [customer]: ['ns.elsewhere.test'] }, topBehaves: withAdditional(secondAt), resolver: { 'ns.elsewhere.test': { A: [firstAt] } },
    })
    const { servers: asked } = await authority.look(customer, 'TXT')
    expect(asked).toMatchObject([{ host: 'ns.elsewhere.test', server: `${firstAt}:${servers.port}`, state: 'answered' }])
    expect(servers.asked(secondAt)).toEqual([])
  })

  test.each([
    ['to itself', (right: WorldAnswer): WorldAnswer => ({ ...right, authorities: [ns('example', 'ns.top.example')] }), 'referral-loop'],
    ['back to the root', (right: WorldAnswer): WorldAnswer => ({ ...right, authorities: [ns('', 'a.root.example')] }), 'referral-loop'],
    ['to a name that is not on the way', (right: WorldAnswer): WorldAnswer => ({ ...right, authorities: [ns('other.example', 'ns1.customer.example')] }), 'malformed'],
    ['nowhere, and fails', (): WorldAnswer => emptyAnswer(servFail), 'servfail'],
    ['nowhere, and refuses', (): WorldAnswer => emptyAnswer(refused), 'refused'],
    ['nowhere, without authority', (): WorldAnswer => emptyAnswer(noError), 'refused'],
  ] as const)('a registry that points %s ends the walk with the reason', async (_title, topBehaves, noZone) => {
    const { authority } = await startInternet({ topBehaves })
    expect(await leavingNoSocket(() => authority.findZone(customer))).toEqual({ zone: null, noZone })
  })

  test('the servers of the customer that lead in circles are servers that do not speak for the zone', async () => {
    const behave: Behaviour = () => ({ ...emptyAnswer(noError), authorities: [ns('', 'a.root.example')] })
    const servers = { zones: [customerZone()], behave }
    const { authority } = await startInternet({ servers: { [firstAt]: servers, [secondAt]: servers } })
    const look = await leavingNoSocket(() => authority.look('code.customer.example', 'TXT'))
    expect(look.zone?.zone).toBe(customer)
    expect(look.servers.map(({ state }) => state)).toEqual(['lame', 'lame'])
  })
})

describe.runIf(hasManyLoopbacks)('a walk past servers that do not answer', () => {
  const withDeadServer: Behaviour = (right) => ({
    ...right, authorities: [ns('example', 'dead.top.example'), ...right.authorities], additionals: [a('dead.top.example', '127.0.0.99'), ...right.additionals],
  })
  const withSilentServer: Behaviour = (right) => ({
    ...right, authorities: [ns('example', 'silent.top.example'), ...right.authorities], additionals: [a('silent.top.example', '127.0.0.6'), ...right.additionals],
  })
  const silent = { zones: [], behave: () => null }

  test.each([
    ['where nobody listens', { rootBehaves: withDeadServer }],
    ['that stays silent', { rootBehaves: withSilentServer, servers: { [firstAt]: customerServers, '127.0.0.6': silent } }],
  ])('goes on beside a server %s', async (_title, plan) => {
    const { authority } = await startInternet({ ...plan, options: { perServerMs: 1800 } })
    const startedAt = performance.now()
    expect((await leavingNoSocket(() => authority.findZone(customer))).zone?.zone).toBe(customer)
    expect(performance.now() - startedAt).toBeLessThan(1500)
  })

  test('ends with the reason when a registry is silent', async () => {
    const { authority } = await startInternet({ topBehaves: () => null })
    expect(await leavingNoSocket(() => authority.findZone(customer))).toEqual({ zone: null, noZone: 'timeout' })
  })

  test('ends at its deadline, and when the caller has gone', async () => {
    const { authority } = await startInternet({ topBehaves: () => null, options: { perServerMs: 1800 } })
    expect(await leavingNoSocket(() => authority.findZone(customer, { deadlineMs: 100 }))).toEqual({ zone: null, noZone: 'timeout' })
    const gone = new AbortController()
    const walk = leavingNoSocket(() => authority.findZone(customer, { signal: gone.signal }))
    setTimeout(() => gone.abort(), 50)
    expect(await walk).toEqual({ zone: null, noZone: 'aborted' })
  })

  test('a root that cannot be heard means that only resolvers can be asked, and is not tried again at once', async () => {
    const { authority, servers } = await startInternet({ rootBehaves: () => null })
    expect(await authority.findZone(customer)).toEqual({ zone: null, noZone: 'no-roots' })
    const asked = servers.total
    expect(await authority.findZone('other.example')).toEqual({ zone: null, noZone: 'no-roots' })
    expect(servers.total).toBe(asked)
  })

  test("a customer's servers that are all silent are known by name", async () => {
    const { authority } = await startInternet({ servers: { [firstAt]: silent, [secondAt]: silent } })
    const finding = await leavingNoSocket(() => authority.findZone('code.customer.example'))
    expect(finding.zone?.zone).toBe(customer)
  })
})

describe.runIf(hasManyLoopbacks)('what was found', () => {
  test('is believed for a minute, and a registry for an hour', async () => {
    let nowMs = 0
    const { authority, servers } = await startInternet({ options: { now: () => nowMs } })
    const askedIn = async (name: string): Promise<number[]> => {
      const before = [rootAt, topAt].map((address) => servers.asked(address).length)
      await authority.findZone(name)
      return [rootAt, topAt].map((address, place) => servers.asked(address).length - (before[place] ?? 0))
    }
    expect(await askedIn(customer)).toEqual([1, 1])
    expect(await askedIn(customer)).toEqual([0, 0])
    nowMs = 61_000
    expect(await askedIn(customer)).toEqual([0, 1])
    // The delegation's own TTL of 300 seconds is over.
    nowMs = 301_000
    expect(await askedIn(customer)).toEqual([1, 1])
  })

  test('many who look for the same name at once are one walk', async () => {
    const { authority, servers } = await startInternet()
    await Promise.all(Array.from({ length: 50 }, () => authority.findZone(customer)))
    expect(servers.total).toBe(3)
  })
})

test.runIf(hasManyLoopbacks && hasIpv6)('a zone whose only server has an IPv6 address is asked there', async () => {
  const { authority, servers } = await startInternet({
    delegations: { [customer]: ['six.host.example'] }, servers: { '::1': customerServers }, resolver: { 'six.host.example': { AAAA: ['::1'] } },
  })
  const look = await leavingNoSocket(() => authority.look('code.customer.example', 'TXT'))
  expect(look.servers).toMatchObject([{ server: `[::1]:${servers.port}`, state: 'answered', outcome: { kind: 'nxdomain' } }])
})
