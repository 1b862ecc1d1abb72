import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { toFormZone } from '../../../src/components/form-zone.ts'
import RecordToPublish from '../../../src/components/RecordToPublish.vue'
import WhosePanel from '../../../src/components/WhosePanel.vue'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
vi.setConfig({ testTimeout: 20_000 })

async function panel(nameServers: string[], purpose: 'proof' | 'spf' = 'spf') {
  const mounted = mount(WhosePanel, { props: { place: { zone: 'northwind.example', nameServers }, purpose } })
  await vi.waitFor(async () => {
    await flushPromises()
    expect(mounted.find('[data-host]').exists()).toBe(true)
  }, { timeout: 15_000 })
  return { mounted, text: mounted.text().replace(/\s+/gu, ' ') }
}

test('a provider that is recognised is named, with the way to its records and what to type for the domain itself', async () => {
  const { mounted, text } = await panel(['dana.ns.cloudflare.com', 'rob.ns.cloudflare.com'])
  expect(text).toContain('The DNS of northwind.example is run by Cloudflare.')
  expect(text).toContain('your domain › DNS › Records › Add record')
  expect(text).toContain('Type @ as the host.')
  expect(text).toContain('Told by its name servers: dana.ns.cloudflare.com, rob.ns.cloudflare.com')
  expect(mounted.get('a').attributes()).toMatchObject({ href: 'https://dash.cloudflare.com/', target: '_blank', rel: 'noopener noreferrer' })
})

test('its peculiarities are told to whom they concern: an own type to who publishes SPF, dots behind targets to who may publish a CNAME', async () => {
  expect((await panel(['ns1.ui-dns.com'])).text).toContain('SPF records have a type of their own')
  expect((await panel(['ns1.ui-dns.com'], 'proof')).text).not.toContain('SPF records have a type of their own')
  expect((await panel(['ns1.worldnic.com'], 'proof')).text).toContain('needs a dot at the end')
  expect((await panel(['ns1.worldnic.com'])).text).not.toContain('needs a dot at the end')
})

test('names that two providers share are not given to one of them', async () => {
  const { text } = await panel(['dns1.p01.nsone.net'])
  expect(text).toContain('is run by NS1 (IBM) or Netlify DNS. Their name servers have the same names.')
  expect(text).toContain('We could not confirm this with the provider.')
})

test('an unknown provider is said to be unknown, with the names that did not tell', async () => {
  const { text } = await panel(['ns1.hoster.example', 'ns2.hoster.example'])
  expect(text).toContain('We do not know who runs the DNS of northwind.example.')
  expect(text).toContain('Its name servers: ns1.hoster.example, ns2.hoster.example')
})

test('name servers of nobody we know stand apart from those that told', async () => {
  const { text } = await panel(['dana.ns.cloudflare.com', 'ns1.hoster.example'])
  expect(text).toContain('Told by its name servers: dana.ns.cloudflare.comWe do not know whose these name servers are: ns1.hoster.example')
})

test('before anybody has looked nothing is said', async () => {
  const mounted = mount(WhosePanel, { props: { place: { zone: 'northwind.example', nameServers: [] }, purpose: 'spf' } })
  await flushPromises()
  expect(mounted.find('[data-host]').exists()).toBe(false)
})

async function record(nameServers: string[]) {
  const mounted = mount(RecordToPublish, { props: { type: 'TXT', name: 'northwind.example', zone: 'northwind.example', value: 'abc', nameServers } })
  await vi.waitFor(async () => {
    await flushPromises()
    expect(mounted.text()).toContain('form that')
  })
  return mounted.text().replace(/\s+/gu, ' ')
}

test('the host field holds what the recognised form wants, and is left empty where that one wants it empty', async () => {
  expect(await record(['dana.ns.cloudflare.com'])).toContain('In the form that Cloudflare wants.')
  expect(await record(['ns-1.awsdns-01.com'])).toContain('Leave this field empty.In the form that Amazon Route 53 wants.')
})

test('what is only believed of a provider does not change the field', async () => {
  const mounted = mount(RecordToPublish, {
    props: { type: 'TXT', name: 'northwind.example', zone: 'northwind.example', value: 'abc', nameServers: ['a1-2.akam.net'] },
  })
  await flushPromises()
  expect(mounted.text()).toContain('The @ sign stands for the domain itself.')
})

test('the zone of the form is the one seen in DNS, unless it belongs to the registry', () => {
  const seen = (name: string) => ({ name, nameServers: ['ns1.hoster.example'] })
  expect(toFormZone('northwind.example', seen('mail.northwind.example')).zone).toBe('mail.northwind.example')
  expect(toFormZone('northwind.example', seen('northwind.example')).nameServers).toEqual(['ns1.hoster.example'])
  expect(toFormZone('northwind.example', seen('example'))).toEqual({ zone: 'northwind.example', nameServers: [] })
  expect(toFormZone('northwind.example', null)).toEqual({ zone: 'northwind.example', nameServers: [] })
})
