import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { RouterView } from 'vue-router'
import { confirmAddresses, getJourney, getSeenAddress } from '#core/contract/journey.ts'
import { sendRequest, type NotifyRequest } from '#core/contract/requests.ts'
import { getSession } from '#core/contract/session.ts'
import NotifyButton from '../../../src/components/NotifyButton.vue'
import { useJourneyStore } from '../../../src/stores/journey.ts'
import { useNotifyStore } from '../../../src/stores/notify.ts'
import { useSessionStore } from '../../../src/stores/session.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeAccount, makeJourney, staffPerson } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text, type } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
// The first page of a file brings Vue, the dialog and the tabs with it: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 30_000 })

const confirmed = { at: '2026-11-21T18:04:12.000Z', by: 'Maria Lang' }
let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
  api.answer(getSeenAddress, { address: '193.0.6.139' })
})
const open = async () => {
  await mountPage({ api, at: '/addresses' })
  await vi.waitFor(() => byRole('heading', 'Confirm your outbound IP addresses'), { timeout: 20_000 })
  await settle()
}

describe('confirming the addresses', () => {
  test('exactly the list that was shown is confirmed, and that stays to be read', async () => {
    api.answer(confirmAddresses, makeJourney({ version: 2, addressesConfirmed: confirmed }))
    await open()
    byRole('button', 'Confirm these addresses').click()
    await settle()
    expect(api.callsOf('confirmAddresses')[0]?.body).toEqual({ addresses: ['193.0.6.139'] })
    expect(text()).toContain('Maria Lang confirmed this list.')
    expect(allByRole('button', 'Confirm these addresses')).toEqual([])
  })

  test('a list that changed meanwhile is read anew, and nothing is confirmed behind the person’s back', async () => {
    api.refuse(confirmAddresses, { code: 'conflict.changed-meanwhile', status: 409 })
    await open()
    const changed = makeJourney({ version: 3 })
    changed.addresses = [...changed.addresses, { id: '00000000-0000-4000-8000-000000000051', address: '199.43.135.53', addedAt: confirmed.at, activeFrom: confirmed.at }]
    api.answer(getJourney, changed)
    byRole('button', 'Confirm these addresses').click()
    await settle()
    expect(text()).toContain('199.43.135.53')
    expect(byRole('alert').textContent).toContain('Somebody changed this')
    expect(byRole('button', 'Confirm these addresses')).toBeTruthy()
  })

  test('a new address says from when, and that it needs up to two hours', async () => {
    const journey = makeJourney()
    const later = new Date(Date.now() + 90 * 60_000).toISOString()
    journey.addresses = journey.addresses.map((address) => ({ ...address, activeFrom: later }))
    api.answer(getJourney, journey)
    await open()
    expect(text()).toContain('expected from')
    expect(text()).toContain('in 1 hour')
    expect(text()).toContain('up to two hours')
  })

  test('without any address nothing can be confirmed, and the page says whom to tell', async () => {
    api.answer(getJourney, makeJourney({ addresses: [] }))
    await open()
    expect(text()).toContain('No address is listed yet')
    expect(allByRole('button', 'Confirm these addresses')).toEqual([])
    expect(byRole('button', 'Notify us of a change')).toBeTruthy()
  })

  test('ranges of the form are shown, with the reason why they are not accepted', async () => {
    api.answer(getJourney, makeJourney({ account: makeAccount({ rfiRanges: ['203.119.101.0/28'] }) }))
    await open()
    expect(text()).toContain('203.119.101.0/28')
    expect(text()).toContain('Only single addresses can be authorised.')
  })
})

describe('the address one is browsing from', () => {
  test.each([
    ['193.0.6.139', 'It is in the list above.'],
    ['199.43.135.53', 'It is not in the list above.'],
    ['127.0.0.1', 'Open this page on your mail server'],
    ['10.1.2.3', 'Open this page on your mail server'],
    ['2a00:1450:4001:800::1', 'is an IPv6 address'],
  ])('%s is explained', async (address, sentence) => {
    api.answer(getSeenAddress, { address })
    await open()
    expect(document.querySelector('[data-seen-address]')?.textContent).toContain(sentence)
  })

  test('one that is not listed can be asked for with one press', async () => {
    api.answer(getSeenAddress, { address: '199.43.135.53' })
    await open()
    byRole('button', 'Ask for this address to be added').click()
    expect(useNotifyStore()).toMatchObject({ isOpen: true, draft: { add: '199.43.135.53' } })
  })
})

describe('other ways of sending', () => {
  test.each(['office-365', 'hosted-exchange', 'google-workspace'] as const)('%s has nothing to confirm, and the page says why', async (platform) => {
    api.answer(getJourney, makeJourney({ account: makeAccount({ platform }) }))
    await open()
    expect(text()).toContain('which many companies share')
    expect(allByRole('button', /Confirm/u)).toEqual([])
    expect(api.callsOf('getSeenAddress')).toEqual([])
  })

  test('dynamic addresses lead to signing in, which can be confirmed', async () => {
    const account = makeAccount({ dynamicAddresses: true })
    api.answer(getJourney, makeJourney({ account, addresses: [] }))
    api.answer(confirmAddresses, makeJourney({ version: 2, account, addresses: [], addressesConfirmed: confirmed }))
    await open()
    expect(text()).toContain('SMTP authentication')
    byRole('button', 'Confirm that my server signs in').click()
    await settle()
    expect(api.callsOf('confirmAddresses')[0]?.body).toEqual({ addresses: [] })
    expect(text()).toContain('Maria Lang confirmed that the server signs in.')
  })

  test('who does not know is helped, not stopped', async () => {
    await open()
    expect(text()).toContain('I do not know which addresses we send from')
    expect(byRole('button', 'Ask for help')).toBeTruthy()
  })
})

describe('Contact Support', () => {
  const request: NotifyRequest = {
    id: '00000000-0000-4000-8000-000000000700', reference: 'C-7K2M-4QXD', account: { id: accountId, company: 'Northwind Ltd' }, state: 'sent',
    sentAt: confirmed.at, updatedAt: confirmed.at, sentBy: 'Maria Lang', message: 'New server', add: ['199.43.135.53'], remove: [],
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
