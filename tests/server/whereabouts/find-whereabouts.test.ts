import { describe, expect, it } from 'vitest'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { findWhereabouts, toControlLabel } from '../../../server/whereabouts/find-whereabouts.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const wanted = 'v=spf1 include:eu._netblocks.mimecast.com ~all'
const where = { kind: 'spf' as const, wanted, domain: 'acme.example', zone: 'acme.example' }
const find = (subject: typeof where, zone: Zone) => {
  const { lookup, asked } = createZone(zone)
  return findWhereabouts(subject, lookup, []).then((whereabouts) => ({ whereabouts, asked }))
}

describe('looking for a record that is not in its place', () => {
  it('asks a registry nothing: who has no zone has published nothing', async () => {
    expect(await find({ ...where, zone: 'example' }, {})).toEqual({ whereabouts: null, asked: [] })
    expect(await find({ ...where, domain: 'eng.acme.example', zone: '.' }, {})).toEqual({ whereabouts: null, asked: [] })
  })

  it('asks about a sibling only after a find, and no question twice', async () => {
    const none = await find(where, {})
    expect(none.whereabouts).toBeNull()
    expect(none.asked.join(' ')).not.toContain(toControlLabel('acme.example'))
    const one = await find(where, { 'www.acme.example': { TXT: [wanted] } })
    expect(one.whereabouts).toMatchObject({ cause: 'at-www' })
    expect(one.asked.at(-1)).toBe(`${toControlLabel('acme.example')}.acme.example TXT`)
    expect(new Set(one.asked).size).toBe(one.asked.length)
    expect(one.asked.length).toBeLessThanOrEqual(12)
  })

  it('looks above a delegated subdomain, where the customer’s own zone is, and never above a registered name', async () => {
    const above = await find({ ...where, domain: 'eng.acme.example', zone: 'eng.acme.example' }, { 'acme.example': { TXT: [wanted] } })
    expect(above.whereabouts).toMatchObject({ cause: 'in-parent-zone', name: 'acme.example', repair: { host: '@' } })
    expect((await find(where, {})).asked).not.toContain('example TXT')
  })

  it('claims nothing when nobody answers', async () => {
    const silent: Lookup = (name, type) =>
      Promise.resolve({ name, type, server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null, kind: 'timeout', detail: 'silent' } satisfies DnsOutcome<typeof type>)
    expect(await findWhereabouts(where, silent, [])).toBeNull()
  })

  it('takes a label for the sibling that is the same at every look, another for every domain, and legal', () => {
    expect(toControlLabel('acme.example')).toBe(toControlLabel('acme.example'))
    expect(toControlLabel('acme.example')).not.toBe(toControlLabel('acme2.example'))
    expect(toControlLabel('acme.example')).toMatch(/^[a-z0-9-]{1,63}$/u)
  })
})
