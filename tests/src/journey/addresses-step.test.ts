import { beforeEach, describe, expect, test, vi } from 'vitest'
import { confirmAddresses, getJourney, getSeenAddress } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { useNotifyStore } from '../../../src/stores/notify.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeAccount, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text } from '../../helpers/screen.ts'
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
