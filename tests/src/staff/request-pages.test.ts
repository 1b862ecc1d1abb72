import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answerRequest, changeAddressesForRequest, closeRequest, getStaffRequest, listAllRequests, markRequestSeen, type NotifyRequest } from '#core/contract/requests.ts'
import { accountId } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text, type } from '../../helpers/screen.ts'
import { createStaffApi, makeRequest, requestId, withMessage } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => Promise.all([import('../../../src/staff/RequestPage.vue'), import('../../../src/staff/RequestsPage.vue')]), 60_000)
afterEach(() => page?.wrapper.unmount())

async function press(name: string | RegExp): Promise<void> {
  byRole('button', name).click()
  await settle()
}
const field = (name: string) => (byRole('textbox', name) as HTMLTextAreaElement).value

describe('the list of requests', () => {
  const closed = makeRequest({ id: '00000000-0000-4000-8000-000000000041', reference: 'C-CLSD-0001', state: 'closed' })
  const arriving = makeRequest({ id: '00000000-0000-4000-8000-000000000042', reference: 'C-NEW1-0001', state: 'sent' })

  it('shows the open ones, and others by a filter in the address', async () => {
    const api = createStaffApi()
    api.answer(listAllRequests, { requests: [makeRequest(), closed] })
    page = await mountPage({ api, at: '/staff/requests' })
    expect(text()).toContain('C-7K2M-4QXD, Northwind Ltd')
    expect(text()).toContain('Asks to: add 1 address, remove 1 address')
    expect(text()).not.toContain('C-CLSD-0001')
    byRole('link', 'Closed').click()
    await settle()
    expect(page.router.currentRoute.value.query).toEqual({ state: 'closed' })
    expect(text()).toContain('C-CLSD-0001')
  })

  it('shows a new one by itself and says it once', async () => {
    const api = createStaffApi()
    let requests: NotifyRequest[] = [makeRequest()]
    api.answer(listAllRequests, () => ({ requests }))
    page = await mountPage({ api, at: '/staff/requests' })
    requests = [makeRequest(), arriving]
    page.live.tell('requests', accountId)
    await settle()
    expect(allByRole('link', /Northwind Ltd/u)).toHaveLength(2)
    expect(announced()).toBe('Request C-NEW1-0001 has arrived.')
  })

  it('puts first what waits for staff', async () => {
    const api = createStaffApi()
    api.answer(listAllRequests, { requests: [withMessage(makeRequest(), 'Done.'), arriving] })
    page = await mountPage({ api, at: '/staff/requests' })
    expect(allByRole('link', /Northwind Ltd/u).map((link) => link.textContent.trim())[0]).toContain('C-NEW1-0001')
  })
})

describe('the page of one request', () => {
  async function open(request = makeRequest()) {
    const api = createStaffApi()
    api.answer(getStaffRequest, request)
    page = await mountPage({ api, at: `/staff/requests/${requestId}` })
    return api
  }

  it('shows what was asked, what the page showed, and is filled in from it', async () => {
    await open()
    expect(text()).toContain('Our provider gave us a new address.')
    expect(text()).toContain('Address the browser came from')
    expect(field('Addresses to add')).toBe('199.43.135.53')
    expect(field('Addresses to remove')).toBe('193.0.6.139')
  })

  it('marks a new one as seen, once', async () => {
    const api = createStaffApi()
    api.answer(getStaffRequest, makeRequest({ state: 'sent' }))
    api.answer(markRequestSeen, makeRequest({ state: 'seen' }))
    page = await mountPage({ api, at: `/staff/requests/${requestId}` })
    await settle()
    expect(api.callsOf('markRequestSeen')).toHaveLength(1)
    expect(text()).toContain('Seen, not answered')
  })

  it('sends the answer and shows it in the timeline', async () => {
    const api = await open()
    api.answer(answerRequest, ({ body }) => withMessage(makeRequest(), (body as { message: string }).message))
    type('Your answer', 'We have added it.')
    await press('Send the answer')
    expect(text()).toContain('Sam Hill, implementation team')
    expect(text()).toContain('The answer is sent.')
    expect(field('Your answer')).toBe('')
  })

  it('keeps the text when somebody else was quicker, and shows what is new', async () => {
    const api = await open()
    api.refuse(answerRequest, { code: 'conflict.changed-meanwhile', status: 409 })
    api.answer(getStaffRequest, withMessage(makeRequest(), 'I am on it. Sam'))
    type('Your answer', 'We have added it.')
    await press('Send the answer')
    expect(text(document.querySelector('[data-conflict]') ?? undefined)).toContain('your text is still here')
    expect(field('Your answer')).toBe('We have added it.')
    expect(text()).toContain('I am on it. Sam')
  })

  it('keeps the text when it was closed meanwhile', async () => {
    const api = await open()
    api.refuse(answerRequest, { code: 'request.closed', status: 409 })
    api.answer(getStaffRequest, makeRequest({ state: 'closed' }))
    type('Your answer', 'We have added it.')
    await press('Send the answer')
    expect(field('Your answer')).toBe('We have added it.')
    expect(text()).toContain('it cannot be sent')
    expect(allByRole('button', 'Send the answer')).toHaveLength(0)
  })

  it('sends no empty answer, but closes without one', async () => {
    const api = await open()
    api.answer(closeRequest, makeRequest({ state: 'closed' }))
    await press('Send the answer')
    expect(byRole('alert').querySelector('a')?.getAttribute('href')).toBe('#request-message')
    await press('Close the request')
    expect(api.callsOf('closeRequest')[0]?.body).toEqual({ message: '' })
    expect(text()).toContain('The request is closed.')
  })

  it('changes the addresses as they stand in the form', async () => {
    const api = await open()
    api.answer(changeAddressesForRequest, makeRequest({ state: 'addresses-changed' }))
    type('Addresses to remove', '')
    await press('Change the addresses')
    expect(api.callsOf('changeAddressesForRequest')[0]?.body).toEqual({ add: ['199.43.135.53'], remove: [] })
    expect(text()).toContain('The addresses are changed.')
  })

  it('refuses a private address with its sentence and keeps it', async () => {
    const api = await open()
    type('Addresses to add', '10.0.0.1')
    await press('Change the addresses')
    expect(text(byRole('alert'))).toContain('10.0.0.1 is a private address')
    expect(field('Addresses to add')).toBe('10.0.0.1')
    expect(api.callsOf('changeAddressesForRequest')).toHaveLength(0)
  })

  it('shows hostile text as text, every invisible character written out', async () => {
    await open(makeRequest({ message: '<img src=x onerror=alert(1)>\u202egnp' }))
    expect(text()).toContain('<img src=x onerror=alert(1)>[U+202E]gnp')
    expect(document.querySelector('img')).toBeNull()
  })
})
