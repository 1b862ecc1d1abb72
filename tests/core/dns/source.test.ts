import { describe, expect, test } from 'vitest'
import type { DnsOutcome } from '../../../core/dns/outcome.ts'
import { contentOf, countNameServers, judgePropagation, type NoZoneReason, type ServerLook, type ServerRole, type ServerState } from '../../../core/dns/source.ts'
import { toDoubt, type Doubt } from '../../../core/dns/witnesses.ts'

const at = Date.parse('2026-11-21T14:00:00.000Z')
const nobody = { server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null }
const meta = { name: 'good.example', type: 'TXT' as const, ...nobody }

const behind = (longestTtlSeconds: number | undefined) => (longestTtlSeconds === undefined ? { cnames: [] } : { cnames: ['alias.example'], longestTtlSeconds })
const text = (value: string, ttlSeconds = 300, longest?: number): DnsOutcome<'TXT'> =>
  ({ ...meta, ...behind(longest), kind: 'answer', records: [{ strings: [], text: value, ascii: true }], ttlSeconds })
const none = (negativeTtlSeconds: number | null = 60, longest?: number): DnsOutcome<'TXT'> => ({ ...meta, ...behind(longest), kind: 'nodata', negativeTtlSeconds })
const nowhere: DnsOutcome<'TXT'> = { ...meta, kind: 'nxdomain', negativeTtlSeconds: 60, cnames: [] }
const silence: DnsOutcome<'TXT'> = { ...meta, kind: 'timeout', detail: 'no-answer' }

const said = (role: ServerRole, outcome: DnsOutcome<'TXT'>, state: ServerState = 'answered'): ServerLook<'TXT'> =>
  ({ role, host: null, server: '127.0.0.1:53', state, outcome, serial: null })
const source = (outcome: DnsOutcome<'TXT'>) => said('source', outcome)
const cache = (outcome: DnsOutcome<'TXT'>) => said('cache', outcome)
const silent = (role: ServerRole) => said(role, silence, 'silent')
/** Its records do not count, whatever they say. */
const lame = (outcome: DnsOutcome<'TXT'>) => said('source', outcome, 'lame')

const valueOf = (outcome: DnsOutcome<'TXT'>) => (outcome.kind === 'answer' ? (outcome.records[0]?.text ?? null) : null)
const judge = (servers: ServerLook<'TXT'>[], noZone: NoZoneReason | null = null) => {
  const zone = noZone === null ? { zone: 'good.example', parent: 'example', nameServers: [] } : null
  const { state, by, cachesUntilMs, answers } = judgePropagation({ name: 'good.example', type: 'TXT', zone, noZone, servers }, valueOf, at)
  return { state, by, seconds: cachesUntilMs === null ? null : (cachesUntilMs - at) / 1000, answers: answers.map(valueOf) }
}

describe('what source and caches say together', () => {
  const cases: [string, ServerLook<'TXT'>[], ReturnType<typeof judge>][] = [
    ['all have it', [source(text('a')), source(text('a')), cache(text('a', 7))], { state: 'everywhere', by: 'source', seconds: null, answers: ['a'] }],
    ['one resolver has the old record for 30 seconds more', [source(text('new')), cache(text('new')), cache(text('old', 30))],
      { state: 'at-source', by: 'source', seconds: 30, answers: ['new'] }],
    ['one resolver remembers that there was none', [source(text('new')), cache(none(20))], { state: 'at-source', by: 'source', seconds: 20, answers: ['new'] }],
    ['the latest of several resolvers counts', [source(text('new')), cache(none(20)), cache(text('old', 90))],
      { state: 'at-source', by: 'source', seconds: 90, answers: ['new'] }],
    ['no resolver could be asked', [source(text('new')), silent('cache')], { state: 'at-source', by: 'source', seconds: null, answers: ['new'] }],
    ['"none" that does not say for how long is not known to end (RFC 2308 §5)', [source(text('new')), cache(none(null))], { state: 'at-source', by: 'source', seconds: null, answers: ['new'] }],
    ['one whose end is known does not tell that of another', [source(text('new')), cache(none(null)), cache(text('old', 30))], { state: 'at-source', by: 'source', seconds: null, answers: ['new'] }],
    ['behind aliases the longest link counts', [source(text('new')), cache(text('old', 30, 600))], { state: 'at-source', by: 'source', seconds: 600, answers: ['new'] }],
    ['behind an alias "none" lasts as long as the longest link', [source(text('new')), cache(none(20, 300))], { state: 'at-source', by: 'source', seconds: 300, answers: ['new'] }],
    ['nothing is foretold for more than seven days (RFC 8767 §4)', [source(text('new')), cache(text('old', 2 ** 31 - 1))], { state: 'at-source', by: 'source', seconds: 7 * 86_400, answers: ['new'] }],
    ['two servers say different things', [source(text('b')), source(text('a')), source(text('a'))],
      { state: 'servers-disagree', by: 'source', seconds: null, answers: ['a', 'b'] }],
    ['one has it and one does not', [source(none()), source(text('a'))], { state: 'servers-disagree', by: 'source', seconds: null, answers: [null, 'a'] }],
    ['none of those who answered has it', [source(none()), silent('source')], { state: 'not-published', by: 'source', seconds: null, answers: [null] }],
    ['nobody answered', [silent('source'), silent('source')], { state: 'could-not-ask', by: 'source', seconds: null, answers: [] }],
    ['what a lame server says counts for nothing', [lame(text('a')), lame(none())], { state: 'could-not-ask', by: 'source', seconds: null, answers: [] }],
    ['a silent source is not made up for by a resolver', [silent('source'), cache(text('a'))], { state: 'could-not-ask', by: 'source', seconds: null, answers: [] }],
  ]
  test.each(cases)('%s', (_, servers, expected) => {
    expect(judge(servers)).toEqual(expected)
  })
})

