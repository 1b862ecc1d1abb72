import { expect, test } from 'vitest'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { judgePropagation, type ServerLook, type SourceLook } from '#core/dns/source.ts'
import { sourceViewSchema, type SourceView } from '#core/contract/source.ts'
import { mostFoundOfServer, mostFoundOfSource } from '../../../server/evidence/bounded-found.ts'
import { keptReplySchema, toKeptReplies, toQuestionAsked } from '../../../server/evidence/dns-record.ts'
import { toKeptLooks, toSourceView } from '../../../server/evidence/source-view.ts'
import { toSeenZone } from '../../../server/evidence/zone-seen.ts'

const attempt = { server: '193.0.6.139:53', transport: 'udp' as const, startedMs: 400, ms: 600, result: 'no-answer', dropped: 2 }
const meta = { name: 'own.example', type: 'TXT' as const, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null, server: null }
const silent: DnsOutcome<'TXT'> = { ...meta, kind: 'timeout', detail: 'deadline', attempts: [{ ...attempt, startedMs: 0, ms: 400 }, attempt] }
const answer: DnsOutcome<'TXT'> = {
  ...meta, kind: 'answer', server: '199.43.135.53:53', transport: 'tcp', rttMs: 12.5, raw: Uint8Array.of(1, 2, 3), cnames: [], ttlSeconds: 300,
  records: [{ strings: [], text: 'one', ascii: true }, { strings: [], text: 'two', ascii: true }],
}
const none: DnsOutcome<'TXT'> = { ...meta, kind: 'nxdomain', server: '127.0.0.1:53', transport: 'udp', rttMs: 3, negativeTtlSeconds: 20, cnames: [] }

const server = (look: Partial<ServerLook<'TXT'>>): ServerLook<'TXT'> =>
  ({ role: 'source', host: 'ns1.own.example', server: '193.0.6.139:53', state: 'answered', outcome: null, serial: null, ...look })
const look: SourceLook<'TXT'> = {
  name: 'own.example', type: 'TXT', noZone: null,
  zone: { zone: 'own.example', parent: 'example', nameServers: [{ host: 'ns1.own.example', addresses: [] }, { host: 'ns2.own.example', addresses: [] }] },
  servers: [
    server({ outcome: answer, server: '199.43.135.53:53', serial: 7 }),
    server({ host: 'ns2.own.example', state: 'silent', outcome: silent }),
    server({ host: 'ns3.own.example', state: 'no-address', server: null }),
    server({ role: 'cache', host: null, server: '127.0.0.1:53', outcome: none }),
  ],
}

test('everybody who was asked, or should have been, has a line: what was found, how long it lasts, how long it took', () => {
  const asked = Date.UTC(2026, 10, 21, 9, 14)
  const view = toSourceView(look, judgePropagation(look, (outcome) => (outcome.kind === 'answer' ? 'there' : null), asked))
  expect(sourceViewSchema.parse(view)).toEqual({
    name: 'own.example', type: 'TXT', zone: 'own.example', noZone: null, nameServers: ['ns1.own.example', 'ns2.own.example'],
    state: 'at-source', by: 'source', cachesUntil: '2026-11-21T09:14:20.000Z',
    servers: [
      { role: 'source', host: 'ns1.own.example', server: '199.43.135.53:53', state: 'answered', outcome: 'answer', found: ['one', 'two'], ttlSeconds: 300, serial: 7, ms: 12.5 },
      { role: 'source', host: 'ns2.own.example', server: '193.0.6.139:53', state: 'silent', outcome: 'timeout', found: [], ttlSeconds: null, serial: null, ms: 1000 },
      { role: 'source', host: 'ns3.own.example', server: null, state: 'no-address', outcome: null, found: [], ttlSeconds: null, serial: null, ms: null },
      { role: 'cache', host: null, server: '127.0.0.1:53', state: 'answered', outcome: 'nxdomain', found: [], ttlSeconds: 20, serial: null, ms: 3 },
    ],
  })
})

