import { describe, expect, it } from 'vitest'
import { whatIfBoardSchema, type WhatIfSender } from '#core/contract/what-if.ts'
import { lookupStandIn } from '#core/spf/stand-in.ts'
import { toWhatIfSenders } from '#core/spf/what-if-senders.ts'
import { checkWhatIf } from '#core/spf/what-if.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const domain = 'acme.example'
const R = `include:${eu.include}`
const zone: Zone = {
  ...vendorZone,
  'sendgrid.net': { TXT: ['v=spf1 ip4:198.51.100.0/25 ~all'] },
  'servers.mcsv.net': { TXT: ['v=spf1 ip4:198.51.100.128/26 ?all'] },
}
const include = (host: string): WhatIfSender => ({ kind: 'include', host, moves: false })

async function board(live: string | null, proposed: string, senders: readonly WhatIfSender[], more: Zone = {}) {
  const { lookup, asked } = createZone({ ...zone, ...(live !== null && { [domain]: { TXT: [live, 'other text'] } }), ...more })
  const made = whatIfBoardSchema.parse(await checkWhatIf({ domain, proposed, include: eu.include, senders, lookup }))
  return { ...made, asked, results: made.rows.map(({ name, now, afterChange, afterMove }) => [name, now, afterChange, afterMove]) }
}

describe('the what-if board', () => {
  it('says what receivers say to each sender now, after the change and after the move', async () => {
    const { rows, results } = await board('v=spf1 ip4:192.0.2.7 include:sendgrid.net -all', `v=spf1 ${R} include:sendgrid.net -all`, [
      include('sendgrid.net'), include('servers.mcsv.net'), { kind: 'address', ip: '192.0.2.7', moves: true }, { kind: 'address', ip: '192.0.2.8', moves: false },
    ])
    expect(results).toEqual([
      ['eu._netblocks.mimecast.com', 'fail', 'pass', 'pass'],
      ['sendgrid.net', 'pass', 'pass', 'pass'],
      ['servers.mcsv.net', 'fail', 'fail', 'fail'],
      ['192.0.2.7', 'pass', 'fail', 'pass'],
      ['192.0.2.8', 'fail', 'fail', 'fail'],
    ])
    expect(rows.map(({ kind, vendor }) => [kind, vendor])).toEqual([['mimecast', 'Mimecast'], ['include', 'Twilio SendGrid'], ['include', 'Mailchimp'], ['address', null], ['address', null]])
    expect(rows[1]?.standIn).toEqual({ ip: '198.51.100.1', from: { domain: 'sendgrid.net', term: 'ip4:198.51.100.0/25' } })
    expect(rows[3]?.standIn).toEqual({ ip: '192.0.2.7', from: null })
  })

  it('a domain without a record has no verdict now', async () => {
    expect((await board(null, `v=spf1 ${R} ~all`, [])).results).toEqual([['eu._netblocks.mimecast.com', 'none', 'pass', 'pass']])
  })

  it('two records are an error now, and one after the change', async () => {
    const { results } = await board(null, `v=spf1 ${R} ~all`, [], { [domain]: { TXT: [`v=spf1 ${R} ~all`, 'v=spf1 -all'] } })
    expect(results[0]?.slice(1)).toEqual(['permerror', 'pass', 'pass'])
  })

  it('what cannot be asked is a temporary error, and never the customer’s fault', async () => {
    const { results } = await board('v=spf1 include:silent.example -all', `v=spf1 ${R} include:silent.example -all`, [{ kind: 'address', ip: '192.0.2.7', moves: true }], { 'silent.example': 'timeout' })
    expect(results[1]).toEqual(['192.0.2.7', 'temperror', 'temperror', 'pass'])
  })

  it('a sender for whom no address can speak has no results, and the board says why', async () => {
    const { rows } = await board('v=spf1 -all', 'v=spf1 -all', [include('gone.example'), include('silent.example'), { kind: 'include', host: 'macro.example', moves: true }], { 'silent.example': 'timeout', 'macro.example': { TXT: ['v=spf1 exists:%{i}.x.example ~all'] } })
    expect(rows.slice(1).map(({ problem, now, afterChange, afterMove }) => [problem, now, afterChange, afterMove])).toEqual([['no-address', null, null, null], ['unavailable', null, null, null], ['no-address', null, null, 'fail']])
  })

  it('each question is asked once for the whole board', async () => {
    const { asked } = await board(`v=spf1 ${R} include:sendgrid.net -all`, `v=spf1 ${R} -all`, [include('sendgrid.net'), include('servers.mcsv.net')])
    expect(asked).toHaveLength(new Set(asked).size)
  })
})

