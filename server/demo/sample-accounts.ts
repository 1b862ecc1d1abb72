/** The accounts of the demo, as data: one for each Exchange type that nobody has begun, and four that are on their way. */
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import type { ZoneData } from './dns-zones.ts'

export const samplePassword = 'a quiet harbour at noon'
export const sampleStaff = { name: 'Sam Hill', email: 'sam.hill@connect.example' }

export const sampleKeys = [
  'office-365', 'hosted-exchange', 'on-premises', 'hybrid', 'google-workspace', 'many-domains', 'half-way', 'finished', 'asking',
] as const
export type SampleKey = (typeof sampleKeys)[number]

export type SampleRow = Pick<CreateAccountRequest, 'company' | 'code' | 'platform' | 'domains' | 'addresses' | 'contact'> &
  Partial<Pick<CreateAccountRequest, 'dynamicAddresses' | 'rfiRanges'>>

const mimecast = 'include:eu._netblocks.mimecast.com'
const branches = Array.from({ length: 60 }, (_, i) => `branch-${String(i + 1).padStart(2, '0')}.example`)
const person = (name: string, domain: string) => ({ name, email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@${domain}` })

export const sampleRows: Readonly<Record<SampleKey, SampleRow>> = {
  'office-365': {
    company: 'Northwind Trading', code: 'CUK10A101', platform: 'office-365', domains: ['northwind.example'], addresses: [],
    contact: person('Maria Lang', 'northwind.example'),
  },
  'hosted-exchange': {
    company: 'Harbour Legal', code: 'CUK10A102', platform: 'hosted-exchange', domains: ['harbour-legal.example'], addresses: [],
    contact: person('Owen Price', 'harbour-legal.example'),
  },
  'on-premises': {
    company: 'Ironworks Supply', code: 'CUK10A103', platform: 'on-premises', domains: ['ironworks.example', 'ironworks-parts.example'],
    addresses: ['193.0.6.139', '199.43.135.53'], rfiRanges: ['203.119.101.0/28'], contact: person('Jonas Berg', 'ironworks.example'),
  },
  hybrid: {
    company: 'Meadowbank Clinics', code: 'CUK10A104', platform: 'hybrid', domains: ['meadowbank.example'], addresses: ['203.119.101.61'],
    contact: person('Ines Duarte', 'meadowbank.example'),
  },
  'google-workspace': {
    company: 'Papertrail Books', code: 'CUSA10A105', platform: 'google-workspace', domains: ['papertrail.example'], addresses: [],
    contact: person('Ruth Adler', 'papertrail.example'),
  },
  'many-domains': {
    company: 'Sixty Branches', code: 'CUK10A106', platform: 'on-premises', domains: branches, addresses: [], dynamicAddresses: true,
    contact: person('Nils Holm', 'branch-01.example'),
  },
  'half-way': {
    company: 'Second Wind Cycles', code: 'CUK10A107', platform: 'on-premises', domains: ['second-wind.example', 'second-wind-shop.example'],
    addresses: ['196.216.2.6'], contact: person('Lea Marti', 'second-wind.example'),
  },
  finished: {
    company: 'Evergreen Nurseries', code: 'CUK10A108', platform: 'office-365', domains: ['evergreen.example'], addresses: [],
    contact: person('Tom Field', 'evergreen.example'),
  },
  asking: {
    company: 'Lighthouse Optics', code: 'CUK10A109', platform: 'on-premises', domains: ['lighthouse-optics.example'],
    addresses: ['199.43.135.53'], contact: person('Ada Quist', 'lighthouse-optics.example'),
  },
}

/** What their domains publish when the demo begins. Northwind is among the sample zones already. */
const published: Readonly<Record<string, readonly string[]>> = {
  'harbour-legal.example': ['v=spf1 ip4:203.0.113.5 -all'],
  'ironworks.example': [`v=spf1 ip4:192.0.2.1 ${mimecast} ~all`],
  'ironworks-parts.example': [],
  'meadowbank.example': ['v=spf1 ip4:192.0.2.9 ~all', 'v=spf1 include:spf.protection.outlook.com ~all'],
  'papertrail.example': ['v=spf1 include:_spf.google.com ~all'],
  'second-wind.example': [`v=spf1 include:sendgrid.net ${mimecast} ~all`],
  'second-wind-shop.example': [],
  'evergreen.example': [`v=spf1 ${mimecast} include:spf.protection.outlook.com -all`],
  'lighthouse-optics.example': ['v=spf1 ip4:192.0.2.40 -all'],
  ...Object.fromEntries(branches.map((name) => [name, ['v=spf1 mx -all']])),
}

export const accountZones: readonly ZoneData[] = Object.entries(published).map(([origin, texts]) => ({
  origin,
  ttlSeconds: 60,
  negativeTtlSeconds: 30,
  records: { [origin]: { MX: [`10 mail.${origin}`], TXT: texts }, [`mail.${origin}`]: { A: ['192.0.2.25'] } },
}))
