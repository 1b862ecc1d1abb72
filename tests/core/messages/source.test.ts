import { describe, expect, it } from 'vitest'
import { noZoneReasons, propagationStates, serverRoles, serverStates } from '#core/dns/source.ts'
import { hostPanel } from '#core/messages/en/host-panel.ts'
import { noZoneTexts, propagationText, serverStateTexts, sourceWords } from '#core/messages/en/source.ts'
import { spfDisagreement } from '#core/messages/en/spf.ts'
import { toDay, toTimeOfDay } from '#core/messages/en/times.ts'
import { watchWords } from '#core/messages/en/watch.ts'

const about = { zone: 'acme.example', name: '_connect-challenge.acme.example', answered: 2, all: 2, hasAllCaches: true }

function expectPlain(text: string) {
  expect(text).not.toMatch(/undefined|\[object|null|NaN/)
  expect(text).not.toMatch(/!|\b(?:oops|simply|just)\b/i)
  for (const sentence of text.split(/(?<=[.?])\s+(?=[A-Z“0-9])/)) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20)
}

describe('sentences about who was asked', () => {
  it.each(propagationStates)('%s has one for the name servers and one for resolvers, and neither speaks of a fault', (state) => {
    for (const by of serverRoles) {
      for (const heard of [about, { ...about, answered: 1 }, { ...about, hasAllCaches: false }]) {
        const text = propagationText(state, by, heard)
        expectPlain(text)
        expect(text).toMatch(/\.$/)
        expect(text).not.toMatch(/wrong|missing|invalid|fail/i)
      }
    }
  })

  it('nobody who did not answer is spoken for', () => {
    const partly = { ...about, answered: 1 }
    for (const state of ['everywhere', 'at-source', 'not-published'] as const) {
      expect(propagationText(state, 'source', partly)).toMatch(/^1 of 2 name servers of acme\.example answered/)
      expect(propagationText(state, 'source', partly)).not.toMatch(/\ball\b|the name servers/i)
    }
    expect(propagationText('everywhere', 'source', { ...about, hasAllCaches: false })).toContain('every resolver that answered')
  })

  it('every state of a server and every reason for not finding one has its words', () => {
    for (const state of serverStates) if (state !== 'answered') expectPlain(serverStateTexts[state])
    for (const reason of noZoneReasons) expectPlain(noZoneTexts[reason])
  })

  it('what stands around them is as plain', () => {
    const { columns, roles, caption, zone, milliseconds, leftOut, ...rest } = sourceWords
    const made = [caption('TXT', 'acme.example'), zone('acme.example'), milliseconds(12.4), leftOut(1), leftOut(2)]
    for (const text of [...Object.values(rest), ...Object.values(columns), ...Object.values(roles), ...made]) expectPlain(text)
    for (const text of [...Object.values(watchWords), spfDisagreement.title({ domain: 'acme.example' }), spfDisagreement.why, spfDisagreement.next]) expectPlain(text)
    expectPlain(hostPanel.match('acme.example', 'Amazon Route 53'))
    expectPlain(hostPanel.ambiguous('acme.example', ['One', 'Two']))
    expectPlain(hostPanel.unknown('acme.example'))
  })
})

describe('short forms of a time', () => {
  it('a time of day has its zone, a day its year', () => {
    expect(toTimeOfDay(new Date('2026-11-21T18:04:12.000Z'), 'UTC')).toBe('18:04:12 UTC')
    expect(toDay('2026-12-21T18:00:00.000Z')).toBe('21 Dec 2026')
  })

  it('a date without a time of day is the same date wherever it is read', () => {
    expect(toDay('2026-10-31')).toBe('31 Oct 2026')
  })
})
