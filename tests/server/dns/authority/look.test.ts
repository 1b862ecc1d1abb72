import { describe, expect, test } from 'vitest'
import type { DnsOutcome } from '../../../../core/dns/outcome.ts'
import { settle } from '../../../../core/dns/settle.ts'
import { judgePropagation } from '../../../../core/dns/source.ts'
import type { SourceLook } from '../../../../core/dns/source.ts'
import { emptyAnswer, noError, nxDomain, refused, servFail } from '../../../../server/demo/dns-answer.ts'
import type { WorldAnswer } from '../../../../server/demo/dns-answer.ts'
import type { ZoneRecord } from '../../../../server/demo/dns-zones.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../../helpers/name-servers.ts'
import type { Behaviour, NameServerData } from '../../../helpers/name-servers.ts'
import { customer, customerServers, customerZone, firstAt, secondAt, spf, startInternet } from '../../../helpers/small-internet.ts'

const spfOf = (outcome: DnsOutcome<'TXT'>): string | null =>
  outcome.kind === 'answer' ? (outcome.records.find(({ text }) => text.startsWith('v=spf1'))?.text ?? null) : null

const soa = (name: string): ZoneRecord => ({ name, type: 'SOA', ttlSeconds: 60, value: 'ns.top.example hostmaster.example 1 3600 600 86400 60' })
const cname = (name: string, value: string): ZoneRecord => ({ name, type: 'CNAME', ttlSeconds: 50, value })
const textual = ({ type }: { type: string }): boolean => type === 'TXT'
const says = (answer: Partial<WorldAnswer>): Behaviour => (right, asked) => (textual(asked) ? { ...emptyAnswer(noError), ...answer } : right)
const badly = (behave: Behaviour): NameServerData => ({ zones: [customerZone()], behave })
const without = { zones: [customerZone({ [customer]: { NS: ['ns1.customer.example', 'ns2.customer.example'] } })] }
const long = `v=spf1 ${'ip4:193.0.6.139 '.repeat(120)}-all`

const hostAt = '127.0.0.5'
const hostZone: NameServerData = { zones: [{ origin: 'host.example', records: { 'host.example': { NS: ['ns.host.example'] }, 'spf.host.example': { TXT: [spf] } } }] }

/** Beside the customer's zone another one, to which an alias can point. */
function withHost(servers: Readonly<Record<string, NameServerData>>, host: NameServerData = hostZone) {
  return {
    delegations: { [customer]: ['ns1.customer.example', 'ns2.customer.example'], 'host.example': ['ns.host.example'] },
    glue: { 'ns1.customer.example': firstAt, 'ns2.customer.example': secondAt, 'ns.host.example': hostAt },
    servers: { ...servers, [hostAt]: host },
  }
}

interface Row {
  title: string
  first: NameServerData
  second?: NameServerData
  /** Of both servers, in the order of the delegation. */
  states: readonly string[]
  kinds: readonly (string | undefined)[]
  together: string
  /** The server of the zone that an alias points to. */
  host?: NameServerData
  perServerMs?: number
}

const good = customerServers

