/**
 * The IPv4 networks that Mimecast's regions send from. A point in time: new ranges appear without notice, so a check
 * asks DNS and never this table; it serves to recognise an address as Mimecast's own.
 */
import { listHeaders, spfTreeDump } from './mimecast-sources.ts'
import type { RegionKey } from './regions.ts'
import type { Source } from './source.ts'

export interface MimecastNetwork extends Source {
  cidr: string
  /** `observed` was seen sending but in no SPF record that could be read. */
  status: 'in-spf' | 'observed'
  /** `newer` joined the record after 2020-10-28. A hint at the move to owned ranges, no sign of retirement. */
  origin: 'older' | 'newer'
}

const older = (...cidrs: string[]): MimecastNetwork[] =>
  cidrs.map((cidr) => ({ cidr, status: 'in-spf', origin: 'older', ...spfTreeDump }))
const newer = (...cidrs: string[]): MimecastNetwork[] =>
  cidrs.map((cidr) => ({ cidr, status: 'in-spf', origin: 'newer', ...spfTreeDump }))
const observed = (...cidrs: string[]): MimecastNetwork[] =>
  cidrs.map((cidr) => ({ cidr, status: 'observed', origin: 'newer', ...listHeaders }))

/** In record order within a region. */
export const mimecastNetworks: Readonly<Record<RegionKey, readonly MimecastNetwork[]>> = {
  eu: [
    ...older('195.130.217.0/24', '91.220.42.0/24', '146.101.78.0/24', '207.82.80.0/24', '213.167.81.0/25'),
    ...newer('193.7.207.0/25'),
    ...older('213.167.75.0/25', '185.58.85.0/24', '185.58.86.0/24', '193.7.206.0/25'),
    ...newer('147.28.36.0/24'),
  ],
  de: [
    ...older('51.163.158.0/24', '194.104.109.0/24'),
    ...newer('194.104.111.0/24', '194.104.110.21/32', '194.104.110.240/28'),
    ...older('62.140.10.21/32', '62.140.7.0/24'),
    ...newer('194.104.108.240/29', '194.104.108.21/32'),
  ],
  us: [
    ...older('207.211.31.0/25', '205.139.110.0/24', '216.205.24.0/24'),
    ...newer('170.10.129.0/24'),
    ...older('63.128.21.0/24'),
    ...newer('170.10.133.0/24'),
    ...older('185.58.84.93/32', '207.211.41.113/32', '207.211.30.64/26', '207.211.30.128/25'),
    ...newer('216.145.221.0/24', '170.10.128.0/24', '170.10.132.56/29', '170.10.132.64/29'),
  ],
  usb: observed('170.10.150.0/23', '170.10.152.0/23'),
  ca: [
    ...older('170.10.145.0/24', '170.10.147.0/24', '170.10.144.126/32', '170.10.146.126/32'),
    ...newer('170.10.144.240/29', '170.10.146.240/29', '216.145.216.0/24'),
  ],
  za: older('41.74.192.0/22', '41.74.200.0/23', '41.74.196.0/22', '41.74.204.0/23', '41.74.206.0/24'),
  au: [
    ...older('103.13.69.0/24', '124.47.150.0/24', '124.47.189.0/24'),
    ...newer('103.96.23.0/24', '103.96.21.0/24'),
    ...older('180.189.28.0/24'),
    ...newer('216.145.217.0/24', '103.96.22.96/28', '103.96.22.22/32', '103.96.20.22/32', '103.96.20.96/28'),
  ],
  je: [],
  uspcom: [],
}
