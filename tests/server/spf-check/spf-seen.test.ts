import { expect, it } from 'vitest'
import type { SpfCheckOutcome } from '#core/contract/spf.ts'
import type { PropagationState } from '#core/dns/source.ts'
import type { OwnRecord } from '../../../server/spf-check/own-record.ts'
import { toSpfSeen } from '../../../server/spf-check/spf-seen.ts'
import { createZone } from '../../helpers/zone.ts'

const now = new Date('2026-11-20T09:00:00.000Z')
const { lookup } = createZone({ 'a.example': { TXT: ['v=spf1 include:b.example -all'] } })
const said = await lookup('a.example', 'TXT')

const seen = (state: PropagationState, outcome: SpfCheckOutcome, cachesUntilMs: number | null = null) => {
  const propagation: OwnRecord['propagation'] = { state, by: 'source', cachesUntilMs, answers: [said] }
  const look: OwnRecord['look'] = { name: 'a.example', type: 'TXT', zone: null, noZone: 'timeout', servers: [] }
  return toSpfSeen({ look, propagation, settled: { kind: 'said', outcome: said }, asked: [] }, outcome, now)
}
const inMs = (recheckAtMs: number | null) => (recheckAtMs === null ? null : recheckAtMs - now.getTime())

it.each<[PropagationState, SpfCheckOutcome, number | null, boolean, number | null]>([
  ['everywhere', 'valid', null, true, null],
  ['everywhere', 'invalid', null, false, null],
  ['at-source', 'valid', 90_000, false, 90_000],
  ['at-source', 'valid', null, false, 600_000],
])('%s and %s: a watch is over, or knows when to look again', (state, outcome, cachesInMs, isOver, againInMs) => {
  const { isOver: over, recheckAtMs } = seen(state, outcome, cachesInMs === null ? null : now.getTime() + cachesInMs)
  expect([over, inMs(recheckAtMs)]).toEqual([isOver, againInMs])
})

it('a record that was read but could not be judged is judged again in a minute, although it stays as it is', () => {
  expect(inMs(seen('everywhere', 'unavailable').recheckAtMs)).toBe(60_000)
  expect(inMs(seen('at-source', 'unavailable', now.getTime() + 3_600_000).recheckAtMs)).toBe(60_000)
})