const rows: readonly Row[] = [
  { title: 'both have the record', first: good, states: ['answered', 'answered'], kinds: ['answer', 'answer'], together: 'at-source' },
  { title: 'neither has it', first: without, second: without, states: ['answered', 'answered'], kinds: ['nodata', 'nodata'], together: 'not-published' },
  { title: 'one has it and the other does not', first: without, states: ['answered', 'answered'], kinds: ['nodata', 'answer'], together: 'servers-disagree' },
  { title: 'one answers without authority', first: badly((right) => ({ ...right, authoritative: false })), states: ['lame', 'answered'], kinds: ['malformed', 'answer'], together: 'at-source' },
  { title: 'one says without authority that there is none', first: badly(says({ authorities: [soa(customer)] })), states: ['lame', 'answered'], kinds: ['malformed', 'answer'], together: 'at-source' },
  { title: 'one refuses', first: badly(() => emptyAnswer(refused)), states: ['lame', 'answered'], kinds: ['refused', 'answer'], together: 'at-source' },
  { title: 'one says that it is not its zone', first: badly(() => emptyAnswer(9)), states: ['lame', 'answered'], kinds: ['other-rcode', 'answer'], together: 'at-source' },
  {
    title: 'one points back up', first: badly(says({ authorities: [{ name: '', type: 'NS', ttlSeconds: 60, value: 'a.root.example' }] })),
    states: ['lame', 'answered'], kinds: ['malformed', 'answer'], together: 'at-source',
  },
  {
    title: 'one speaks for the zone above only', first: badly(says({ rcode: nxDomain, authoritative: true, authorities: [soa('example')] })),
    states: ['lame', 'answered'], kinds: ['malformed', 'answer'], together: 'at-source',
  },
  {
    title: 'one points to a zone below, and sets AA', first: badly(says({ authoritative: true, authorities: [{ name: 'below.customer.example', type: 'NS', ttlSeconds: 60, value: 'ns.below.customer.example' }] })),
    states: ['lame', 'answered'], kinds: ['malformed', 'answer'], together: 'at-source',
  },
  { title: 'one fails', first: badly(() => emptyAnswer(servFail)), states: ['failed', 'answered'], kinds: ['servfail', 'answer'], together: 'at-source' },
  { title: 'one is silent', first: badly(() => null), states: ['silent', 'answered'], kinds: ['timeout', 'answer'], together: 'at-source' },
  { title: 'both are silent', first: badly(() => null), second: badly(() => null), states: ['silent', 'silent'], kinds: ['timeout', 'timeout'], together: 'could-not-ask' },
  { title: 'both fail', first: badly(() => emptyAnswer(servFail)), second: badly(() => emptyAnswer(servFail)), states: ['failed', 'failed'], kinds: ['servfail', 'servfail'], together: 'could-not-ask' },
  { title: 'both refuse', first: badly(() => emptyAnswer(refused)), second: badly(() => emptyAnswer(refused)), states: ['lame', 'lame'], kinds: ['refused', 'refused'], together: 'could-not-ask' },
  {
    title: 'one loses the first datagram', first: badly((right, { count }) => (count === 1 ? null : right)), perServerMs: 1800,
    states: ['answered', 'answered'], kinds: ['answer', 'answer'], together: 'at-source',
  },
  {
    title: 'the record needs TCP', first: { zones: [customerZone({ [customer]: { TXT: [long] } })] }, second: { zones: [customerZone({ [customer]: { TXT: [long] } })] },
    states: ['answered', 'answered'], kinds: ['answer', 'answer'], together: 'at-source',
  },
  {
    title: 'the record needs TCP, and one stays silent there', second: { zones: [customerZone({ [customer]: { TXT: [long] } })] },
    first: { zones: [customerZone({ [customer]: { TXT: [long] } })], behave: (right, { transport }) => (transport === 'tcp' ? null : right) },
    states: ['silent', 'answered'], kinds: ['timeout', 'answer'], together: 'at-source',
  },
  {
    title: 'one has an alias that goes round in circles', first: badly(says({ authoritative: true, answers: [cname(customer, 'a.customer.example'), cname('a.customer.example', customer)] })),
    states: ['failed', 'answered'], kinds: ['malformed', 'answer'], together: 'at-source',
  },
  {
    title: 'both have an alias to another zone', first: badly(says({ authoritative: true, answers: [cname(customer, 'spf.host.example')] })), second: badly(says({ authoritative: true, answers: [cname(customer, 'spf.host.example')] })),
    host: hostZone, states: ['answered', 'answered'], kinds: ['answer', 'answer'], together: 'at-source',
  },
  {
    title: 'an alias leads to a name that has nothing', first: badly(says({ authoritative: true, answers: [cname(customer, 'new.host.example')] })), second: badly(says({ authoritative: true, answers: [cname(customer, 'new.host.example')] })),
    states: ['answered', 'answered'], kinds: ['nxdomain', 'nxdomain'], together: 'not-published',
  },
  {
    title: 'an alias leads where nobody can be asked', first: badly(says({ authoritative: true, answers: [cname(customer, 'spf.host.example')] })), second: badly(says({ authoritative: true, answers: [cname(customer, 'spf.host.example')] })),
    host: { ...hostZone, behave: () => emptyAnswer(servFail) }, states: ['failed', 'failed'], kinds: ['servfail', 'servfail'], together: 'could-not-ask',
  },
]

