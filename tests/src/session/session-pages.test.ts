import { beforeEach, describe, expect, test, vi } from 'vitest'
import { getJourney, getSeenAddress } from '#core/contract/journey.ts'
import { getSession, lookAtLink, redeemLink, signIn } from '#core/contract/session.ts'
import { listAccounts } from '#core/contract/staff.ts'
import { toPlaceAfterSignIn } from '../../../src/session/after-sign-in.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeJourney, staffPerson } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text, type } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
// The first page of a file brings Vue, the dialog and the tabs with it: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 30_000 })

const token = 'a'.repeat(43)
let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: null, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
  api.answer(getSeenAddress, { address: '193.0.6.139' })
  api.answer(listAccounts, { accounts: [] })
})
const open = async (at: string, heading: string) => {
  const page = await mountPage({ api, at })
  await vi.waitFor(() => byRole('heading', heading), { timeout: 20_000 })
  return page
}
const press = async (name: string) => {
  byRole('button', name).click()
  await settle()
}
const wentTo = (page: Awaited<ReturnType<typeof open>>, path: string) =>
  vi.waitFor(() => expect(page.router.currentRoute.value.path).toBe(path), { timeout: 20_000 })

describe('signing in', () => {
  test('whoever is not signed in comes here, and goes on where they wanted to', async () => {
    api.answer(signIn, customer)
    const page = await open('/addresses', 'Sign in')
    expect(page.router.currentRoute.value.query).toEqual({ then: '/addresses' })
    type('Email address', ' maria@northwind.example')
    type('Password', 'a quiet harbour at noon')
    await press('Sign in')
    await wentTo(page, '/addresses')
    expect(api.callsOf('signIn')[0]?.body).toEqual({ email: 'maria@northwind.example', password: 'a quiet harbour at noon' })
    expect(page.live.isRunning()).toBe(true)
  })

  test('empty fields are named before anything is sent', async () => {
    await open('/sign-in', 'Sign in')
    await press('Sign in')
    expect(allByRole('link').filter((link) => link.closest('[role=alert]')).map((link) => link.textContent)).toEqual(['Enter your email address.', 'Enter your password.'])
    expect(document.title).toBe('Error: Sign in – Connect')
    expect(api.callsOf('signIn')).toEqual([])
  })

  test('wrong credentials do not say which of the two was wrong, and what was typed stays', async () => {
    api.refuse(signIn, { code: 'session.wrong-credentials', status: 401 })
    await open('/sign-in', 'Sign in')
    type('Email address', 'maria@northwind.example')
    type('Password', 'guess')
    await press('Sign in')
    expect(byRole('alert').textContent).toContain('do not belong together')
    expect(byRole('textbox', 'Email address')).toHaveProperty('value', 'maria@northwind.example')
  })

  test('the password can be shown, and managers know which field is which', async () => {
    await open('/sign-in', 'Sign in')
    expect(byRole('textbox', 'Password').getAttribute('type')).toBe('password')
    await press('Show the password')
    expect(byRole('textbox', 'Password').getAttribute('type')).toBe('text')
    expect(byRole('textbox', 'Password').getAttribute('autocomplete')).toBe('current-password')
    expect(byRole('textbox', 'Email address').getAttribute('autocomplete')).toBe('username')
  })

  test('before the first person exists, the page says where the set-up link is', async () => {
    api.answer(getSession, { person: null, setUpNeeded: true })
    await open('/sign-in', 'Sign in')
    expect(text()).toContain('The server prints a set-up link')
  })

  test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', undefined, ['/a']])('%s is no place to go on to', (then) => {
    expect(toPlaceAfterSignIn(staffPerson, then)).toEqual({ name: 'staff-accounts' })
    expect(toPlaceAfterSignIn(customer, then)).toEqual({ name: 'journey' })
  })
})

describe('a one-time link', () => {
  const fill = () => {
    type('Your name', 'Maria Lang')
    type('New password', 'a quiet harbour at noon')
  }

  test('an invitation says for which company, and leads to the set-up', async () => {
    api.answer(lookAtLink, { kind: 'invitation', company: 'Northwind Ltd', name: null, email: 'maria@northwind.example' })
    api.answer(redeemLink, customer)
    const page = await open(`/invitation#${token}`, 'Welcome to Connect')
    await settle()
    expect(text()).toContain('the outbound email of Northwind Ltd')
    fill()
    await press('Save and begin')
    await wentTo(page, '/')
    expect(api.callsOf('redeemLink')[0]?.body).toEqual({ token, name: 'Maria Lang', email: 'maria@northwind.example', password: 'a quiet harbour at noon' })
  })

  test('the set-up link asks for everything', async () => {
    api.answer(lookAtLink, { kind: 'set-up', company: null, name: null, email: null })
    await open(`/set-up#${token}`, 'Create the first staff person')
    await settle()
    await press('Create and sign in')
    expect(byRole('alert').textContent).toContain('Enter your name.')
    expect(byRole('alert').textContent).toContain('Enter your email address.')
    expect(byRole('alert').textContent).toContain('Choose a password.')
  })

  test('a short password is refused before it travels', async () => {
    api.answer(lookAtLink, { kind: 'new-password', company: null, name: 'Maria Lang', email: 'maria@northwind.example' })
    await open(`/new-password#${token}`, 'Choose a new password')
    await settle()
    type('New password', 'too short')
    await press('Save and sign in')
    expect(byRole('alert').textContent).toContain('at least 12 characters')
    expect(api.callsOf('redeemLink')).toEqual([])
  })

  test.each([
    ['used or expired', () => api.refuse(lookAtLink, { code: 'link.unusable', status: 410 }), `#${token}`],
    ['made for something else', () => api.answer(lookAtLink, { kind: 'set-up', company: null, name: null, email: null }), `#${token}`],
    ['cut off', () => undefined, ''],
  ])('one that is %s says what to do', async (_, arrange, hash) => {
    arrange()
    await open(`/invitation${hash}`, 'This link cannot be used')
    expect(text()).toContain('Ask whoever sent it for a new one.')
  })
})

describe('who may open what', () => {
  test('staff who opens the start page comes to the accounts', async () => {
    api.answer(getSession, { person: staffPerson, setUpNeeded: false })
    const { router } = await mountPage({ api, at: '/' })
    expect(router.currentRoute.value.name).toBe('staff-accounts')
  })

  test('an address that does not exist says so', async () => {
    await open('/nowhere/at/all', 'There is no page here')
    expect(document.title).toBe('Error: There is no page here – Connect')
  })
})