describe('of several answers without what is wanted', () => {
  const other = text('other')
  const wanted = (outcome: DnsOutcome<'TXT'>) => (outcome.kind === 'answer' && outcome.records[0]?.text === 'wanted' ? 'wanted' : null)
  test.each([
    ['other records, rather than none', [nowhere, none(), other], 'answer'],
    ['a name that is there, rather than one that is not', [nowhere, none()], 'nodata'],
    ['"no such name", where all say so', [nowhere, nowhere], 'nxdomain'],
  ] as const)('the one that claims least speaks for them, in whatever order: %s', (_, outcomes, kind) => {
    for (const order of [outcomes, [...outcomes].reverse()]) {
      const look = { name: 'good.example', type: 'TXT' as const, zone: null, noZone: null, servers: order.map(source) }
      expect(judgePropagation(look, wanted, at).answers.map((answer) => answer.kind)).toEqual([kind])
    }
  })

  test('compared by content, texts count, their order does not, and nothing is nothing', () => {
    const texts = (...values: string[]): DnsOutcome<'TXT'> => ({ ...meta, kind: 'answer', records: values.map((value) => ({ strings: [], text: value, ascii: true })), ttlSeconds: 9, cnames: [] })
    expect(contentOf(texts('a', 'b'))).toBe(contentOf(texts('b', 'a')))
    expect(contentOf(texts('a'))).not.toBe(contentOf(texts('b')))
    expect([none(), nowhere].map(contentOf)).toEqual([null, null])
    const at = (address: string): DnsOutcome<'A'> => ({ ...meta, type: 'A', kind: 'answer', records: [{ address }], ttlSeconds: 9, cnames: [] })
    expect(contentOf(at('193.0.6.139'))).toBe(contentOf(at('199.43.135.53')))
    expect(contentOf(at('193.0.6.139'))).not.toBeNull()
  })
})

describe('how many name servers have answered', () => {
  const row = (host: string, state: ServerState = 'answered') => ({ ...source(text('a')), host, state })
  test('is counted by name, one of two addresses being enough; resolvers are none', () => {
    const rows = [row('ns1.good.example'), row('ns1.good.example', 'silent'), row('ns2.good.example', 'silent'), row('ns3.good.example', 'no-address'), cache(text('a'))]
    expect(countNameServers(rows)).toEqual({ answered: 1, askable: 2, all: 3 })
  })
})

