import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { changeAccount, getAccount, inviteCustomer, reissuePassword, setDomainCode } from '#core/contract/staff.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { accountId, makeAccount, makeDomain, makeJourney } from '../../helpers/journeys.ts'
import { allByRole, byRole, text, type } from '../../helpers/screen.ts'
import { at, createStaffApi, later, makeDetail, personId } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => Promise.all([import('../../../src/staff/AccountPage.vue'), import('../../../src/staff/AccountJourney.vue')]), 60_000)
afterEach(() => page?.wrapper.unmount())

const url = 'http://localhost:3000/new-password#abcdefghijklmnopqrstuvwxyz'

async function open(journey = makeJourney()) {
  const api = createStaffApi()
  api.answer(getAccount, makeDetail(journey))
  page = await mountPage({ api, at: `/staff/accounts/${accountId}` })
  return api
}
async function press(name: string | RegExp): Promise<void> {
  byRole('button', name).click()
  await settle()
}
const hostsOf = (kind: string) => document.querySelector(`[data-hosts=${kind}]`) ?? undefined

describe('the page of one account', () => {
  it('shows why the customer goes on without a validated record', async () => {
    await open(makeJourney({ spfCheckSkipped: { at, by: 'Maria Lang', reason: 'The DNS is changed on Thursday.' } }))
    expect(text()).toContain('Goes on without a validated SPF record')
    expect(text()).toContain('“The DNS is changed on Thursday.”')
  })

  it('names where each host comes from and how sure it is', async () => {
    await open(makeJourney({ account: makeAccount({ region: 'ca', include: 'ca._netblocks.mimecast.com' }) }))
    expect(text(hostsOf('office365'))).toContain('Only a naming pattern, seen nowhere')
    expect(text(hostsOf('include'))).toContain('Seen in a dump of DNS answers')
  })

  it('overrides the hosts with those that staff typed, cleaned', async () => {
    const api = await open()
    api.answer(changeAccount, makeDetail())
    await press('Enter other names for Smart hosts')
    type('Host names, one on each line', 'Out-1.mimecast.example.\nout-2.mimecast.example')
    await press('Save')
    expect(api.callsOf('changeAccount')[0]?.body).toEqual({ generalSmartHosts: ['out-1.mimecast.example', 'out-2.mimecast.example'] })
    expect(text(hostsOf('general'))).toContain('Saved.')
  })

  it('refuses what is no host name and keeps it', async () => {
    const api = await open()
    await press('Enter other names for SPF include')
    type('Host name of the include', 'not a host!')
    await press('Save')
    expect(text(byRole('alert'))).toContain('“not” is not a host name')
    expect((byRole('textbox', 'Host name of the include') as HTMLTextAreaElement).value).toBe('not a host!')
    expect(api.callsOf('changeAccount')).toHaveLength(0)
  })

  it('takes an override back', async () => {
    const general = { hosts: ['a.mimecast.example'], checked: true, overridden: true, source: null }
    const api = await open(makeJourney({ account: makeAccount({ smartHosts: { general, office365: null } }) }))
    api.answer(changeAccount, makeDetail())
    await press('Use the table again for Smart hosts')
    expect(api.callsOf('changeAccount')[0]?.body).toEqual({ generalSmartHosts: null })
  })

  it('makes a link for a lost password and shows it once', async () => {
    const api = await open()
    api.answer(reissuePassword, { url, expiresAt: later })
    await press('New password link for Maria Lang')
    expect(api.callsOf('reissuePassword')[0]?.params).toEqual({ accountId, personId })
    expect(text()).toContain(url)
  })

  it('keeps a refused invitation as it was typed', async () => {
    const api = await open()
    api.refuse(inviteCustomer, { code: 'request.invalid', fields: [{ field: 'email', code: 'field.not-an-email' }] })
    type('Name', 'Tom')
    type('Email address', 'tom@')
    await press('Make the invitation link')
    expect(text(byRole('alert'))).toContain('Enter an email address')
    expect((byRole('textbox', 'Email address') as HTMLInputElement).value).toBe('tom@')
    expect((byRole('textbox', 'Name') as HTMLInputElement).value).toBe('Tom')
  })

  it('sets a code that Mimecast issued, and refuses what can be none', async () => {
    const api = await open()
    api.answer(setDomainCode, makeDetail())
    await press('Enter Mimecast’s code for northwind.example')
    type('Verification code that Mimecast issued', 'short')
    await press('Save')
    expect(text(byRole('alert'))).toContain('A code has 12 to 63')
    type('Verification code that Mimecast issued', ' ABCDEF123456 ')
    await press('Save')
    expect(api.callsOf('setDomainCode')[0]?.body).toEqual({ code: 'abcdef123456' })
  })

  it('removes an address only after asking', async () => {
    const api = await open()
    api.answer(changeAccount, makeDetail())
    await press('Remove address 193.0.6.139')
    expect(api.callsOf('changeAccount')).toHaveLength(0)
    const yes = await vi.waitFor(() => byRole('button', 'Remove the address'), { timeout: 20_000 })
    yes.click()
    await settle()
    expect(api.callsOf('changeAccount')[0]?.body).toEqual({ removeAddresses: ['193.0.6.139'] })
  })

  it('adds no address while one of them cannot be taken', async () => {
    const api = await open()
    type('Addresses to add', '199.43.135.53\n10.0.0.1')
    await press('Add these addresses')
    expect(text(byRole('alert'))).toContain('Some lines could not be taken')
    expect(api.callsOf('changeAccount')).toHaveLength(0)
  })

  it('lets one find a domain among sixty', async () => {
    await open(makeJourney({ domains: Array.from({ length: 60 }, (_, number) => makeDomain(`d${String(number)}.northwind.example`, number)) }))
    type('Find a domain', 'd42.')
    await settle()
    expect(document.querySelectorAll('[data-domain]')).toHaveLength(1)
  })
})

