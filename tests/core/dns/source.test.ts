import { describe, expect, test } from 'vitest'
import type { DnsOutcome } from '../../../core/dns/outcome.ts'
import { judgePropagation, type NoZoneReason, type ServerLook, type ServerRole, type ServerState } from '../../../core/dns/source.ts'

const at = Date.parse('2026-11-21T14:00:00.000Z')
const nobody = { server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null }
const meta = { name: 'good.example', type: 'TXT' as const, ...nobody }

const text = (value: string, ttlSeconds = 300): DnsOutcome<'TXT'> =>
  ({ ...meta, kind: 'answer', records: [{ strings: [], text: value, ascii: true }], ttlSeconds, cnames: [] })
const none = (negativeTtlSeconds: number | null = 60): DnsOutcome<'TXT'> => ({ ...meta, kind: 'nodata', negativeTtlSeconds, cnames: [] })
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
    ['"none" that may not be remembered is over at once', [source(text('new')), cache(none(null))], { state: 'at-source', by: 'source', seconds: 0, answers: ['new'] }],
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
