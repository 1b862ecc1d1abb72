import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { dnsHosts } from '#core/catalogue/dns-host-rows.ts'
import { globalInclude } from '#core/catalogue/global-include.ts'
import { globalConsoleUrl, regionKeys, regionOfAccountCode, regions } from '#core/catalogue/regions.ts'
import { sharedPlatforms } from '#core/catalogue/shared-platforms.ts'
import { smtpReplies, smtpReplyKeys } from '#core/catalogue/smtp-replies.ts'
import { confidences, type Source } from '#core/catalogue/source.ts'
import { deadIncludes, spfSenders } from '#core/catalogue/spf-senders.ts'

/** Every object with a `source` anywhere below, and every object that holds a `value` without one. */
function walk(node: unknown, path: string): [path: string, row: Source][] {
  if (typeof node !== 'object' || node === null) return []
  const here: [string, Source][] = 'source' in node || 'value' in node ? [[path, node as Source]] : []
  return [...here, ...Object.entries(node).flatMap(([key, child]) => walk(child, `${path}.${key}`))]
}

const day = /^20(?:1[5-9]|2\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u

function isSource(row: Partial<Source>): boolean {
  return /\w{3}/u.test(row.source ?? '') && day.test(row.date ?? '') && confidences.some((known) => known === row.confidence)
}

const tables = { regions, globalInclude, globalConsoleUrl, sharedPlatforms, spfSenders, deadIncludes, dnsHosts, smtpReplies }
const rows = Object.entries(tables).flatMap(([name, table]) => walk(table, name))

describe('the catalogue', () => {
  it('has a source, a day and a confidence in every row', () => {
    expect(rows.length).toBeGreaterThan(250)
    const faulty = rows.filter(([, row]) => !isSource(row)).map(([path]) => path)
    expect(faulty).toEqual([])
  })

  it.each(['spfSenders', 'deadIncludes', 'dnsHosts', 'smtpReplies'] as const)('has a source in each row of %s itself', (name) => {
    for (const row of tables[name]) expect(row).toHaveProperty('source')
  })

  it('knows networks that are canonical blocks', () => {
    const cidrs = regionKeys.flatMap((key) => regions[key].networks.map(({ cidr }) => cidr))
    expect(cidrs.map((cidr) => `${ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()}/${cidr.split('/')[1]}`)).toEqual(cidrs)
  })

  it('has one row for every reply key', () => {
    expect(smtpReplies.map(({ key }) => key).sort()).toEqual([...smtpReplyKeys].sort())
  })
})

describe('the regions', () => {
  it.each(regionKeys)('%s has two different hosts in each family, and the families differ', (key) => {
    const { smartHosts, office365SmartHosts } = regions[key]
    expect(new Set([...smartHosts.value, ...office365SmartHosts.value]).size).toBe(4)
    expect(smartHosts.value.every((host) => /-smtp-outbound-[12]\./u.test(host))).toBe(true)
    expect(office365SmartHosts.value.every((host) => /-smtp-o365-outbound-[12]\./u.test(host))).toBe(true)
  })

  it('mark the Microsoft 365 hosts that are only a naming pattern', () => {
    expect(regionKeys.filter((key) => regions[key].office365SmartHosts.confidence === 'pattern-only')).toEqual(['usb', 'ca', 'uspcom'])
  })

  it('keep South Africa’s hosts under .co.za and its include under mimecast.com', () => {
    expect(regions.za.smartHosts.value).toEqual(['za-smtp-outbound-1.mimecast.co.za', 'za-smtp-outbound-2.mimecast.co.za'])
    expect(regions.za.include?.value).toBe('za._netblocks.mimecast.com')
  })

  it('keep the private cloud under its own domain, and know no include for offshore', () => {
    expect(regions.uspcom.include?.value).toBe('uspcom._netblocks.mimecast-pscom-us.com')
    expect(regions.uspcom.smartHosts.value[0]).toBe('uspcom-smtp-outbound-1.mimecast-pscom-us.com')
    expect(regions.je.include).toBeNull()
  })

  it('that the global include leaves out are B grid, offshore and the private cloud', () => {
    expect(regionKeys.filter((key) => !globalInclude.memberships[0]?.regions.includes(key))).toEqual(['usb', 'je', 'uspcom'])
  })

  it.each([
    ['CUSA12A34', 'us'], ['CUSB1A2', 'usb'], ['CUK99A1', 'eu'], ['CDE1A1', 'de'], ['CCA1A1', 'ca'], ['CSA1A1', 'za'], ['CAU1A1', 'au'],
    [' cusa12a34 ', 'us'], ['CUSC1A1', null], ['CUS', null], ['XUSA1', null], ['', null],
  ])('account code %j belongs to %s', (code, region) => {
    expect(regionOfAccountCode(code)).toBe(region)
  })
})
