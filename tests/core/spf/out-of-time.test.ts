import { describe, expect, it } from 'vitest'
import type { Lookup } from '#core/dns/outcome.ts'
import { evaluateSpf, type SpfVerdict } from '#core/spf/evaluate.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const reverse = '7.2.0.192.in-addr.arpa'
const named: Zone = { [reverse]: { PTR: ['x.acme.example'] } }
const hosts: Zone = { 'h0.example': { A: ['192.0.2.99'] }, 'h1.example': { A: ['192.0.2.99'] }, 'why.example': { TXT: ['because'] } }

/** One question after another; the clock says "too late" once it has been looked at so often. */
async function check(record: string, looks: number, zone: Zone): Promise<SpfVerdict & { asked: string[] }> {
  const { lookup, asked } = createZone({ 'acme.example': { TXT: [`v=spf1 ${record}`] }, ...hosts, ...zone })
  let left = looks
  const verdict = await evaluateSpf({ ip: '192.0.2.7', helo: 'mail.acme.example', mailfrom: 'ann@acme.example', lookup, ahead: false, isOutOfTime: () => left-- <= 0 })
  return { ...verdict, asked }
}

describe('RFC 7208 §4.6.4: out of time is a temporary error, before anything more is asked', () => {
  it.each<[term: string, looks: number, asked: string[], zone: Zone]>([
    ['include:h0.example -all', 1, [], {}],
    ['redirect=h0.example', 1, [], {}],
    ['a:h0.example -all', 1, [], {}],
    ['a:h0.example a:h1.example -all', 2, ['h0.example A'], {}],
    ['mx:m.example -all', 1, [], {}],
    ['mx:m.example -all', 2, ['m.example MX'], { 'm.example': { MX: ['1 h0.example'] } }],
    ['mx:m.example -all', 3, ['m.example MX', 'h0.example A'], { 'm.example': { MX: ['1 h0.example', '2 h1.example'] } }],
    ['exists:h0.example -all', 1, [], {}],
    ['ptr -all', 1, [], {}],
    // To be late is no error of the reverse zone, which would only mean that it does not match (§5.5).
    ['ptr -all', 3, [`${reverse} PTR`], named],
    ['exists:%{p}.x.example -all', 1, [], named],
    ['exists:%{p}.x.example -all', 2, [`${reverse} PTR`], named],
  ])('%s, too late at look %i', async (record, looks, asked, zone) => {
    const verdict = await check(record, looks, zone)
    expect([verdict.result, verdict.reason?.code, verdict.asked]).toEqual(['temperror', 'out-of-time', ['acme.example TXT', ...asked]])
  })

  it('before the first question there is none', async () => {
    const { result, reason, asked } = await check('-all', 0, {})
    expect([result, reason, asked]).toEqual(['temperror', { code: 'out-of-time', name: 'acme.example' }, []])
  })

  it('§6.2: a fail that is found in time stays one, without its explanation', async () => {
    const { result, explanation, asked } = await check('exp=why.example -all', 1, {})
    expect([result, explanation, asked]).toEqual(['fail', null, ['acme.example TXT']])
  })

  it.each([reverse, 'x.acme.example'])('§5.5: a question of `ptr` about %s that the deadline cut off says nothing, and no later term decides', async (cut) => {
    const { lookup } = createZone({ 'acme.example': { TXT: ['v=spf1 ptr -all'] }, ...named, 'x.acme.example': { A: ['192.0.2.7'] } })
    const cutting: Lookup = async (name, type) => {
      const outcome = await lookup(name, type)
      return name === cut ? { name, type, server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null, kind: 'aborted', detail: 'out-of-time' } : outcome
    }
    const { result, reason } = await evaluateSpf({ ip: '192.0.2.7', helo: 'mail.acme.example', mailfrom: 'ann@acme.example', lookup: cutting })
    expect([result, reason?.code]).toEqual(['temperror', 'out-of-time'])
  })
})