test('a zone that could not be found leaves its reason, and no name servers', () => {
  const dark: SourceLook<'TXT'> = { name: 'own.example', type: 'TXT', zone: null, noZone: 'timeout', servers: [] }
  expect(toSourceView(dark, judgePropagation(dark, () => null, 0))).toMatchObject({ zone: null, noZone: 'timeout', nameServers: [], state: 'could-not-ask', servers: [] })
})

test('who was silent, and who was never dialled, is kept beside who answered', () => {
  const kept = toKeptLooks(look)
  expect(kept.map(({ role, host, state, outcome, ms, base64 }) => [role, host, state, outcome, ms, base64])).toEqual([
    ['source', 'ns1.own.example', 'answered', 'answer', 12.5, 'AQID'],
    ['source', 'ns2.own.example', 'silent', 'timeout', 1000, null],
    ['source', 'ns3.own.example', 'no-address', null, null, null],
    ['cache', null, 'answered', 'nxdomain', 3, null],
  ])
  expect(kept[1]?.attempts).toEqual([
    { server: '193.0.6.139:53', transport: 'udp', startedMs: 0, ms: 400, result: 'no-answer' },
    { server: '193.0.6.139:53', transport: 'udp', startedMs: 400, ms: 600, result: 'no-answer' },
  ])
  expect(kept.map((reply) => keptReplySchema.parse(JSON.parse(JSON.stringify(reply))))).toEqual(kept)
})

test('a question that no resolver answered is evidence too', () => {
  const [kept] = toKeptReplies([silent])
  expect(kept).toMatchObject({ role: 'cache', host: null, server: null, outcome: 'timeout', ms: 1000, base64: null })
})

test('a row from before anybody but resolvers was asked is read as theirs', () => {
  expect(keptReplySchema.parse({ name: 'own.example', type: 'TXT', server: '127.0.0.1:53', base64: 'AQID' })).toEqual({
    name: 'own.example', type: 'TXT', role: 'cache', host: null, server: '127.0.0.1:53', state: null, noZone: null, outcome: null, transport: null, ms: null,
    cached: false, attempts: [], base64: 'AQID',
  })
})

test('the zone of a domain is the one around the domain itself, not one that begins below it', () => {
  const view = toSourceView(look, judgePropagation(look, () => null, 0))
  const below = { ...view, name: '_connect-challenge.own.example', zone: '_connect-challenge.own.example' }
  expect(toSeenZone([below, view])).toEqual({ name: 'own.example', nameServers: ['ns1.own.example', 'ns2.own.example'] })
  expect(toSeenZone([below, { ...view, zone: null }])).toBeNull()
  expect(toSeenZone([null])).toBeNull()
  expect(toSeenZone([])).toBeNull()
})

test('of records without end as many are kept as a row may hold, and how many others came is said', () => {
  const text = (octets: number) => ({ strings: [], text: '\u0001'.repeat(octets), ascii: true })
  const view = (lists: readonly number[][]) => {
    const servers = lists.map((lengths) => server({ outcome: { ...answer, records: lengths.map(text) } }))
    const many: SourceLook<'TXT'> = { ...look, servers }
    return sourceViewSchema.parse(toSourceView(many, judgePropagation(many, () => 'there', 0)))
  }
  const kept = ({ servers }: SourceView) => servers.map(({ found, leftOut }) => [found.map(({ length }) => length), leftOut])
  expect(kept(view([[10, 60_000, 20], [10]]))).toEqual([[[10, 20], 1], [[10], undefined]])
  const full = view(Array.from({ length: 16 }, () => [2_000, 2_000, 5]))
  expect(JSON.stringify(full).length).toBeLessThan(mostFoundOfSource + 16 * 300)
  expect(kept(full)).toEqual([...Array.from({ length: 5 }, () => [[2_000, 5], 1]), ...Array.from({ length: 11 }, () => [[5], 2])])
  const [empty] = view([Array.from({ length: 9_000 }, () => 0)]).servers
  expect(JSON.stringify(empty?.found).length).toBeLessThanOrEqual(mostFoundOfServer)
  const { found, leftOut } = toQuestionAsked({ ...answer, records: [60_000, 10].map(text) })
  expect([found.length, leftOut]).toEqual([1, 1])
})
