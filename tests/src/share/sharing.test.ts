import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { getJourney } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { createShare, listShares, revokeShare } from '#core/contract/shares.ts'
import { createFakeApi } from '../../helpers/fake-api.ts'
import { customer, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text } from '../../helpers/screen.ts'
import ShareButton from '../../../src/share/ShareButton.vue'
import { useJourneyStore } from '../../../src/stores/journey.ts'
import { useSessionStore } from '../../../src/stores/session.ts'
import { makeShare, token } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => Promise.all([import('../../../src/share/SharePanel.vue'), import('../../../src/share/SharesPage.vue')]), 60_000)
afterEach(() => page?.wrapper.unmount())

const url = `http://localhost:3000/s/${token}`
const slow = { timeout: 20_000 }

function createApi() {
  const api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
  return api
}

async function press(name: string | RegExp): Promise<void> {
  const button = await vi.waitFor(() => byRole('button', name), slow)
  button.click()
  await settle()
}

describe('sharing', () => {
  async function openPanel() {
    const api = createApi()
    api.answer(createShare, { share: makeShare(), url })
    const [domain] = makeJourney().domains
    page = await mountPage({ api, component: ShareButton, props: { purpose: 'spf', domainId: domain?.id } })
    await useSessionStore().load()
    await useJourneyStore().open()
    await press('Share with a colleague')
    await vi.waitFor(() => byRole('button', 'Create the link'), slow)
    return { api, domain }
  }

  it('says what the colleague will see before anything is created', async () => {
    const { api } = await openPanel()
    expect(text()).toContain('It is only for northwind.example.')
    expect(text()).toContain('The record that is there now, and the record to publish.')
    expect(byRole('button', 'Share with a colleague').getAttribute('aria-expanded')).toBe('true')
    expect(api.callsOf('createShare')).toHaveLength(0)
  })

  it('creates a link for 14 days unless told, and shows it once with copy and email', async () => {
    const { api, domain } = await openPanel()
    await press('Create the link')
    expect(api.callsOf('createShare')[0]?.body).toEqual({ purpose: 'spf', domainId: domain?.id, days: 14 })
    expect(text()).toContain(url)
    expect(text()).toContain('The link works until')
    expect(announced()).toBe('The link is ready.')
    const mail = new URL(byRole('link', 'Open in email').getAttribute('href') ?? '')
    expect(mail.searchParams.get('subject')).toBe('Please publish the SPF record of northwind.example')
    expect(mail.searchParams.get('body')).toContain(url)
    expect(mail.searchParams.get('body')).toContain('Maria Lang')
  })

  it('keeps a link that was made when the panel is closed and opened again', async () => {
    await openPanel()
    await press('Create the link')
    await press('Share with a colleague')
    expect(allByRole('link', 'Open in email')).toHaveLength(0)
    await press('Share with a colleague')
    expect(text()).toContain(url)
  })

  it('says what went wrong when no link could be made', async () => {
    const { api } = await openPanel()
    api.refuse(createShare, { code: 'step.not-ready', status: 409 })
    await press('Create the link')
    expect(text(byRole('alert'))).toContain('Something must come first.')
    expect(byRole('button', 'Create the link')).toBeTruthy()
  })
})

describe('the list of links', () => {
  const live = makeShare()
  const expired = makeShare({ id: '00000000-0000-4000-8000-000000000071', purpose: 'connector', domain: null, expiresAt: '2026-01-01T00:00:00.000Z' })

  async function openList(shares = [live, expired]) {
    const api = createApi()
    api.answer(listShares, { shares })
    page = await mountPage({ api, at: '/shares' })
    await vi.waitFor(() => byRole('heading', 'Shared links'), slow)
    await settle()
    return api
  }

  it('shows each with its state in words; only one that works can be revoked', async () => {
    await openList()
    expect(text()).toContain('Publish the SPF record: northwind.example')
    expect(text()).toContain('Works until')
    expect(text()).toContain('Expired')
    expect(allByRole('button', /^Revoke/u)).toHaveLength(1)
  })

  it('revokes only after asking, and then shows it revoked', async () => {
    const api = await openList()
    api.answer(revokeShare, { ...live, revokedAt: '2026-11-21T18:04:12.000Z' })
    await press('Revoke the link “Publish the SPF record, northwind.example”')
    expect(api.callsOf('revokeShare')).toHaveLength(0)
    await press('Revoke the link')
    expect(api.callsOf('revokeShare')[0]?.params).toEqual({ shareId: live.id })
    expect(text()).toContain('Revoked 21 Nov 2026, 18:04:12 UTC')
    expect(announced()).toBe('The link is revoked and works no longer.')
  })

  it('says how to make the first one', async () => {
    await openList([])
    expect(text()).toContain('You have shared nothing yet')
  })
})
