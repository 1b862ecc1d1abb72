import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ProofEvidence } from '#core/contract/evidence.ts'
import { addDomain, checkProof, getJourney } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeDomain, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text, type } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
// The first page of a file brings Vue, the dialog and the tabs with it: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 30_000 })

const askedAt = '2026-11-21T18:04:12.000Z'
const evidence = (changes: Partial<ProofEvidence>): ProofEvidence => ({
  id: '00000000-0000-4000-8000-000000000900', askedAt, outcome: 'not-proven', finding: 'code-missing', params: {},
  asked: [{ name: 'northwind.example', type: 'TXT', outcome: 'answer', server: '127.0.0.1:53', found: ['v=spf1 ~all'], ttlSeconds: 60, cached: false }],
  sources: [], whereabouts: null,
  ...changes,
})
const withProof = (changes: Partial<ProofEvidence>, version = 2) =>
  makeJourney({ version, domains: [makeDomain('northwind.example', 0, { proof: { evidence: evidence(changes), provenAt: changes.outcome === 'proven' ? askedAt : null } })] })

let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
})
const open = (at = '/domains') => mountPage({ api, at })
const shown = () => vi.waitFor(() => byRole('heading', 'Validate your domains'), { timeout: 20_000 })
async function check(): Promise<void> {
  byRole('button', /^Check (now|again)$/u).click()
  await settle()
}

describe('validating domains', () => {
  test('the only domain is open, with its code as TXT at the domain, and nothing was asked of DNS', async () => {
    await open()
    await shown()
    expect(text()).toContain(makeDomain('northwind.example', 0).proof.code)
    expect(allByRole('tab').map((tab) => tab.textContent.trim())).toEqual(['TXT record', 'CNAME record'])
    expect(api.callsOf('checkProof')).toEqual([])
    expect(document.title).toBe('1 of 7 done: Validate your domains – Connect')
  })

  test('the arrow key leads to the CNAME form, with the code as its host', async () => {
    await open()
    await shown()
    const txt = byRole('tab', 'TXT record')
    txt.focus()
    txt.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
    await settle()
    expect(byRole('tab', 'CNAME record').getAttribute('aria-selected')).toBe('true')
    expect(text()).toContain('validate-domain.mimecast.com')
  })

  test.each([
    ['code-missing', 'not-proven', 'waiting', 'The code is not in DNS yet.'],
    ['another-code', 'not-proven', 'wrong', 'northwind.example holds another code: abc'],
    ['could-not-ask', 'unavailable', 'unknown', 'We have no answer about northwind.example yet.'],
    ['code-at-domain', 'proven', 'right', 'The code stands in a TXT record of northwind.example.'],
  ] as const)('the finding %s is shown as what it is, with its time, and announced', async (finding, outcome, mark, sentence) => {
    api.answer(checkProof, withProof({ finding, outcome, params: { name: 'northwind.example', found: 'abc' } }))
    await open()
    await shown()
    await check()
    const box = document.querySelector('[data-finding]')
    expect(box?.getAttribute('data-finding')).toBe(mark)
    expect(box?.textContent).toContain(sentence)
    expect(box?.textContent).toContain('21 Nov 2026, 18:04:12 UTC')
    expect(announced()).toContain(sentence)
  })

  test('a domain that was just validated stays open, so that the result can be read', async () => {
    const domains = [makeDomain('northwind.example', 0), makeDomain('northwind-shop.example', 1)]
    api.answer(getJourney, makeJourney({ domains }))
    const proven = makeDomain('northwind.example', 0, { proof: { provenAt: askedAt, evidence: evidence({ outcome: 'proven', finding: 'code-at-domain', params: { name: 'northwind.example' } }) } })
    api.answer(checkProof, makeJourney({ version: 2, domains: [proven, makeDomain('northwind-shop.example', 1)] }))
    await open()
    await shown()
    await check()
    expect(text()).toContain('The code stands in a TXT record of northwind.example.')
  })

  test('each press shows a new time, even when nothing else changed', async () => {
    api.answer(checkProof, withProof({}))
    await open()
    await shown()
    await check()
    api.answer(checkProof, withProof({ askedAt: '2026-11-21T18:05:00.000Z' }, 3))
    await check()
    expect(text()).toContain('21 Nov 2026, 18:05:00 UTC')
    expect(announced()).toContain('18:05:00')
  })

  test('while it asks, the button says so and a second press does nothing', async () => {
    const release = api.answerLater(checkProof)
    await open()
    await shown()
    await check()
    const button = byRole('button', 'Asking DNS …')
    button.click()
    release(withProof({}))
    await settle()
    expect(api.callsOf('checkProof')).toHaveLength(1)
  })

  test('asked too often, it counts the seconds down instead of ignoring the press', async () => {
    api.refuse(checkProof, { code: 'request.too-many', status: 429, retryAfterSeconds: 9 })
    await open()
    await shown()
    await check()
    expect(text()).toContain('You can check again in 9 s.')
    expect(document.title).toContain('Validate your domains')
  })

  test('without a connection nothing is said about the record', async () => {
    await open()
    await shown()
    api.goOffline()
    await check()
    expect(byRole('alert').textContent).toContain('We could not reach the server.')
    expect(document.querySelector('[data-finding]')).toBeNull()
  })

  test('what strangers published is shown as text', async () => {
    api.answer(checkProof, withProof({ finding: 'another-code', params: { name: 'northwind.example', found: '<img src=x onerror=alert(1)>\u202e\u0000' } }))
    await open()
    await shown()
    await check()
    expect(text()).toContain('<img src=x onerror=alert(1)>[U+202E][U+0000]')
    expect(document.querySelector('img')).toBeNull()
  })

  test('the change of a colleague appears by itself', async () => {
    const { live } = await open()
    await shown()
    api.answer(getJourney, withProof({ outcome: 'proven', finding: 'code-at-domain', params: { name: 'northwind.example' } }))
    live.tell('journey', accountId)
    await settle()
    expect(text()).toContain('Validated')
  })
})

