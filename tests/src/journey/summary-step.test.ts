import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getJourney, type Journey } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeAccount, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text } from '../../helpers/screen.ts'
import { checked, makeReport, provenDomain, secondReport } from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/SummaryStep.vue'

let api: FakeApi
let page: MountedPage | null = null
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
})
afterEach(() => {
  page?.wrapper.unmount()
  page = null
  vi.unstubAllGlobals()
})

const done = (changes: Partial<Omit<Journey, 'tasks'>> = {}) =>
  makeJourney({
    domains: [provenDomain({ evidence: checked(makeReport()), validAt: '2026-11-21T18:04:12.000Z', published: { at: '2026-11-21T18:00:00.000Z', by: 'Maria Lang' } })],
    addressesConfirmed: { at: '2026-11-21T17:50:00.000Z', by: 'Maria Lang' },
    connector: { answers: { exchangeVersion: '2019' }, ticks: [], confirmed: { at: '2026-11-21T19:00:00.000Z', by: 'Maria Lang' } },
    ...changes,
  })
async function open(journey: Journey): Promise<void> {
  api.answer(getJourney, journey)
  page = await mountPage({ api, at: '/summary' })
  await settle()
}
const picture = () => document.querySelector('svg[role=img]')

it('the picture names itself, and the same stands beside it in words', async () => {
  await open(done())
  const names = (picture()?.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent)
  expect(names[0]).toBe('How your outbound mail flows')
  expect(picture()?.textContent).toContain('eu-smtp-outbound-1.mimecast.com')
  const words = document.querySelector('figcaption')
  expect(words && text(words)).toContain('eu-smtp-outbound-2.mimecast.com')
  expect(words && text(words)).toContain('At the last check the record was valid.')
})

it('a finished set-up says so, with who checked what and when', async () => {
  await open(done())
  expect(text()).toContain('Your outbound mail is set up.')
  expect(text()).toContain('The outbound address was confirmed by Maria Lang.')
  expect(text()).toContain('The connector was confirmed by Maria Lang.')
  expect(text()).toContain('Nothing was left out.')
})

it('a skipped check stays visible with its reason, and the picture does not call the record right', async () => {
  await open(done({
    domains: [provenDomain({ evidence: checked(secondReport), published: { at: '2026-11-21T18:00:00.000Z', by: 'Maria Lang' } })],
    spfCheckSkipped: { at: '2026-11-21T18:20:00.000Z', by: 'Maria Lang', reason: 'The DNS is changed on Thursday.' },
  }))
  expect(text()).toContain('Reason given: The DNS is changed on Thursday.')
  expect(picture()?.textContent).toContain('SPF record not valid')
  expect(text()).toContain('The SPF record of northwind.example was not valid.')
})

it('a platform without addresses of its own says why they were not confirmed', async () => {
  await open(done({ account: makeAccount({ platform: 'office-365' }), addressesConfirmed: null }))
  expect(text()).toContain('Confirming outbound addresses was not needed')
  expect(picture()?.textContent).toContain('eu-smtp-o365-outbound-1.mimecast.com')
})

it('what is still open is named, with the way to it', async () => {
  await open(done({ domains: [...done().domains, provenDomain({}, 'second.example', 1)] }))
  expect(text()).toContain('Most of your set-up is done.')
  expect(allByRole('link', 'Your SPF record')).toHaveLength(1)
  expect([...document.querySelectorAll('[role=rowheader]')].map(text)).toEqual(['northwind.example primary domain', 'second.example'])
})

it('the print button prints', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  await open(done())
  byRole('button', 'Print this page').click()
  expect(print).toHaveBeenCalledOnce()
})
