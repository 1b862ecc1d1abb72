import { describe, expect, test } from 'vitest'
import { decisionData, parseDecision, type Decision, type NewDecision } from '../../../server/journey/decision.ts'
import { foldDecisions } from '../../../server/journey/decision-fold.ts'
import { toHistory } from '../../../server/journey/history.ts'

const domainId = 'd1'
let second = 0
/** As the store reads it, a second after the one before. */
function decided({ kind, data, domainId: id = null }: { kind: NewDecision['kind']; data: unknown; domainId?: string | null }, by = 'Maria Lang'): Decision {
  second += 1
  return parseDecision({ kind, data: JSON.stringify(data), domain_id: id, at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(), person_name: by })
}

/** One of each kind, with what the history says of it. */
const each: Record<NewDecision['kind'], { data: unknown; line: [string, Record<string, string>] | null }> = {
  started: { data: {}, line: ['started', {}] },
  'domain-added': { data: { name: 'second.example' }, line: ['domain-added', { domain: 'second.example' }] },
  'addresses-confirmed': { data: { addresses: ['193.0.6.139'], dynamic: false }, line: ['addresses-confirmed', { addresses: '193.0.6.139' }] },
  'addresses-changed': { data: { added: ['193.0.6.139'], removed: [] }, line: ['addresses-changed', { added: '193.0.6.139', removed: '' }] },
  'spf-answer': { data: { mailPaths: 'others-too' }, line: ['spf-answered', { mailPaths: 'others-too', domain: 'good.example' }] },
  'spf-published': { data: {}, line: ['spf-published', { domain: 'good.example' }] },
  'spf-check-skipped': { data: { reason: 'later' }, line: ['step-skipped', { reason: 'later' }] },
  'connector-answer': { data: { exchangeVersion: 'se' }, line: ['connector-answered', {}] },
  'guide-tick': { data: { step: 'open', done: true }, line: null },
  'connector-confirmed': { data: { platform: 'hybrid', note: 'tried' }, line: ['connector-confirmed', { note: 'tried' }] },
  'share-created': { data: { shareId: 's1', purpose: 'spf' }, line: ['share-created', { purpose: 'spf', domain: 'good.example' }] },
  'share-revoked': { data: { shareId: 's1', purpose: 'spf' }, line: ['share-revoked', { purpose: 'spf', domain: 'good.example' }] },
  'request-sent': { data: { requestId: 'r1', reference: 'C-7K2M-4QXD' }, line: ['request-sent', { reference: 'C-7K2M-4QXD' }] },
  'account-changed': { data: { fields: ['platform', 'include'] }, line: ['staff-changed-account', { fields: 'platform, include' }] },
}
const aboutDomain = new Set<string>(['spf-answer', 'spf-published', 'share-created', 'share-revoked'])

describe('decisions', () => {
  test.each(Object.keys(decisionData) as NewDecision['kind'][])('%s is written, read, and told in the history', (kind) => {
    const decision = decided({ kind, data: each[kind].data, domainId: aboutDomain.has(kind) ? domainId : null })
    expect(decision).toMatchObject({ kind, data: each[kind].data, by: 'Maria Lang' })
    const lines = toHistory({ decisions: [decision], turns: [], provenAt: [], names: new Map([[domainId, 'good.example']]) })
    const { line } = each[kind]
    expect(lines).toEqual(line === null ? [] : [{ at: decision.at, by: 'Maria Lang', kind: line[0], params: line[1] }])
  })

  test('a row that nobody of ours wrote is a bug', () => {
    const row = { domain_id: null, at: '2026-01-01T00:00:00.000Z', person_name: 'x' }
    expect(() => parseDecision({ ...row, kind: 'toString', data: '{}' })).toThrow('No decision is called toString')
    expect(() => parseDecision({ ...row, kind: 'guide-tick', data: '{}' })).toThrow()
    expect(() => foldDecisions([decided({ kind: 'spf-published', data: {} })])).toThrow('names none')
  })

  test('the last word on each matter stands; the start is the first', () => {
    const fold = foldDecisions([
      decided({ kind: 'started', data: {} }),
      decided({ kind: 'started', data: {} }, 'Ben Ross'),
      decided({ kind: 'addresses-confirmed', data: { addresses: ['193.0.6.139'], dynamic: false } }),
      decided({ kind: 'addresses-confirmed', data: { addresses: ['199.43.135.53'], dynamic: false } }, 'Ben Ross'),
      decided({ kind: 'spf-check-skipped', data: { reason: 'later' } }),
      decided({ kind: 'spf-check-skipped', data: { reason: 'the agency does it' } }),
    ])
    expect(fold.started?.by).toBe('Maria Lang')
    expect(fold.addressesConfirmed).toMatchObject({ by: 'Ben Ross', addresses: ['199.43.135.53'] })
    expect(fold.spfCheckSkipped?.reason).toBe('the agency does it')
  })

  test('answers about the connector add up, and ticks can be taken back', () => {
    const fold = foldDecisions([
      decided({ kind: 'connector-answer', data: { exchangeVersion: '2016', hybridPath: 'both' } }),
      decided({ kind: 'connector-answer', data: { exchangeVersion: 'se' } }),
      ...['a', 'b', 'a'].map((step) => decided({ kind: 'guide-tick', data: { step, done: true } })),
      decided({ kind: 'guide-tick', data: { step: 'b', done: false } }),
    ])
    expect(fold.answers).toEqual({ exchangeVersion: 'se', hybridPath: 'both' })
    expect(fold.ticks).toEqual(['a'])
  })

  test('the history is newest first, whoever or whatever made it, and not endless', () => {
    const early = decided({ kind: 'started', data: {} })
    const many = Array.from({ length: 250 }, () => decided({ kind: 'domain-added', data: { name: 'second.example' } }))
    const late = '2026-12-01T00:00:00.000Z'
    const lines = toHistory({
      decisions: [early, ...many], turns: [{ domainId, at: late, kind: 'spf-valid' }], provenAt: [{ domainId, at: '2026-11-01T00:00:00.000Z' }],
      names: new Map([[domainId, 'good.example']]),
    })
    expect(lines).toHaveLength(200)
    expect(lines.slice(0, 2)).toEqual([
      { at: late, by: null, kind: 'spf-valid', params: { domain: 'good.example' } },
      { at: '2026-11-01T00:00:00.000Z', by: null, kind: 'domain-proven', params: { domain: 'good.example' } },
    ])
  })
})
