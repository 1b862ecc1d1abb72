import { describe, expect, it } from 'vitest'
import { toHostAdvice } from '#core/catalogue/host-advice.ts'
import { toTypedHosts } from '#core/catalogue/typed-hosts.ts'

const advise = (...names: string[]) => toHostAdvice(names, 'acme.example')

describe('whose form a zone is edited in', () => {
  it('is told with the link, the menu and what to type, and how sure that is', () => {
    expect(advise('dana.ns.cloudflare.com', 'rob.ns.cloudflare.com')).toMatchObject({
      kind: 'match', others: [],
      host: { provider: 'Cloudflare', panelUrl: 'https://dash.cloudflare.com/', apexHosts: ['@'], apexConfidence: 'published', confidence: 'published', quirks: [] },
    })
    expect(advise('ns1.transip.net')).toMatchObject({ kind: 'match', host: { apexConfidence: 'pattern-only', menu: [] } })
  })

  it.each([
    ['ns-1.awsdns-1.com', ['']],
    ['ns1.vercel-dns.com', ['@', '']],
    ['ns1.he.net', ['acme.example']],
    ['ns1.hostgator.com', ['acme.example.']],
    ['docks07.rzone.de', []],
  ])('a zone at %s has %j for the bare domain', (server, apexHosts) => {
    expect(advise(server)).toMatchObject({ kind: 'match', host: { apexHosts } })
  })

  it('stays open where names are shared, and names both', () => {
    const advice = advise('ns-cloud-a1.googledomains.com')
    expect(advice).toMatchObject({ kind: 'ambiguous', hosts: [{ key: 'google-cloud-dns' }, { key: 'google-domains' }] })
  })

  it('is unknown for servers of nobody in the catalogue, and says which', () => {
    expect(advise('ns1.acme.example')).toEqual({ kind: 'unknown', others: ['ns1.acme.example'] })
    expect(advise()).toEqual({ kind: 'unknown', others: [] })
    expect(advise('dana.ns.cloudflare.com', 'ns1.acme.example')).toMatchObject({ kind: 'match', others: ['ns1.acme.example'] })
  })
})

describe('what to type as the host', () => {
  const typed = (server: string, name: string) => {
    const advice = advise(server)
    return advice.kind === 'match' ? toTypedHosts(advice.host, name, 'acme.example') : null
  }

  it('is counted from the zone, however many labels the name has', () => {
    expect(typed('dana.ns.cloudflare.com', 'acme.example')).toEqual(['@'])
    expect(typed('dana.ns.cloudflare.com', '_connect-challenge.eng.acme.example')).toEqual(['_connect-challenge.eng'])
    expect(typed('ns1.he.net', 'eng.acme.example')).toEqual(['eng'])
  })

  it('is the full name with its dot where the form wants that', () => {
    expect(typed('ns1.hostgator.com', 'eng.acme.example')).toEqual(['eng.acme.example.'])
  })
})
