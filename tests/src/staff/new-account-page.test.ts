import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAccount } from '#core/contract/staff.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { byRole, nameOf, text, type } from '../../helpers/screen.ts'
import { createStaffApi, later, makeDetail } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => import('../../../src/staff/NewAccountPage.vue'), 60_000)
beforeEach(() => sessionStorage.clear())
afterEach(() => page?.wrapper.unmount())

const url = 'http://localhost:3000/invitation#abcdefghijklmnopqrstuvwxyz'

async function open(at = '/staff/accounts/new') {
  const api = createStaffApi()
  api.answer(createAccount, { detail: makeDetail(), invitation: { url, expiresAt: later } })
  page = await mountPage({ api, at })
  return { api, router: page.router }
}

async function fill(changes: Record<string, string> = {}): Promise<void> {
  const answers = {
    Company: 'Northwind Ltd', 'Account code': 'cuk12a345', Domains: 'http://Northwind.example/, b.example',
    'Name of the customer’s contact': 'Maria Lang', 'Email address of the contact': 'maria@northwind.example', ...changes,
  }
  byRole('radio', 'On-premises Exchange').click()
  await settle()
  byRole('radio', 'The mail servers have fixed public addresses').click()
  await settle()
  for (const [name, value] of Object.entries({ ...answers, Addresses: changes['Addresses'] ?? '193.0.6.139' })) type(name, value)
  await settle()
}

async function press(name: string): Promise<void> {
  byRole('button', name).click()
  await settle()
}

describe('a new account', () => {
  it('shows the region as soon as the code names it, and asks only when it does not', async () => {
    await open()
    type('Account code', 'CUSB99')
    await settle()
    expect(text()).toContain('Region: United States (B grid)')
    type('Account code', 'COFF99')
    await settle()
    expect(nameOf(byRole('combobox', 'Region'))).toBe('Region')
  })

  it('names every missing answer in a summary that takes the focus, and its links lead to the fields', async () => {
    await open()
    await press('Check the answers')
    const summary = byRole('alert')
    expect(document.activeElement).toBe(summary)
    expect(document.title).toMatch(/^Error: /u)
    expect(summary.querySelectorAll('a')).toHaveLength(6)
    summary.querySelector<HTMLElement>('a[href="#account-domains"]')?.click()
    expect(document.activeElement?.id).toBe('account-domains')
  })

  it('reads pasted domains and says which lines it cannot take, changing nothing that was typed', async () => {
    await open()
    await fill({ Domains: 'Northwind.example\na..b\nmaria@sub.example' })
    await vi.waitFor(() => expect(text()).toContain('northwind.example (primary)'), { timeout: 5_000 })
    expect(text()).toContain('sub.example (out of an email address)')
    expect(text()).toContain('“a..b” has a dot too many')
    await press('Check the answers')
    expect(text(byRole('alert'))).toContain('Some lines could not be taken')
    expect((byRole('textbox', 'Domains') as HTMLTextAreaElement).value).toBe('Northwind.example\na..b\nmaria@sub.example')
  })

  it('asks about the name of a web server, and takes the domain without it at a press', async () => {
    await open()
    await fill({ Domains: 'https://www.states.example/departments' })
    await vi.waitFor(() => expect(text()).toContain('www.states.example looks like the name of a web server'), { timeout: 5_000 })
    await press('Use states.example instead')
    expect(document.activeElement).toBe(byRole('textbox', 'Domains'))
    expect((byRole('textbox', 'Domains') as HTMLTextAreaElement).value).toBe('states.example')
    await vi.waitFor(() => expect(text()).not.toContain('web server'), { timeout: 5_000 })
  })

  it('lists several domains as several, the first as the primary one', async () => {
    await open()
    await fill({ Domains: 'one-long.example two-long.example' })
    await press('Check the answers')
    const items = [...document.querySelectorAll('dd ul.list-disc li')].map((item) => text(item))
    expect(items.slice(0, 2)).toEqual(['one-long.example (primary)', 'two-long.example'])
  })

  it('refuses a network as outbound address with the sentence that helps', async () => {
    await open()
    await fill({ Addresses: '193.0.6.0/24' })
    await vi.waitFor(() => expect(text()).toContain('“193.0.6.0/24” is a network'), { timeout: 5_000 })
  })

  it('is shown to be checked before anything is created, and each answer leads back to its field', async () => {
    const { api, router } = await open()
    await fill()
    await press('Check the answers')
    expect(router.currentRoute.value.query).toEqual({ view: 'check' })
    expect(document.activeElement?.tagName).toBe('H1')
    expect(text()).toContain('Europe, from the code')
    expect(api.callsOf('createAccount')).toHaveLength(0)
    byRole('link', 'Change: Company').click()
    await settle()
    expect(document.activeElement?.id).toBe('account-company')
    expect((document.activeElement as HTMLInputElement).value).toBe('Northwind Ltd')
  })

  it('is created from the cleaned answers, and shows the one-time link with copy and email', async () => {
    const { api } = await open()
    await fill()
    await press('Check the answers')
    await press('Create the account')
    expect(api.callsOf('createAccount')[0]?.body).toEqual({
      company: 'Northwind Ltd', code: 'CUK12A345', platform: 'on-premises', domains: ['northwind.example', 'b.example'], dynamicAddresses: false,
      addresses: ['193.0.6.139'], rfiRanges: [], contact: { name: 'Maria Lang', email: 'maria@northwind.example' },
    })
    expect(byRole('heading', 'The account of Northwind Ltd is ready')).toBe(document.activeElement)
    expect(text()).toContain(url)
    const mail = new URL(byRole('link', 'Open in email').getAttribute('href') ?? '')
    expect(decodeURIComponent(mail.pathname)).toBe('maria@northwind.example')
    expect(mail.searchParams.get('body')).toContain(url)
  })

  it('keeps everything typed when the server refuses, and says so at the field', async () => {
    const { api } = await open()
    api.refuse(createAccount, { code: 'request.invalid', fields: [{ field: 'domains.1', code: 'domain.public-suffix', understood: 'b.example' }] })
    await fill()
    await press('Check the answers')
    await press('Create the account')
    expect(text(byRole('alert'))).toContain('Everybody may register domains under “b.example”')
    expect((byRole('textbox', 'Company') as HTMLInputElement).value).toBe('Northwind Ltd')
  })

  it('says that the code is taken at the code', async () => {
    const { api } = await open()
    api.refuse(createAccount, { code: 'account.code-taken', status: 409 })
    await fill()
    await press('Check the answers')
    await press('Create the account')
    expect(byRole('alert').querySelector('a')?.getAttribute('href')).toBe('#account-code')
  })

  it('survives a reload of the tab', async () => {
    await open()
    await fill()
    page?.wrapper.unmount()
    await open('/staff/accounts/new?view=check')
    expect(byRole('heading', 'Check the answers')).toBeTruthy()
    expect(text()).toContain('Northwind Ltd')
  })

  it('shows the form where there is nothing to check yet', async () => {
    await open('/staff/accounts/new?view=check')
    expect(byRole('heading', 'New account')).toBeTruthy()
  })
})
