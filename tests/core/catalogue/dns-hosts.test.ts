import { describe, expect, it } from 'vitest'
import { dnsHosts } from '#core/catalogue/dns-host-rows.ts'
import { findDnsHost } from '#core/catalogue/dns-hosts.ts'

const match = (...names: string[]) => {
  const found = findDnsHost(names)
  if (found.kind === 'match') return found.host.key
  return found.kind === 'ambiguous' ? found.hosts.map(({ key }) => key) : 'unknown'
}

describe('the provider of a zone', () => {
  it.each([
    [['dana.ns.cloudflare.com', 'rob.ns.cloudflare.com.'], 'cloudflare'],
    [['NS-12.AWSDNS-34.CO.UK', 'ns-999.awsdns-01.org'], 'route-53'],
    [['ns1-05.azure-dns.com'], 'azure-dns'],
    [['ns1061.ui-dns.de'], 'ionos'],
    [['dns1.registrar-servers.com', 'dns2.registrar-servers.com'], 'namecheap'],
    [['ns-21-a.gandi.net'], 'gandi'],
    [['helium.ns.hetzner.de'], 'hetzner'],
    [['ns1abc.name.com'], 'name-com'],
    [['ns1.ns.porkbun.com.attacker.example'], 'unknown'],
    [['ns1.northwind.example'], 'unknown'],
    [[], 'unknown'],
  ])('%j belongs to %s', (names, expected) => {
    expect(match(...names)).toBe(expected)
  })

  it('stays open where two providers share their names', () => {
    expect(match('ns-cloud-d1.googledomains.com')).toEqual(['google-cloud-dns', 'google-domains'])
    expect(match('dns1.p01.nsone.net')).toEqual(['ns1', 'netlify'])
    expect(match('dns1.name-services.com')).toEqual(['enom', 'rackspace'])
  })

  it('is settled by a second name that only one of them uses', () => {
    expect(match('dns1.name-services.com', 'dns1.stabletransit.com')).toBe('rackspace')
  })

  it('stays open when the zone is served by two providers', () => {
    expect(match('dana.ns.cloudflare.com', 'ns-1.awsdns-1.com')).toEqual(['cloudflare', 'route-53'])
  })

  it('has a key of its own and a panel over TLS in every row', () => {
    expect(new Set(dnsHosts.map(({ key }) => key)).size).toBe(dnsHosts.length)
    for (const { panelUrl } of dnsHosts) expect(panelUrl).toMatch(/^https:\/\//u)
  })
})
