import { expect, it } from 'vitest'
import type { SpfCheckOutcome, SpfFinding } from '#core/contract/spf.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { PropagationState, SourceLook } from '#core/dns/source.ts'
import type { OwnRecord } from '../../../server/spf-check/own-record.ts'
import { toSpfDigest, toSpfSeen } from '../../../server/spf-check/spf-seen.ts'
import { createZone } from '../../helpers/zone.ts'

const now = new Date('2026-11-20T09:00:00.000Z')
const { lookup } = createZone({ 'a.example': { TXT: ['v=spf1 include:b.example -all'] } })
const said = await lookup('a.example', 'TXT')

const seen = (state: PropagationState, outcome: SpfCheckOutcome, cachesUntilMs: number | null = null, findings: SpfFinding[] = []) => {
  const propagation: OwnRecord['propagation'] = { state, by: 'source', cachesUntilMs, answers: [said] }
  const look: OwnRecord['look'] = { name: 'a.example', type: 'TXT', zone: null, noZone: 'timeout', servers: [] }
  return toSpfSeen({ look, propagation, settled: { kind: 'said', outcome: said }, asked: [] }, { outcome, findings }, { now, rule: 'eu' })
}
const inMs = (recheckAtMs: number | null) => (recheckAtMs === null ? null : recheckAtMs - now.getTime())

it.each<[PropagationState, SpfCheckOutcome, number | null, boolean, number | null]>([
  ['everywhere', 'valid', null, true, null],
  ['everywhere', 'invalid', null, false, null],
  // They count in whole seconds.
  ['at-source', 'valid', 90_000, false, 92_000],
  ['at-source', 'valid', null, false, 600_000],
])('%s and %s: a watch is over, or knows when to look again', (state, outcome, cachesInMs, isOver, againInMs) => {
  const { isOver: over, recheckAtMs } = seen(state, outcome, cachesInMs === null ? null : now.getTime() + cachesInMs)
  expect([over, inMs(recheckAtMs)]).toEqual([isOver, againInMs])
})

it('a record that was read but could not be judged is judged again in a minute, although it stays as it is', () => {
  expect(inMs(seen('everywhere', 'unavailable').recheckAtMs)).toBe(60_000)
  expect(inMs(seen('at-source', 'unavailable', now.getTime() + 3_600_000).recheckAtMs)).toBe(60_000)
})

it('a record that is wrong by what it leads to is judged again in half an hour; one that is wrong by itself only when it changes', () => {
  const finding = (code: SpfFinding['code']): SpfFinding => ({ code, severity: 'error', params: {} })
  expect(inMs(seen('everywhere', 'invalid', null, [finding('include-syntax-error')]).recheckAtMs)).toBe(1_800_000)
  expect(inMs(seen('everywhere', 'invalid', null, [finding('too-many-lookups')]).recheckAtMs)).toBe(1_800_000)
  expect(seen('everywhere', 'invalid', null, [finding('mimecast-not-first')]).recheckAtMs).toBeNull()
})

it('a record that is right as far as could be seen is not over: what could not be asked is asked again', () => {
  const unasked: SpfFinding = { code: 'include-unavailable', severity: 'warning', params: {} }
  expect(seen('everywhere', 'valid', null, [unasked])).toMatchObject({ isOver: false, recheckAtMs: now.getTime() + 60_000 })
})

it('a verdict is the same once the moment that it foretold has come, and another one when a new moment is foretold', () => {
  const inSeconds = (seconds: number) => seen('at-source', 'valid', now.getTime() + seconds * 1_000).verdict ?? 'none'
  expect(inSeconds(600)).not.toBe(inSeconds(900))
  expect(inSeconds(600).startsWith(inSeconds(0))).toBe(true)
  expect(inSeconds(0)).toBe(inSeconds(1))
  expect(seen('everywhere', 'valid').verdict).not.toBe(inSeconds(0))
})

const look = (...outcomes: DnsOutcome<'TXT'>[]): SourceLook<'TXT'> => ({
  name: 'a.example', type: 'TXT', zone: null, noZone: 'timeout',
  servers: outcomes.map((outcome, i) => ({ role: 'source', host: `ns${String(i)}.example`, server: null, state: 'answered', outcome, serial: null })),
})
const digest = (of: SourceLook<'TXT'>, rule = 'eu') => toSpfDigest(of, { by: 'source' }, rule)
const none = await lookup('b.example', 'TXT')

it('news is what is said, not who said it first, nor in which way there is none', () => {
  const other = { ...said, records: [...(said.kind === 'answer' ? said.records : []), { strings: [], text: 'site-note', ascii: true }] } as DnsOutcome<'TXT'>
  expect(digest(look(said, none))).toBe(digest(look(none, said)))
  expect(digest(look(said, other))).toBe(digest(look(said)))
  expect(digest(look({ ...none, kind: 'nodata' } as DnsOutcome<'TXT'>, none))).toBe(digest(look({ ...none, kind: 'nodata' } as DnsOutcome<'TXT'>)))
  expect(digest(look(said))).not.toBe(digest(look(said, none)))
  expect(digest(look())).toBeNull()
})

it('the same record under another rule is news', () => {
  expect(digest(look(said), 'us')).not.toBe(digest(look(said), 'eu'))
})
