/** A zone of the tables: names relative to it ('' is the zone itself), and `{zone}` in them stands for its name. */
import type { OwnerRecords, ZoneData } from '../../../server/demo/dns-zones.ts'

export const include = 'include:eu._netblocks.mimecast.com'
export const right = `v=spf1 ${include} include:sendgrid.net ~all`
export const old = 'v=spf1 include:sendgrid.net ~all'
export const code = 'abcdefghijklmnopqrstuvwxyz234567'
export const target = 'validate-domain.mimecast.com'

export interface OddZone {
  title: string
  /** The domain within the zone; the zone itself when absent. */
  at?: string
  records: Readonly<Record<string, OwnerRecords>>
  /** The account's other domains within the zone. */
  account?: readonly string[]
}

export type PlacedZone<T extends OddZone = OddZone> = T & { kind: 'spf' | 'proof'; zone: string; domain: string; siblings: readonly string[] }

export function place<T extends OddZone>(zones: readonly T[], kind: 'spf' | 'proof'): PlacedZone<T>[] {
  return zones.map((one, i) => {
    const zone = `${kind}${String(i + 1)}.example`
    const nameOf = (label: string) => (label === '' ? zone : `${label}.${zone}`)
    return { ...one, kind, zone, domain: nameOf(one.at ?? ''), siblings: (one.account ?? []).map(nameOf) }
  })
}

export function toZoneData({ zone, records }: PlacedZone): ZoneData {
  const fill = (text: string) => text.replaceAll('{zone}', zone)
  const filled = Object.entries(records).map(([label, { TXT, CNAME, MX, ...owner }]): [string, OwnerRecords] => [
    label === '' ? zone : fill(`${label}.${zone}`),
    {
      ...owner,
      ...(TXT === undefined ? {} : { TXT: TXT.map((text) => (typeof text === 'string' ? fill(text) : text)) }),
      ...(CNAME === undefined ? {} : { CNAME: CNAME.map(fill) }),
      ...(MX === undefined ? {} : { MX: MX.map(fill) }),
    },
  ])
  return { origin: zone, records: Object.fromEntries(filled) }
}
