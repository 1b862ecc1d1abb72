import { assert, describe, expect, test } from 'vitest'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import type { ZoneData } from '../../../server/demo/dns-zones.ts'
import { askPlaces } from '../../../server/domains/proof-places.ts'
import { toProofVerdict } from '../../../server/domains/proof.ts'
import { createZoneLookup } from '../../../server/source/zone-lookup.ts'
import { checkSpf } from '../../../server/spf-check/check-spf.ts'
import { spfOrContentOf } from '../../../server/spf-check/own-record.ts'
import { lookAtOwnRecord } from '../../helpers/own-record.ts'
import { replyTo, startFaultyDns } from '../../helpers/faulty-dns.ts'
import { hasManyLoopbacks } from '../../helpers/name-servers.ts'
import { customer, customerZone, firstAt, secondAt, startInternet } from '../../helpers/small-internet.ts'
import { createZone } from '../../helpers/zone.ts'

const code = 'abcdefghijklmnopqrstuvwxyz234567'
const wanted = { code, target: 'validate-domain.mimecast.com' }
const challenge = `_connect-challenge.${customer}`
const include = 'eu._netblocks.mimecast.com'
const rule = toMimecastRule('eu', { include, allowGlobal: false })
assert(rule !== null)
const { lookup } = createZone({ [include]: { TXT: ['v=spf1 ip4:193.0.6.0/24 ~all'] } })
const apex = (txt: string) => ({ [customer]: { NS: ['ns1.customer.example', 'ns2.customer.example'], TXT: [txt] } })

/** Two servers with zones of their own, each way round, and a resolver that counts what it is asked. */
async function bothWays(newer: ZoneData['records'], older: ZoneData['records'], tell: (net: Awaited<ReturnType<typeof startInternet>>) => Promise<unknown>) {
  const [upToDate, lagging] = [{ zones: [customerZone(newer)] }, { zones: [customerZone(older)] }]
  const told: unknown[] = []
  for (const [first, second] of [[upToDate, lagging], [lagging, upToDate]] as const) {
    const resolver = await startFaultyDns({ udp: ({ request, send }) => send(replyTo(request)) })
    const net = await startInternet({
      servers: { [firstAt]: first, [secondAt]: second },
      options: { resolvers: [{ address: '127.0.0.1', port: Number(resolver.address.split(':')[1]) }] },
    })
    told.push(await tell(net))
    expect(resolver.udpCount).toBe(0)
  }
  return told
}

const toSpfReport = async ({ authority }: Awaited<ReturnType<typeof startInternet>>) => {
  const own = await lookAtOwnRecord(authority, { domain: customer, rule }, {})
  const lookupAll = createZoneLookup({ authority, lookup, domain: customer, wish: {}, compareBy: spfOrContentOf })
  return (await checkSpf({ domain: customer, rule, lookup: lookupAll, own: own.settled, now: () => new Date(0) })).report
}

describe.runIf(hasManyLoopbacks)('while one of two servers lags behind, whichever is named first', () => {
  test('no resolver is asked for the code, since it could ask the one that lacks it', async () => {
    const told = await bothWays({ [challenge]: { TXT: [code] } }, {}, async ({ authority }) => {
      const places = await askPlaces({ authority, lookup, wish: {} }, customer, wanted)
      return [places.atChallenge.propagation.state, toProofVerdict(wanted, places).finding]
    })
    expect(told).toEqual(Array.from({ length: 2 }, () => ['servers-disagree', 'servers-disagree']))
  })

  test('no resolver is asked for the record, since it could keep the older one', async () => {
    const told = await bothWays(apex(`v=spf1 include:${include} ~all`), apex('v=spf1 -all'), async ({ authority }) => (await lookAtOwnRecord(authority, { domain: customer, rule }, {})).propagation.state)
    expect(told).toEqual(['servers-disagree', 'servers-disagree'])
  })

  test('a domain that only one of them knows is not said to be none', async () => {
    const domain = `eng.${customer}`
    const told = await bothWays({ [domain]: { TXT: ['site=1'], A: ['193.0.6.139'] } }, {}, async ({ authority }) => toProofVerdict(wanted, await askPlaces({ authority, lookup, wish: {} }, domain, wanted)).finding)
    expect(told).toEqual(['code-missing', 'code-missing'])
  })
})

describe.runIf(hasManyLoopbacks)("the customer's own include", () => {
  const record = apex(`v=spf1 include:${include} include:_spf.${customer} ~all`)
  test.each([
    ['is missing at one of two servers', {}],
    ['is an older one at one of two servers', { [`_spf.${customer}`]: { TXT: ['v=spf1 ip4:199.43.135.53 ~all'] } }],
  ])('that %s could not be found out, whichever is named first', async (_, older) => {
    const newer = { ...record, [`_spf.${customer}`]: { TXT: ['v=spf1 ip4:193.0.6.0/24 ~all'] } }
    for (const [first, second] of [[newer, { ...record, ...older }], [{ ...record, ...older }, newer]] as const) {
      const net = await startInternet({ servers: { [firstAt]: { zones: [customerZone(first)] }, [secondAt]: { zones: [customerZone(second)] } } })
      const { findings } = await toSpfReport(net)
      expect(findings.map((finding) => finding.code)).toEqual(['include-unavailable'])
    }
  })

  test('is the same at both servers whatever else stands beside it', async () => {
    const own = (text: string) => ({ ...record, [`_spf.${customer}`]: { TXT: ['v=spf1 ip4:193.0.6.0/24 ~all', text] } })
    const net = await startInternet({ servers: { [firstAt]: { zones: [customerZone(own('site=1'))] }, [secondAt]: { zones: [customerZone(own('site=2'))] } } })
    expect(await toSpfReport(net)).toMatchObject({ outcome: 'valid', findings: [], lookups: 2 })
  })
})
