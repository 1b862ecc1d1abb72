/**
 * Sample domains, each with one thing to see: right records, wrong ones, none, and servers that do not answer. All end
 * in `.example`, and addresses in records are documentation ranges. Written for region eu.
 */
import type { Fault } from './dns-world.ts'
import type { OwnerRecords, ZoneData } from './dns-zones.ts'
import { vendorZones } from './vendor-zones.ts'

const mimecast = 'include:eu._netblocks.mimecast.com'
const microsoft = 'include:spf.protection.outlook.com'

const ownNetworks = Array.from({ length: 28 }, (_, i) => `ip4:192.0.2.${i * 8}/29`).join(' ')
const elevenIncludes = Array.from({ length: 11 }, (_, i) => `include:s${i + 1}.toomany.example`)
const nineIncludes = Array.from({ length: 9 }, (_, i) => `include:s${i + 1}.ten.example`)

/** One record at the domain itself, or several, and mail hosts as such a domain has them. */
function zone(origin: string, spf: readonly string[], more: Readonly<Record<string, OwnerRecords>> = {}): ZoneData {
  const mailHost = `mail.${origin}`
  const apex: OwnerRecords = { MX: [`10 ${mailHost}`], TXT: [...spf, `site-note=${origin}`] }
  return {
    origin,
    records: { [mailHost]: { A: ['192.0.2.25'] }, ...more, [origin]: { ...apex, ...more[origin] } },
  }
}

function members(origin: string, count: number): Record<string, OwnerRecords> {
  const owners = Array.from({ length: count }, (_, i): [string, OwnerRecords] => [
    `s${i + 1}.${origin}`,
    { TXT: [`v=spf1 ip4:203.0.113.${i + 1} ~all`] },
  ])
  return Object.fromEntries(owners)
}

const right: readonly ZoneData[] = [
  zone('good.example', [`v=spf1 ${mimecast} ~all`]),
  zone('combined.example', [`v=spf1 ${mimecast} ${microsoft} include:sendgrid.net -all`]),
  zone('long.example', [`v=spf1 ${mimecast} ${ownNetworks} ~all`]),
  zone('modifier-first.example', [`v=spf1 exp=why.modifier-first.example ${mimecast} ~all`], {
    'why.modifier-first.example': { TXT: ['%{i} does not send for %{d}'] },
  }),
  zone('ten.example', [`v=spf1 ${mimecast} ${nineIncludes.join(' ')} ~all`], members('ten.example', 9)),
]

const wrong: readonly ZoneData[] = [
  zone('northwind.example', [`v=spf1 ${microsoft} -all`], {
    '_dmarc.northwind.example': { TXT: ['v=DMARC1; p=none'] },
    'www.northwind.example': { CNAME: ['northwind.example'] },
  }),
  zone('missing.example', []),
  zone('second.example', [`v=spf1 ip4:192.0.2.1 ${mimecast} ~all`]),
  zone('wrong-region.example', ['v=spf1 include:us._netblocks.mimecast.com ~all']),
  zone('global.example', ['v=spf1 include:_netblocks.mimecast.com ~all']),
  zone('near-miss.example', ['v=spf1 include:eu_netblocks.mimecast.com ~all']),
  zone('two-records.example', [`v=spf1 ${mimecast} ~all`, `v=spf1 ${microsoft} -all`]),
  zone('nested.example', ['v=spf1 include:spf.nested.example ~all'], {
    'spf.nested.example': { TXT: [`v=spf1 ${mimecast} ~all`] },
  }),
  zone('redirect.example', ['v=spf1 redirect=eu._netblocks.mimecast.com']),
  zone('softly.example', [`v=spf1 ~${mimecast} ~all`]),
  zone('all-first.example', [`v=spf1 ~all ${mimecast}`]),
  zone('open.example', [`v=spf1 ${mimecast} +all`]),
  zone('typo.example', [`v=spf1 ${mimecast} ipv4:192.0.2.1 ~all`]),
  zone('toomany.example', [`v=spf1 ${mimecast} ${elevenIncludes.join(' ')} ~all`], members('toomany.example', 11)),
  zone('loop.example', [`v=spf1 ${mimecast} include:loop.example ~all`]),
  // What is left when a sender was dropped years ago: its include leads nowhere, and its addresses are still listed.
  zone('stale.example', [`v=spf1 include:spf.retired.stale.example ip4:203.0.113.77 ${mimecast} ~all`]),
  zone('type99.example', [], { 'type99.example': { SPF: [`v=spf1 ${mimecast} ~all`] } }),
]

/** What somebody might publish to see what a page makes of it. */
const hostile = zone('hostile.example', [
  `v=spf1 ${mimecast} <img src=x onerror=alert(1)> \u202Emoc.elpmaxe\u0000 ~all`,
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  'right to left: \u202Egpj.exe, and a NUL: \u0000 end',
])

const unreachable: readonly ZoneData[] = [
  zone('silent.example', [`v=spf1 ${mimecast} ~all`]),
  zone('slow.example', [`v=spf1 ${mimecast} ~all`]),
  zone('servfail.example', [`v=spf1 ${mimecast} ~all`]),
  zone('refused.example', [`v=spf1 ${mimecast} ~all`]),
]

export const sampleZones: readonly ZoneData[] = [...vendorZones, ...right, ...wrong, hostile, ...unreachable]

export const sampleFaults: Readonly<Record<string, Fault>> = {
  'silent.example': 'silent',
  '*.silent.example': 'silent',
  'slow.example': { delayMs: 1200 },
  '*.slow.example': { delayMs: 1200 },
  'servfail.example': 'servfail',
  '*.servfail.example': 'servfail',
  'refused.example': 'refused',
  '*.refused.example': 'refused',
}
