import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRegistryZone, oneLabelBelow, parentOf } from '../../../../server/dns/authority/names.ts'
import { readStep } from '../../../../server/dns/authority/referral.ts'
import type { Reply } from '../../../../server/dns/message.ts'
import { hostRecord, record } from '../../../helpers/scripted-ask.ts'

const empty: Reply = { rcode: 0, authoritative: false, recursionAvailable: false, answers: [], authorities: [], additionals: [], raw: new Uint8Array() }
const ns = (owner: string, host: string) => record(owner, 'NS', { host })
const soa = (owner: string) => record(owner, 'SOA', { mname: 'ns.example', rname: 'hostmaster.example', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 1 })
const asked = 'code.customer.example'
const read = (reply: Partial<Reply>, zone = 'example') => readStep({ ...empty, ...reply }, { asked, zone })
const failed = (why: string) => ({ kind: 'failed', why })
const first = '193.0.6.139'
const second = '199.43.135.53'

describe('a referral', () => {
  test('is name servers of a zone on the way, without authority', () => {
    expect(read({ authorities: [ns('customer.example', 'ns1.customer.example'), ns('customer.example', 'ns.host.test')] })).toEqual({
      kind: 'cut', cut: { zone: 'customer.example', ttlSeconds: 300, isOwn: false, nameServers: [{ host: 'ns1.customer.example', addresses: [] }, { host: 'ns.host.test', addresses: [] }] },
    })
  })

  test('brings addresses for hosts below the zone that was asked, and for no others', () => {
    const reading = read({
      authorities: [ns('customer.example', 'ns1.customer.example'), ns('customer.example', 'ns.other.example'), ns('customer.example', 'ns.notexample'), ns('customer.example', 'ns.host.test')],
      additionals: [
        hostRecord('ns1.customer.example', first), hostRecord('ns1.customer.example', '::ffff:c100:68b'), hostRecord('ns1.customer.example', first),
        hostRecord('ns.other.example', second), hostRecord('ns.notexample', second), hostRecord('ns.host.test', second), hostRecord('unasked.customer.example', second),
      ],
    })
    expect(reading).toMatchObject({
      cut: {
        nameServers: [
          { host: 'ns1.customer.example', addresses: [first, '::ffff:c100:68b'] }, { host: 'ns.other.example', addresses: [second] },
          { host: 'ns.notexample', addresses: [] }, { host: 'ns.host.test', addresses: [] },
        ],
      },
    })
  })

  test.each([
    ['to the zone that was asked', { authorities: [ns('example', 'ns.example')] }, 'referral-loop'],
    ['to the zone above', { authorities: [ns('.', 'a.root.example')] }, 'referral-loop'],
    ['to a neighbour', { authorities: [ns('other.example', 'ns.example')] }, 'malformed'],
    ['below the name', { authorities: [ns(`x.${asked}`, 'ns.example')] }, 'malformed'],
    ['with an answer beside it', { answers: [ns(asked, 'ns.example')], authorities: [ns('customer.example', 'ns.example')] }, 'refused'],
    ['of a name that does not exist', { rcode: 3, authorities: [ns('customer.example', 'ns.example')] }, 'refused'],
    ['to nobody', {}, 'refused'],
  ] as const)('%s is none', (_title, reply, why) => {
    expect(read(reply)).toEqual(failed(why))
  })
})

test('whatever a reply holds, a cut lies on the way down, and glue belongs to hosts below the zone that was asked', () => {
  const name = fc.constantFrom('.', 'example', 'customer.example', asked, `x.${asked}`, 'other.example', 'notexample', 'ns.host.test', 'ns1.customer.example')
  const anyRecord = fc.oneof(
    fc.tuple(name, name).map(([owner, host]) => ns(owner, host)), name.map(soa), name.map((owner) => hostRecord(owner, first)), name.map((owner) => record(owner, 'CNAME', { target: asked })),
  )
  const some = fc.array(anyRecord, { maxLength: 4 })
  const anyReply = fc.record({ rcode: fc.constantFrom(0, 0, 3), authoritative: fc.boolean(), answers: some, authorities: some, additionals: some })
  const isBelow = (one: string, zone: string): boolean => zone === '.' || one.endsWith(`.${zone}`)
  fc.assert(fc.property(anyReply, fc.constantFrom('.', 'example', 'customer.example'), (reply, zone) => {
    const reading = read(reply, zone)
    if (reading.kind !== 'cut') return
    const { cut } = reading
    expect([cut.zone === asked || asked.endsWith(`.${cut.zone}`), isBelow(cut.zone, zone), cut.nameServers.length > 0]).toEqual([true, true, true])
    for (const { host, addresses } of cut.nameServers) if (addresses.length > 0) expect(host === zone || isBelow(host, zone)).toBe(true)
  }), { numRuns: 5000 })
})

describe('the own word of a server', () => {
  test.each([
    ['that the name has name servers', { answers: [ns(asked, 'ns.example')] }, { kind: 'cut', cut: { zone: asked } }],
    ['that the name is an alias', { answers: [record(asked, 'CNAME', { target: 'elsewhere.example' })] }, { kind: 'alias' }],
    ['that the name is in this zone', { authorities: [soa('example')] }, { kind: 'inside', soaOwner: 'example', nameExists: true }],
    ['that the name does not exist', { rcode: 3, authorities: [soa('example')] }, { kind: 'inside', soaOwner: 'example', nameExists: false }],
    ['that the name is in a zone further down', { authorities: [soa('customer.example')] }, { kind: 'inside', soaOwner: 'customer.example' }],
    ['that there is none, without saying in which zone', {}, { kind: 'inside', soaOwner: null }],
    ['of the zone above its own', { authorities: [soa('.')] }, failed('referral-loop')],
    ['of a neighbouring zone', { authorities: [soa('other.example')] }, failed('malformed')],
  ] as const)('%s is read as such', (_title, reply, reading) => {
    expect(read({ ...reply, authoritative: true })).toMatchObject(reading)
  })

  test.each([[2, 'servfail'], [5, 'refused'], [9, 'refused'], [1, 'servfail'], [4, 'servfail']] as const)('with reply code %d is a failure', (rcode, why) => {
    expect(read({ rcode, authoritative: true, answers: [ns(asked, 'ns.example')] })).toEqual(failed(why))
  })
})

test('names lie below one another by whole labels', () => {
  expect(oneLabelBelow('.', asked)).toBe('example')
  expect(oneLabelBelow('example', asked)).toBe('customer.example')
  expect(oneLabelBelow('customer.example', asked)).toBe(asked)
  expect(parentOf('example')).toBe('.')
})

test('the root and the public suffixes are registries, the domains in them are not', () => {
  expect(['.', 'example', 'com', 'co.uk'].map(isRegistryZone)).toEqual([true, true, true, true])
  expect(['customer.example', 'mail.customer.example', '_spf.customer.example'].map(isRegistryZone)).toEqual([false, false, false])
})
