import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listAccounts } from '#core/contract/staff.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text, type } from '../../helpers/screen.ts'
import { createStaffApi, makeSummary, otherSummary } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => import('../../../src/staff/AccountsPage.vue'), 60_000)
afterEach(() => page?.wrapper.unmount())

function withAccounts(accounts = [makeSummary(), otherSummary]) {
  const api = createStaffApi()
  api.answer(listAccounts, { accounts })
  return api
}
const companies = () => allByRole('heading').slice(1).map((heading) => heading.textContent.trim())

describe('the list of accounts', () => {
  it('shows each account with its seven steps in words, who must act, and open requests', async () => {
    page = await mountPage({ api: withAccounts(), at: '/staff' })
    const row = document.querySelector('[data-account]:last-child')
    expect(text(row ?? undefined)).toContain('CUK12A345 · Europe · On-premises Exchange · 1 domain')
    expect(row?.querySelectorAll('[data-task]')).toHaveLength(7)
    expect(text(row?.querySelector('[data-task=start]') ?? undefined)).toBe('Start Completed')
    expect(text(row ?? undefined)).toContain('Next: The customer')
    expect(byRole('link', '2 open requests').getAttribute('href')).toContain('/staff/requests?account=')
  })

  it('puts first what waits for staff', async () => {
    page = await mountPage({ api: withAccounts(), at: '/staff' })
    expect(companies()).toEqual(['Contoso Foods', 'Northwind Ltd'])
  })

  it('keeps search and filter in the address, and reads them from it', async () => {
    page = await mountPage({ api: withAccounts(), at: '/staff?who=staff' })
    expect(companies()).toEqual(['Contoso Foods'])
    expect(text()).toContain('1 of 2 accounts')
    type('Search', 'germany')
    await settle()
    expect(page.router.currentRoute.value.query).toEqual({ who: 'staff', q: 'germany' })
    type('Search', 'nobody')
    await settle()
    expect(text()).toContain('No account matches')
    byRole('button', 'Clear the filters').click()
    await settle()
    expect(page.router.currentRoute.value.query).toEqual({})
    expect(companies()).toHaveLength(2)
  })

  it('says what to do while there is none', async () => {
    page = await mountPage({ api: withAccounts([]), at: '/staff' })
    expect(text()).toContain('There are no accounts yet')
    expect(byRole('link', 'New account').getAttribute('href')).toBe('/staff/accounts/new')
  })

  it('keeps what it had when it cannot be read again, and says so', async () => {
    const api = withAccounts()
    page = await mountPage({ api, at: '/staff' })
    api.goOffline()
    page.live.tell('journey', null)
    await settle()
    expect(companies()).toHaveLength(2)
    expect(text(byRole('alert'))).toContain('What you see may be out of date')
  })
})