describe('the address that speaks for a service', () => {
  const find = async (more: Zone) => lookupStandIn('spf.example', createZone(more).lookup)
  it.each<[string, Zone, string | null, string]>([
    ['the first host of the first ip4 term', { 'spf.example': { TXT: ['v=spf1 include:in.example ip6:2001:db8::/32 -ip4:192.0.2.0/24 ip4:198.51.100.77/26 ip4:203.0.113.1 ~all'] } }, '198.51.100.65', 'spf.example'],
    ['a network of two has no address of its own to spare', { 'spf.example': { TXT: ['v=spf1 ip4:198.51.100.3/31'] } }, '198.51.100.2', 'spf.example'],
    ['one of four has', { 'spf.example': { TXT: ['v=spf1 ip4:198.51.100.3/30'] } }, '198.51.100.1', 'spf.example'],
    ['a single address is itself', { 'spf.example': { TXT: ['v=spf1 ip4:198.51.100.3'] } }, '198.51.100.3', 'spf.example'],
    ['records below are looked through in their order', { 'spf.example': { TXT: ['v=spf1 include:a.example include:b.example ~all'] }, 'a.example': { TXT: ['v=spf1 include:c.example ~all'] }, 'b.example': { TXT: ['v=spf1 ip4:192.0.2.1'] }, 'c.example': { TXT: ['v=spf1 redirect=d.example'] }, 'd.example': { TXT: ['v=spf1 ip4:192.0.2.4'] } }, '192.0.2.4', 'd.example'],
    ['ip6 comes last', { 'spf.example': { TXT: ['v=spf1 ip6:2001:db8::/32 include:a.example ~all'] }, 'a.example': { TXT: ['v=spf1 ip4:192.0.2.1'] } }, '192.0.2.1', 'a.example'],
    ['ip6 where there is nothing else', { 'spf.example': { TXT: ['v=spf1 ip6:2001:db8::/32 ~all'] } }, '2001:db8::1', 'spf.example'],
    ['a loop has an end', { 'spf.example': { TXT: ['v=spf1 include:SPF.example ~all'] } }, null, ''],
  ])('%s', async (_name, records, ip, from) => {
    const found = await find(records)
    expect('standIn' in found ? [found.standIn.ip, found.standIn.from?.domain] : [null, '']).toEqual([ip, from])
  })

  it('no more records are asked for than a receiver would follow', async () => {
    const { lookup, asked } = createZone({ 'spf.example': { TXT: [`v=spf1 ${Array.from({ length: 30 }, (_, i) => `include:i${i}.example`).join(' ')}`] } })
    expect(await lookupStandIn('spf.example', lookup)).toEqual({ problem: 'no-address' })
    expect(asked).toHaveLength(10)
  })
})

describe('the senders of a record', () => {
  const records = [`v=spf1 ${R} include:sendgrid.net include:SendGrid.net. include:%{d}.x.example include:spf.protection.outlook.com include:_spf.google.com include:us._netblocks.mimecast.com a ~all`]
  const moving = (platform: 'office-365' | 'google-workspace' | 'on-premises') => toWhatIfSenders({ records, rule: eu, platform, addresses: ['193.0.6.139'] })

  it('are its includes but Mimecast’s, each once, and the addresses that were typed in', () => {
    expect(moving('on-premises').map((one) => (one.kind === 'address' ? one.ip : one.host))).toEqual(['sendgrid.net', 'spf.protection.outlook.com', '_spf.google.com', '193.0.6.139'])
  })

  it('move when the connector moves them: the platform’s own mail, and that of the customer’s servers', () => {
    const moved = (platform: Parameters<typeof moving>[0]) => moving(platform).filter(({ moves }) => moves).map((one) => (one.kind === 'address' ? one.ip : one.host))
    expect(moved('office-365')).toEqual(['spf.protection.outlook.com', '193.0.6.139'])
    expect(moved('google-workspace')).toEqual(['_spf.google.com', '193.0.6.139'])
    expect(moved('on-premises')).toEqual(['193.0.6.139'])
  })
})
