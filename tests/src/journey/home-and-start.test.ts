import { beforeEach, describe, expect, test, vi } from 'vitest'
import { getJourney, startJourney } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { platformKeys } from '#core/catalogue/platforms.ts'
import App from '../../../src/App.vue'
import { nextTask } from '../../../src/journey/next-task.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeAccount, makeDomain, makeJourney, staffPerson } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
// The first page of a file brings Vue, the dialog and the tabs with it: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 30_000 })

let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
})
const open = async (at: string, heading: string) => {
  const page = await mountPage({ api, at, component: App })
  await vi.waitFor(() => byRole('heading', heading), { timeout: 20_000 })
  await settle()
  return page
}

describe('the home of an account', () => {
  test('it says what is next and leads there', async () => {
    await open('/', 'Your set-up')
    expect(text()).toContain('Publish the code for northwind.example in DNS, then check.')
    expect(byRole('link', 'Go on with “Domains”').getAttribute('href')).toBe('/domains')
    expect(document.title).toBe('1 of 7 done: Your set-up – Connect')
  })

  test('the company and the region stand in the header', async () => {
    await open('/', 'Your set-up')
    expect(document.querySelector('[data-for-whom]')?.textContent).toBe('Northwind Ltd · Europe')
  })

  test('the history is told in sentences, the newest first', async () => {
    const history = [
      { at: '2026-11-21T18:00:00.000Z', by: null, kind: 'domain-proven' as const, params: { domain: 'northwind.example' } },
      { at: '2026-11-21T17:00:00.000Z', by: 'Maria\u202e Lang', kind: 'started' as const, params: {} },
    ]
    api.answer(getJourney, makeJourney({ history }))
    await open('/', 'Your set-up')
    expect(text()).toContain('northwind.example was validated: the code was seen in DNS.')
    expect(text()).toContain('Maria[U+202E] Lang')
  })

  test('when the set-up cannot be read, one can try again', async () => {
    api.refuse(getJourney, { code: 'internal', status: 500 })
    await open('/', 'The page could not be read')
    expect(text()).toContain('request-1')
    api.answer(getJourney, makeJourney())
    byRole('button', 'Try again').click()
    await vi.waitFor(() => byRole('heading', 'Your set-up'))
  })

  test('an ended session leads to signing in, and back to the same place', async () => {
    api.refuse(getJourney, { code: 'session.none', status: 401 })
    const { router } = await open('/requests', 'Sign in')
    expect(router.currentRoute.value.query).toEqual({ then: '/requests' })
  })

  test('staff who opens a customer’s page is told so, and is not sent elsewhere', async () => {
    api.answer(getSession, { person: staffPerson, setUpNeeded: false })
    const { router } = await open('/domains', 'This page is for other people')
    expect(router.currentRoute.value.path).toBe('/domains')
  })
})

describe('what is next', () => {
  const proven = makeDomain('northwind.example', 0, { proof: { provenAt: '2026-11-21T18:00:00.000Z' } })

  test('the first step that is the person’s own', () => {
    expect(nextTask(makeJourney({ started: null }).tasks)?.key).toBe('start')
    expect(nextTask(makeJourney().tasks)?.key).toBe('domains')
    expect(nextTask(makeJourney({ domains: [proven] }).tasks)?.key).toBe('addresses')
  })

  test('a step that waits for staff is passed over', () => {
    const tasks = makeJourney({ domains: [proven] }).tasks.map((task) =>
      task.key === 'addresses' ? { ...task, state: 'waiting-for-somebody' as const, whoActs: 'staff' as const } : task)
    expect(nextTask(tasks)?.key).toBe('spf-record')
  })
})

describe('the start', () => {
  test.each(platformKeys)('%s: permissions, what inbound means, and the parts that are needed', async (platform) => {
    api.answer(getJourney, makeJourney({ account: makeAccount({ platform }), started: null }))
    await open('/start', 'Set up your outbound email')
    for (const word of ['Compulsory', 'Recommended', 'MX records', 'You, or whoever runs your DNS']) expect(text()).toContain(word)
  })

  test('Begin is recorded and leads to the next step', async () => {
    api.answer(getJourney, makeJourney({ started: null }))
    api.answer(startJourney, makeJourney({ version: 2 }))
    const { router } = await open('/start', 'Set up your outbound email')
    byRole('button', 'Begin').click()
    await vi.waitFor(() => byRole('heading', 'Validate your domains'), { timeout: 20_000 })
    expect(router.currentRoute.value.name).toBe('domains')
    // The focus follows once the page is there.
    await vi.waitFor(() => expect(document.activeElement).toBe(byRole('heading', 'Validate your domains')))
  })

  test('a step opened too early says what is missing and where that is', async () => {
    api.answer(getJourney, makeJourney({ started: null }))
    await open('/domains', 'Validate your domains')
    expect(text()).toContain('This step cannot start yet')
    expect(byRole('link', 'Go to “Start”').getAttribute('href')).toBe('/start')
    expect(allByRole('button', 'Check now')).toEqual([])
  })

  test('Back and Continue pass over a step that the platform makes needless', async () => {
    api.answer(getJourney, makeJourney({ account: makeAccount({ platform: 'office-365' }) }))
    await open('/domains', 'Validate your domains')
    expect(byRole('link', 'Continue').getAttribute('href')).toBe('/spf-record')
  })
})
