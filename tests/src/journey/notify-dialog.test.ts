import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { RouterView } from 'vue-router'
import { getJourney, getSeenAddress } from '#core/contract/journey.ts'
import { sendRequest, type NotifyRequest } from '#core/contract/requests.ts'
import { getSession } from '#core/contract/session.ts'
import NotifyButton from '../../../src/components/NotifyButton.vue'
import { useJourneyStore } from '../../../src/stores/journey.ts'
import { useNotifyStore } from '../../../src/stores/notify.ts'
import { useSessionStore } from '../../../src/stores/session.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeAccount, makeJourney, staffPerson } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, type } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
// The first page of a file brings Vue, the dialog and the tabs with it: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 30_000 })

const sentAt = '2026-11-21T18:04:12.000Z'
let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
  api.answer(getSeenAddress, { address: '193.0.6.139' })
})

describe('Contact Support', () => {
  const request: NotifyRequest = {
    id: '00000000-0000-4000-8000-000000000700', reference: 'C-7K2M-4QXD', account: { id: accountId, company: 'Northwind Ltd' }, state: 'sent',
    sentAt: sentAt, updatedAt: sentAt, sentBy: 'Maria Lang', message: 'New server', add: ['199.43.135.53'], remove: [],
    shown: { step: 'addresses', addresses: ['193.0.6.139'], seenAddress: null }, events: [],
  }
  const openDialog = async () => {
    await mountPage({ api, component: NotifyButton })
    byRole('button', 'Notify us').click()
    await vi.waitFor(() => byRole('dialog'), { timeout: 20_000 })
    await settle()
  }
  const send = async () => {
    byRole('button', 'Send request').click()
    await settle()
  }

  test('what was asked is sent, and the reference number stays to be read', async () => {
    api.answer(sendRequest, request)
    await openDialog()
    type('Addresses to add', '199.43.135.53\n')
    type('What should we know?', 'New server')
    await send()
    expect(api.callsOf('sendRequest')[0]?.body).toEqual({ add: ['199.43.135.53'], remove: [], message: 'New server', step: 'journey' })
    expect(byRole('dialog').textContent).toContain('C-7K2M-4QXD')
    expect(announced()).toContain('C-7K2M-4QXD')
  })

  test('an empty request is not sent, and says what is needed', async () => {
    await openDialog()
    await send()
    expect(byRole('alert').textContent).toContain('Name an address to add or to remove, or write a sentence.')
    expect(api.callsOf('sendRequest')).toEqual([])
  })

  test.each([
    ['10.0.0.1', 'is a private address'],
    ['193.0.6.0/24', 'is a network'],
    ['0177.0.0.1', 'not written as four plain decimal numbers'],
    ['100.64.0.1', 'shared inside your provider’s network'],
    ['192.0.2.1', 'reserved for examples'],
  ])('%s is refused with the sentence that helps, and stays in the field', async (address, sentence) => {
    await openDialog()
    type('Addresses to add', address)
    await send()
    expect(byRole('alert').textContent).toContain(sentence)
    expect(byRole('textbox', 'Addresses to add')).toHaveProperty('value', address)
    expect(api.callsOf('sendRequest')).toEqual([])
  })

  test('what the server refuses by line is said beside the one field', async () => {
    api.refuse(sendRequest, { code: 'request.invalid', status: 422, fields: [{ field: 'add.0', code: 'address.already-listed' }] })
    await openDialog()
    type('Addresses to add', '199.43.135.53')
    await send()
    expect(byRole('textbox', 'Addresses to add').getAttribute('aria-invalid')).toBe('true')
  })

  test('Escape closes it, and the draft is still there when it opens again', async () => {
    await openDialog()
    type('What should we know?', 'half a sentence')
    byRole('dialog').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await settle()
    expect(allByRole('dialog')).toEqual([])
    byRole('button', 'Notify us').click()
    await vi.waitFor(() => byRole('dialog'), { timeout: 20_000 })
    expect(byRole('textbox', 'What should we know?')).toHaveProperty('value', 'half a sentence')
  })

  test('after the session ended the draft is given back to the same person, and to nobody else', async () => {
    await openDialog()
    const session = useSessionStore()
    session.become(customer)
    byRole('button', 'Notify us').click()
    await vi.waitFor(() => byRole('dialog'), { timeout: 20_000 })
    type('What should we know?', 'half a sentence')
    session.forget()
    await settle()
    expect(allByRole('dialog')).toEqual([])
    session.become(customer)
    expect(useNotifyStore().draft.message).toBe('half a sentence')
    session.become({ ...customer, id: staffPerson.id })
    expect(useNotifyStore().draft.message).toBe('')
  })

  test('an error in it begins the window’s title, as long as it is open', async () => {
    await mountPage({ api, at: '/addresses', component: defineComponent(() => () => [h(RouterView), h(NotifyButton)]) })
    await vi.waitFor(() => byRole('heading', 'Confirm your outbound IP addresses'), { timeout: 20_000 })
    byRole('button', 'Notify us').click()
    await vi.waitFor(() => byRole('dialog'), { timeout: 20_000 })
    await settle()
    await send()
    expect(document.title).toMatch(/^Error: /u)
    byRole('dialog').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await settle()
    expect(document.title).not.toMatch(/^Error: /u)
  })

  test('where no addresses are needed it asks for a sentence alone', async () => {
    await mountPage({ api, component: NotifyButton })
    api.answer(getJourney, makeJourney({ account: makeAccount({ platform: 'office-365' }) }))
    await useJourneyStore().load()
    byRole('button', 'Notify us').click()
    await vi.waitFor(() => byRole('dialog'), { timeout: 20_000 })
    await settle()
    expect(allByRole('textbox').map((field) => field.id)).toEqual(['message'])
    expect(allByRole('checkbox')).toEqual([])
    await send()
    expect(byRole('alert').textContent).toContain('Write a sentence about what you need.')
  })

  test('without a connection the text stays and can be sent again', async () => {
    await openDialog()
    type('What should we know?', 'Please call')
    api.goOffline()
    await send()
    expect(byRole('alert').textContent).toContain('We could not reach the server.')
    api.goOnline()
    api.answer(sendRequest, request)
    await send()
    expect(byRole('dialog').textContent).toContain('C-7K2M-4QXD')
  })
})
