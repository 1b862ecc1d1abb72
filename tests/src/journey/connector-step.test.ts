import { afterEach, beforeEach, expect, it } from 'vitest'
import { answerConnector, confirmConnector, getJourney, tickGuideStep, type Journey } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import type { PlatformKey } from '#core/catalogue/platforms.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeAccount, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text, type } from '../../helpers/screen.ts'
import { provenDomain } from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/ConnectorStep.vue'

let api: FakeApi
let page: MountedPage | null = null
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
})
afterEach(() => {
  page?.wrapper.unmount()
  page = null
})

interface Held {
  platform?: PlatformKey
  connector?: Partial<Journey['connector']>
  account?: Parameters<typeof makeAccount>[0]
  version?: number
}
function ready({ platform = 'on-premises', connector = {}, account = {}, version = 1 }: Held): Journey {
  return makeJourney({
    version,
    account: makeAccount({ platform, ...account }),
    domains: [provenDomain({ validAt: '2026-11-21T18:04:12.000Z' })],
    addressesConfirmed: { at: '2026-11-21T18:00:00.000Z', by: 'Maria Lang' },
    connector: { answers: {}, ticks: [], confirmed: null, ...connector },
  })
}
async function open(held: Held): Promise<void> {
  api.answer(getJourney, ready(held))
  page = await mountPage({ api, at: '/connector' })
  await settle()
}
async function press(name: string | RegExp): Promise<void> {
  byRole('button', name).click()
  await settle()
}

it('on premises the version comes first, then the guide with this account’s own hosts', async () => {
  await open({})
  expect(text()).not.toContain('eu-smtp-outbound-1.mimecast.com')
  await press('Show the instructions')
  expect(text()).toContain('Choose a version.')
  byRole('radio', 'Exchange 2019').click()
  api.answer(answerConnector, ready({ connector: { answers: { exchangeVersion: '2019' } }, version: 2 }))
  await press('Show the instructions')
  expect(api.callsOf('answerConnector').map(({ body }) => body)).toEqual([{ exchangeVersion: '2019' }])
  expect(allByRole('button', 'Copy Smart host 1').length).toBeGreaterThan(0)
  expect(text()).toContain('eu-smtp-outbound-2.mimecast.com')
  expect(text()).toMatch(/The menus are as of \d+ \w+ \d{4}/u)
})

it('a hybrid is asked for its way out, and only then for what that way needs', async () => {
  await open({ platform: 'hybrid' })
  expect(allByRole('group', /version of Exchange/u)).toEqual([])
  byRole('radio', 'Both ways are in use').click()
  await settle()
  expect(byRole('group', /version of Exchange/u)).toBeTruthy()
  expect(byRole('textbox', /tenant domain/u)).toBeTruthy()
})

it('both ways of a hybrid show both families of hosts', async () => {
  await open({ platform: 'hybrid', connector: { answers: { hybridPath: 'both', exchangeVersion: 'se' } } })
  expect(text()).toContain('For your own servers')
  expect(text()).toContain('eu-smtp-o365-outbound-1.mimecast.com')
  expect(text()).toContain('eu-smtp-outbound-1.mimecast.com')
})

it('a tenant domain is taken as people paste it, and the wrong form has its own sentence', async () => {
  await open({ platform: 'office-365' })
  type(/tenant domain/u, 'northwind.mail.onmicrosoft.com')
  await press('Save')
  expect(text()).toContain('This is the form with “.mail.” in it.')
  type(/tenant domain/u, ' Maria@Northwind.onmicrosoft.com. ')
  api.answer(answerConnector, ready({ platform: 'office-365', connector: { answers: { tenantDomain: 'northwind.onmicrosoft.com' } }, version: 2 }))
  await press('Save')
  expect(api.callsOf('answerConnector').map(({ body }) => body)).toEqual([{ tenantDomain: 'northwind.onmicrosoft.com' }])
})

it('a tick shows at once and is kept by the server', async () => {
  await open({ platform: 'google-workspace' })
  const first = allByRole('checkbox')[0]
  const step = first?.closest('[data-guide-step]')?.getAttribute('data-guide-step') ?? ''
  api.answer(tickGuideStep, ready({ platform: 'google-workspace', connector: { ticks: [step] }, version: 2 }))
  first?.click()
  await settle()
  expect(api.callsOf('tickGuideStep').map(({ body }) => body)).toEqual([{ step, done: true }])
  expect(allByRole('checkbox')[0]).toHaveProperty('checked', true)
  expect(text()).toMatch(/1 of \d+ steps are ticked/u)
})

it('a tick that could not be kept goes back, with the reason', async () => {
  await open({ platform: 'google-workspace' })
  api.goOffline()
  allByRole('checkbox')[0]?.click()
  await settle()
  expect(allByRole('checkbox')[0]).toHaveProperty('checked', false)
  expect(byRole('alert').textContent).toContain('We could not reach the server.')
})

it('of screens and PowerShell one is shown, and the other is a press away', async () => {
  await open({ platform: 'office-365' })
  expect(byRole('button', 'Using the screens').getAttribute('aria-pressed')).toBe('true')
  await press('Using PowerShell')
  expect(byRole('button', 'Using PowerShell').getAttribute('aria-pressed')).toBe('true')
  expect(byRole('button', 'Using the screens').getAttribute('aria-pressed')).toBe('false')
  expect(text()).toContain('New-OutboundConnector')
})

it('hosts that are only a pattern are to be compared in the console', async () => {
  const pair = { hosts: ['ca-smtp-o365-outbound-1.mimecast.com', 'ca-smtp-o365-outbound-2.mimecast.com'], checked: false, overridden: false, source: null }
  await open({ platform: 'office-365', account: { region: 'ca', smartHosts: { general: null, office365: pair } } })
  expect(text()).toContain('Compare these names with your Mimecast administration console')
})

it('without hosts the page sends people to the implementation team', async () => {
  await open({ platform: 'office-365', account: { smartHosts: { general: null, office365: null } } })
  expect(text()).toContain('We do not know your smart hosts yet')
  expect(allByRole('button', /Confirm/u)).toEqual([])
})

it('a hosted Exchange leads to the provider: what to send, a link to share, and its own confirmation', async () => {
  await open({ platform: 'hosted-exchange' })
  expect(text()).toContain('Send your provider a link')
  expect(byRole('button', 'Copy the message')).toBeTruthy()
  expect(byRole('button', 'Confirm that your provider has done it')).toBeTruthy()
})

it('confirming notes who did it and when, and claims no more than that', async () => {
  await open({ platform: 'google-workspace' })
  type('Note (optional)', 'On the second tenant too.')
  api.answer(confirmConnector, ready({
    platform: 'google-workspace', version: 2, connector: { confirmed: { at: '2026-11-21T19:00:00.000Z', by: 'Maria Lang' } },
  }))
  await press('Confirm the connector')
  expect(api.callsOf('confirmConnector').map(({ body }) => body)).toEqual([{ note: 'On the second tenant too.' }])
  expect(text()).toContain('Maria Lang confirmed the connector')
  expect(text()).toContain('We have not sent a message through it.')
  expect(announced()).toBe('The connector is confirmed.')
})