describe('who has to say so before it is believed for good (S-11)', () => {
  const first = { ...source(text('a')), host: 'ns1.good.example' }
  const second = (state: ServerState, host = 'ns2.good.example') => ({ ...source(text('a')), host, state })
  const failing = said('cache', { ...meta, kind: 'servfail', rcode: 2 }, 'failed')
  const cases: [string, ServerLook<'TXT'>[], Doubt['kind'] | null][] = [
    ['two name servers', [first, second('answered')], null],
    ['two name servers, resolvers being silent', [first, second('answered'), silent('cache')], null],
    ['the only name server that there is', [first], null],
    ['the only one of two that has an address', [first, second('no-address')], null],
    ['the only one of two that may be dialled', [first, second('blocked')], null],
    ['one of two, and a resolver', [first, second('silent'), silent('cache'), cache(text('a'))], null],
    ['one of two, and no resolver', [first, second('silent')], 'one-witness'],
    ['one of two, and a resolver that still has the old one', [first, second('lame'), cache(text('old'))], 'one-witness'],
    ['one of two, the budget being used up', [first, second('busy')], 'one-witness'],
    ['one of two, at both of its addresses', [first, second('answered', 'ns1.good.example'), second('silent')], 'one-witness'],
    ['two name servers, the resolver finding the signature wrong', [first, second('answered'), failing, silent('cache')], 'resolvers-fail'],
    ['two name servers, one of two resolvers failing', [first, second('answered'), failing, cache(text('old'))], null],
  ]
  test.each(cases)('%s', (_, servers, doubt) => {
    const look = { name: 'good.example', type: 'TXT' as const, zone: null, noZone: null, servers }
    expect(toDoubt(look, judgePropagation(look, valueOf, at), valueOf)?.kind ?? null).toBe(doubt)
  })

  const third = (state: ServerState = 'answered') => second(state, 'ns3.good.example')
  const appointed: typeof cases = [
    ['one of the two that the parent names, and one that only the zone names', [first, second('silent'), third()], 'one-witness'],
    ['both that the parent names', [first, second('answered'), third('silent')], null],
    ['both that the parent names, the resolver having the old one', [first, second('answered'), third(), cache(text('old'))], null],
    ['the only one that the parent names', [first, third('silent')], null],
    ['one of the two, one that only the zone names, and a resolver', [first, second('silent'), third(), cache(text('a'))], null],
    ['none but the one that only the zone names', [{ ...first, state: 'silent' }, third()], 'one-witness'],
  ]
  test.each(appointed)('a zone appoints no witnesses of its own: %s', (_, servers, doubt) => {
    const zone = { zone: 'good.example', parent: 'example', nameServers: [], differs: { onlyAtParent: [], onlyAtChild: ['ns3.good.example'] } }
    const look = { name: 'good.example', type: 'TXT' as const, zone, noZone: null, servers }
    expect(toDoubt(look, judgePropagation(look, valueOf, at), valueOf)?.kind ?? null).toBe(doubt)
  })

  const hosts = ['ns1.good.example', 'ns2.good.example']
  const naming = (...names: string[]): DnsOutcome<'NS'> => ({ ...meta, type: 'NS', kind: 'answer', records: names.map((host) => ({ host })), ttlSeconds: 60, cnames: [] })
  const above = (host: string, names: string[], state: ServerState = 'answered') => ({ role: 'source' as const, host, server: null, state, outcome: naming(...names), serial: null })
  const cutCases: [string, ServerLook<'NS'>[], Doubt['kind'] | null][] = [
    ['both name servers above', [above('a.example', hosts), above('b.example', hosts)], null],
    ['both, in another order and with one host more', [above('a.example', [...hosts, 'ns3.good.example']), above('b.example', ['ns3.good.example', ...hosts].reverse())], null],
    ['the only one above', [above('a.example', hosts)], null],
    ['one of two', [above('a.example', hosts), above('b.example', hosts, 'silent')], 'one-witness'],
    ['one, the other naming another host', [above('a.example', hosts), above('b.example', ['ns3.good.example'])], 'servers-disagree'],
    ['none any more, since they name another by now', [above('a.example', ['ns3.good.example']), above('b.example', ['ns3.good.example'])], 'servers-disagree'],
    ['none that answered', [above('a.example', hosts, 'silent')], 'could-not-ask'],
  ]
  test.each(cutCases)('a zone rests on its delegation, which is named by %s', (_, cutServers, doubt) => {
    const cut = { name: 'good.example', type: 'NS' as const, zone: null, noZone: null, servers: cutServers }
    const zone = { zone: 'good.example', parent: 'example', nameServers: hosts.map((host) => ({ host, addresses: [] })) }
    const look = { name: 'good.example', type: 'TXT' as const, zone, noZone: null, servers: [first, second('answered')], cuts: [cut] }
    expect(toDoubt(look, judgePropagation(look, valueOf, at), valueOf)?.kind ?? null).toBe(doubt)
    const seconded = { ...look, servers: [...look.servers, cache(text('a'))] }
    expect(toDoubt(seconded, judgePropagation(seconded, valueOf, at), valueOf)).toBeNull()
  })

  test('where only resolvers can be asked, their word has to do', () => {
    const look = { name: 'good.example', type: 'TXT' as const, zone: null, noZone: 'no-roots' as const, servers: [cache(text('a'))] }
    expect(toDoubt(look, judgePropagation(look, valueOf, at), valueOf)).toBeNull()
  })
})

describe('where only resolvers can be asked from here', () => {
  test('their word counts, and is marked as theirs', () => {
    expect(judge([cache(text('a'))], 'no-roots')).toEqual({ state: 'everywhere', by: 'cache', seconds: null, answers: ['a'] })
    expect(judge([cache(none())], 'no-roots')).toMatchObject({ state: 'not-published', by: 'cache' })
    expect(judge([silent('cache')], 'no-roots')).toMatchObject({ state: 'could-not-ask' })
  })

  test('but never where the source merely did not answer', () => {
    expect(judge([cache(text('a'))], 'timeout')).toMatchObject({ state: 'could-not-ask', by: 'source' })
  })
})