const stateOf = (look: SourceLook<'TXT'>) => judgePropagation(look, spfOf, 0).state

describe.runIf(hasManyLoopbacks)("of a zone's two servers", () => {
  test.each(rows)('$title', async ({ first, second = good, states, kinds, together, host, perServerMs = 300 }) => {
    const { authority } = await startInternet({ ...withHost({ [firstAt]: first, [secondAt]: second }, host), options: { perServerMs } })
    const startedAt = performance.now()
    const look = await leavingNoSocket(() => authority.look(customer, 'TXT'))
    expect(performance.now() - startedAt).toBeLessThan(3000)
    expect(look.servers.map(({ host }) => host)).toEqual(['ns1.customer.example', 'ns2.customer.example'])
    expect(look.servers.map(({ state }) => state)).toEqual(states)
    expect(look.servers.map(({ outcome }) => outcome?.kind)).toEqual(kinds)
    expect(stateOf(look)).toBe(together)
  })
})

describe.runIf(hasManyLoopbacks)('a look at the source', () => {
  test('names the version that each server has', async () => {
    const { authority, servers } = await startInternet()
    const zone = servers.zone(secondAt, customer)
    zone.set(customer, 'TXT', [])
    const look = await leavingNoSocket(() => authority.look(customer, 'TXT', { serials: true }))
    const serials = [servers.zone(firstAt, customer).serial, zone.serial]
    expect(look.servers.map(({ serial }) => serial)).toEqual(serials)
    expect(serials[0]).toBeLessThan(serials[1] ?? 0)
    // "There is none" comes with the version: only the other one is asked for it.
    expect([firstAt, secondAt].map((address) => servers.asked(address).filter(({ type }) => type === 'SOA').length)).toEqual([1, 0])
    expect(stateOf(look)).toBe('servers-disagree')
  })

  test('joins the chain where an alias leaves the zone, and does not believe the rest from a server of this zone', async () => {
    const lying = says({ authoritative: true, answers: [cname(customer, 'spf.host.example'), { name: 'spf.host.example', type: 'TXT', ttlSeconds: 9, value: [Buffer.from('v=spf1 +all')] }] })
    const { authority, resolved, servers } = await startInternet(withHost({ [firstAt]: badly(lying), [secondAt]: badly(lying) }))
    const look = await leavingNoSocket(() => authority.look(customer, 'TXT'))
    for (const { outcome } of look.servers) {
      expect(outcome).toMatchObject({ kind: 'answer', name: customer, ttlSeconds: 50, cnames: ['spf.host.example'], records: [{ text: spf }] })
    }
    expect(resolved).toEqual([])
    expect(servers.asked(hostAt).filter(textual)).toMatchObject([{ name: 'spf.host.example', recursion: false }])
  })

  test('an alias is itself the answer to who asks for aliases', async () => {
    const { authority, resolved } = await startInternet({ servers: { [firstAt]: { zones: [customerZone({ 'code.customer.example': { CNAME: ['validate.host.example'] } })] } }, delegations: { [customer]: ['ns1.customer.example'] } })
    const look = await authority.look('code.customer.example', 'CNAME')
    expect(look.servers).toMatchObject([{ state: 'answered', outcome: { kind: 'answer', records: [{ target: 'validate.host.example' }] } }])
    expect(resolved).toEqual([])
  })

  test.each([
    ['has no address', {}, 'no-address'],
    ['cannot be found out', { 'ns1.host.example': 'servfail' }, 'failed'],
    ['may not be dialled', { 'ns1.host.example': { A: ['10.0.0.1'] } }, 'blocked'],
  ] as const)('a name server whose address %s is named, and the other is asked', async (_title, resolver, state) => {
    const { authority, servers } = await startInternet({ delegations: { [customer]: ['ns1.host.example', 'ns1.customer.example'] }, resolver })
    const look = await authority.look(customer, 'TXT')
    expect(look.servers).toMatchObject([
      { host: 'ns1.customer.example', server: `${firstAt}:${servers.port}`, state: 'answered' },
      { host: 'ns1.host.example', server: null, state, outcome: null },
    ])
  })

  test('a zone whose servers all lie in it, without an address at the parent, is one whose servers have none', async () => {
    const { authority } = await startInternet({ glue: {}, resolver: { 'ns1.customer.example': 'servfail', 'ns2.customer.example': 'servfail' } })
    const look = await authority.look(customer, 'TXT')
    expect(look.servers.map(({ state }) => state)).toEqual(['no-address', 'no-address'])
    expect(settle(look, judgePropagation(look, spfOf, 0))).toEqual({ kind: 'unasked', reason: 'no-address' })
  })

  test('a name server where nobody listens fails at once', async () => {
    const { authority } = await startInternet({ servers: { [secondAt]: good } })
    const look = await leavingNoSocket(() => authority.look(customer, 'TXT'))
    expect(look.servers).toMatchObject([{ state: 'failed', outcome: { kind: 'network', detail: 'econnrefused' } }, { state: 'answered' }])
  })

  test('at its deadline tells what is known: the zone, who answered, and who did not', async () => {
    const { authority } = await startInternet({ servers: { [firstAt]: badly(() => null), [secondAt]: good }, options: { perServerMs: 1800 } })
    const startedAt = performance.now()
    const look = await leavingNoSocket(() => authority.look(customer, 'TXT', { deadlineMs: 700 }))
    expect(performance.now() - startedAt).toBeLessThan(1500)
    expect(look.servers).toMatchObject([{ state: 'silent', outcome: { kind: 'timeout' } }, { state: 'answered' }])
  })

  test('ends when its caller goes, and only then when another still waits', async () => {
    const { authority, servers } = await startInternet({ servers: { [firstAt]: badly(() => null), [secondAt]: badly(() => null) } })
    await authority.findZone(customer)
    const gone = new AbortController()
    const both = leavingNoSocket(() => Promise.all([authority.look(customer, 'TXT', { signal: gone.signal }), authority.look(customer, 'TXT')]))
    setTimeout(() => gone.abort(), 50)
    const [left, stayed] = await both
    expect(left.servers.map(({ outcome }) => outcome?.kind)).toEqual(['timeout', 'timeout'])
    expect(stayed.servers.map(({ state }) => state)).toEqual(['silent', 'silent'])
    expect(servers.asked(firstAt).filter(textual)).toHaveLength(1)
    expect(await authority.look(customer, 'MX', { signal: gone.signal })).toMatchObject({ zone: null, noZone: 'aborted', servers: [] })
  })

  test('many who ask the same at once are one question', async () => {
    const { authority, servers } = await startInternet()
    await authority.findZone(customer)
    await leavingNoSocket(() => Promise.all(Array.from({ length: 100 }, () => authority.look(customer, 'TXT'))))
    expect([firstAt, secondAt].map((address) => servers.asked(address).filter(textual).length)).toEqual([1, 1])
  })

  test('hundreds of looks that fail leave nothing behind', async () => {
    const budgets = { zonePerMinute: 1e6, addressPerMinute: 1e6, allPerSecond: 1e6 }
    const { authority } = await startInternet({ servers: { [firstAt]: badly(() => null), [secondAt]: badly(() => emptyAnswer(servFail)) }, options: { perServerMs: 40, budgets } })
    const looks = await leavingNoSocket(() => Promise.all(Array.from({ length: 400 }, (_, i) => authority.look(`code${i}.customer.example`, 'TXT'))))
    expect(new Set(looks.map(stateOf))).toEqual(new Set(['could-not-ask']))
    expect(authority.stats()).toEqual({ openSockets: 0, looks: 0, walks: 0 })
  })

  test('closing ends what is on its way', async () => {
    const { authority } = await startInternet({ servers: { [firstAt]: badly(() => null), [secondAt]: badly(() => null) }, options: { perServerMs: 1800 } })
    await authority.findZone(customer)
    const look = leavingNoSocket(async () => {
      const open = authority.look(customer, 'TXT')
      await new Promise((resolve) => void setTimeout(resolve, 50))
      await authority.close()
      expect(authority.stats().openSockets).toBe(0)
      return open
    })
    expect((await look).servers.map(({ state }) => state)).toEqual(['silent', 'silent'])
  })

  test('what can be no name is asked of nobody', async () => {
    const { authority, servers } = await startInternet()
    expect(await authority.look('a..b', 'TXT')).toMatchObject({ zone: null, noZone: 'malformed', servers: [] })
    expect(servers.total).toBe(0)
  })
})