describe('the mirror of a customer’s set-up', () => {
  it('says whose it is and that nothing done here changes it, and offers no act', async () => {
    const api = createStaffApi()
    api.answer(getAccount, makeDetail())
    for (const step of ['', 'start', 'domains', 'addresses', 'spf-record', 'spf-check', 'connector', 'summary']) {
      page = await mountPage({ api, at: `/staff/accounts/${accountId}/journey/${step}` })
      if (step !== '') await vi.waitFor(() => expect(document.querySelector('article')).not.toBeNull(), { timeout: 20_000 })
      expect(text(document.querySelector('[data-mirror]') ?? undefined)).toContain('You are looking at the set-up of Northwind Ltd.')
      const acts = allByRole('button').map((button) => button.textContent.trim())
      expect(acts.filter((act) => /^(?:confirm|i have|validate|check|look|share|skip|add|begin|notify|start|save|use|show the)/iu.test(act)), step).toEqual([])
      page.wrapper.unmount()
    }
    expect(api.calls.every(({ name }) => name === 'getSession' || name === 'getAccount')).toBe(true)
  }, 60_000)

  it('leads from step to step inside itself', async () => {
    const api = createStaffApi()
    api.answer(getAccount, makeDetail())
    page = await mountPage({ api, at: `/staff/accounts/${accountId}/journey` })
    expect(byRole('link', 'Domains').getAttribute('href')).toBe(`/staff/accounts/${accountId}/journey/domains`)
    byRole('link', 'Domains').click()
    await vi.waitFor(() => byRole('heading', 'Validate your domains'), { timeout: 20_000 })
    byRole('link', /Outbound addresses/u).click()
    await vi.waitFor(() => byRole('heading', 'Confirm your outbound IP addresses'), { timeout: 20_000 })
    expect(document.activeElement).toBe(byRole('heading', 'Confirm your outbound IP addresses'))
    expect(text(document.querySelector('[data-mirror]') ?? undefined)).toContain('Nothing you do here changes it.')
  }, 60_000)
})