describe('many domains', () => {
  const domains = Array.from({ length: 60 }, (_, number) => makeDomain(`branch-${String(number).padStart(2, '0')}.example`, number))

  test('sixty stay a list with a search, one open at a time', async () => {
    api.answer(getJourney, makeJourney({ domains }))
    await open()
    await shown()
    expect(document.querySelectorAll('[data-domain]')).toHaveLength(60)
    expect(document.querySelectorAll('[data-record]')).toHaveLength(1)
    type('Find a domain', 'branch-42')
    await settle()
    expect(document.querySelectorAll('[data-domain]')).toHaveLength(1)
    expect(announced()).toBe('1 of 60 domains')
  })

  test('the open one stands in the address', async () => {
    api.answer(getJourney, makeJourney({ domains }))
    const { router } = await open('/domains?domain=branch-07.example')
    await shown()
    expect(byRole('button', /^branch-07/u).getAttribute('aria-expanded')).toBe('true')
    byRole('button', /^branch-08/u).click()
    await settle()
    expect(router.currentRoute.value.query['domain']).toBe('branch-08.example')
    expect(document.querySelectorAll('[aria-expanded=true][aria-controls]')).toHaveLength(1)
  })
})

describe('adding a domain', () => {
  test('an empty field is an error with its sentence, and the title says so', async () => {
    await open()
    await shown()
    byRole('button', 'Add domain').click()
    await settle()
    expect(byRole('alert').textContent).toContain('Enter a domain')
    expect(document.title).toBe('Error: Validate your domains – Connect')
  })

  test('a refused name stays in the field, beside the server’s reason', async () => {
    api.refuse(addDomain, { code: 'request.invalid', status: 422, fields: [{ field: 'name', code: 'domain.empty-label', understood: 'a..b' }] })
    await open()
    await shown()
    type('Domain', 'http://A..B/')
    byRole('button', 'Add domain').click()
    await settle()
    expect(byRole('alert').textContent).toContain('“a..b” has a dot too many.')
    expect(byRole('textbox', 'Domain')).toHaveProperty('value', 'http://A..B/')
  })

  test('an added domain is named and opened', async () => {
    const added = makeJourney({ version: 2, domains: [makeDomain('northwind.example', 0), makeDomain('northwind-shop.example', 1)] })
    api.answer(addDomain, added)
    await open()
    await shown()
    type('Domain', ' Northwind-Shop.example. ')
    byRole('button', 'Add domain').click()
    await settle()
    expect(api.callsOf('addDomain')[0]?.body).toEqual({ name: ' Northwind-Shop.example. ' })
    expect(announced()).toBe('northwind-shop.example was added.')
    expect(byRole('button', /^northwind-shop/u).getAttribute('aria-expanded')).toBe('true')
  })
})
