import { beforeEach, describe, expect, test, vi } from 'vitest'
import { getJourney, type DomainView } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { createShare } from '#core/contract/shares.ts'
import { watchWords } from '#core/messages/en/watch.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeDomain, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text } from '../../helpers/screen.ts'
import { doubled, makeProof, makeSource, makeWatch, provenProof } from '../../helpers/source-fixtures.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'
import { makeShare } from '../share/fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/components/WhereaboutsNote.vue'
import '../../../src/journey/DomainsStep.vue'
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/share/SharePanel.vue'

unmountAfterEach()
vi.setConfig({ testTimeout: 30_000 })

let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
})

const target = 'validate-domain.mimecast.com'
const withProof = (proof: Partial<DomainView['proof']>, watches: DomainView['watches'] = []) => ({ ...makeDomain('northwind.example', 0, { proof }), watches })
const waiting = () => withProof({ evidence: makeProof() }, [makeWatch()])
const proven = withProof({ evidence: provenProof(), provenAt: '2026-11-21T18:04:12.000Z' })
const elsewhere = makeProof({ finding: 'cname-elsewhere', params: { name: 'code.northwind.example', found: 'other.example' } })

async function open(domain: DomainView) {
  api.answer(getJourney, makeJourney({ domains: [domain] }))
  const { live } = await mountPage({ api, at: '/domains' })
  await vi.waitFor(() => byRole('heading', 'Validate your domains'), { timeout: 20_000 })
  await settle()
  return { news: async (next: DomainView, version = 2) => {
    api.answer(getJourney, makeJourney({ version, domains: [next] }))
    live.tell('journey', accountId)
    await settle()
  } }
}
const finding = () => document.querySelector('[data-finding]')?.textContent ?? ''
const rowButton = () => byRole('button', /^northwind\.example/u)

describe('what the result of a look says', () => {
  test('a domain that nobody has looked at is not said to be unpublished', async () => {
    await open(withProof({}))
    expect(rowButton().textContent).toContain('Not checked yet')
  })

  test('a CNAME that leads elsewhere: its target is what is wanted, and the form with it is open', async () => {
    const { news } = await open(withProof({ evidence: makeProof() }))
    expect(byRole('tab', 'TXT record').getAttribute('aria-selected')).toBe('true')
    await news(withProof({ evidence: elsewhere }))
    expect(finding()).toMatch(new RegExp(`Wanted\\s*${target}\\s*Found\\s*other\\.example`, 'u'))
    expect(byRole('tab', 'CNAME record').getAttribute('aria-selected')).toBe('true')
  })

  test.each([
    ['stands at another name', makeProof({ whereabouts: doubled })],
    ['holds another code', makeProof({ finding: 'another-code', params: { name: 'northwind.example', found: 'abc' } })],
    ['leads elsewhere', elsewhere],
  ])('of a record that %s it never says that there is none', async (_, evidence) => {
    await open(withProof({ evidence }))
    expect(finding()).not.toContain('no such record')
    expect(finding()).toContain('Who was asked, and what each said')
  })

  test('of a code that is not there it does', async () => {
    await open(waiting())
    expect(finding()).toContain('no such record')
  })

  test('that there is nothing to do is said beside a right record only', async () => {
    const sources = [makeSource({ state: 'at-source', cachesUntil: new Date(Date.now() + 3_600_000).toISOString() })]
    await open(withProof({ evidence: provenProof({ sources }), provenAt: '2026-11-21T18:04:12.000Z' }))
    expect(finding()).toContain('There is nothing to do.')
    document.body.innerHTML = ''
    await open(withProof({ evidence: makeProof({ sources }) }))
    expect(finding()).toContain('They then ask again by themselves.')
    expect(finding()).not.toContain('There is nothing to do.')
  })

  test.each(['one-witness', 'resolvers-fail'] as const)('what was seen and is not sure yet is not said to be unasked (%s)', async (found) => {
    await open(withProof({ evidence: makeProof({ outcome: 'unavailable', finding: found }) }))
    expect(finding()).toContain('Not sure yet')
    expect(rowButton().textContent).toContain('Not sure yet')
    expect(text()).not.toContain('We could not ask')
  })

  test('that nobody could be asked is said once', async () => {
    await open(withProof({ evidence: makeProof({ outcome: 'unavailable', finding: 'could-not-ask', sources: [makeSource({ state: 'could-not-ask' })] }) }))
    expect(finding().match(/says nothing about your record/gu)).toHaveLength(1)
    expect(finding().match(/could not ask/gu)).toHaveLength(1)
  })

  test('what the finding itself says of the name servers is not said again, and nobody is promised what no watch does', async () => {
    const sources = [makeSource({ state: 'at-source' })]
    await open(withProof({ evidence: makeProof({ outcome: 'unavailable', finding: 'resolvers-fail', sources }) }))
    expect(finding()).toContain('report a failure')
    expect(finding()).not.toContain('give this answer')
    expect(text()).not.toContain('go on looking')
  })

  test('when the looks by themselves are over, that is said, with how to start them again', async () => {
    const { news } = await open(waiting())
    expect(text()).not.toContain(watchWords.ended)
    await news(withProof({ evidence: makeProof() }))
    expect(text()).toContain(watchWords.ended)
    await news(proven, 3)
    expect(text()).not.toContain(watchWords.ended)
  })

  test('a look in vain at a validated domain begins by saying that it stays so', async () => {
    await open(withProof({ provenAt: '2026-11-21T17:00:00.000Z', evidence: makeProof({ outcome: 'unavailable', finding: 'could-not-ask' }) }))
    expect(finding()).toMatch(/The domain stays validated\. The code was seen on 21 Nov 2026, 17:00:00 UTC.*Asked/su)
  })

  test.each([['no cause', null], ['a cause', doubled]])('with %s the button stands above the result', async (_, whereabouts) => {
    await open(withProof({ evidence: makeProof({ whereabouts }) }))
    const place = byRole('button', 'Check again').compareDocumentPosition(document.querySelector('[data-finding]') ?? document)
    expect(place & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })
})

describe('when the page turns by itself', () => {
  test('focus on what goes moves to the row of the domain', async () => {
    const { news } = await open(waiting())
    byRole('button', 'Copy Value').focus()
    await news(proven)
    expect(allByRole('button', 'Copy Value')).toEqual([])
    expect(document.activeElement).toBe(rowButton())
  })

  test('focus on what stays is not touched, nor is it taken by a page that nobody is in', async () => {
    const { news } = await open(waiting())
    await news(proven)
    expect(document.activeElement).toBe(document.body)
  })

  test('a link that was just made stays to be copied', async () => {
    const { news } = await open(waiting())
    const url = 'https://connect.example/s/abc'
    api.answer(createShare, { share: makeShare({ purpose: 'domain-proof' }), url })
    byRole('button', 'Share with a colleague').click()
    await settle()
    byRole('button', 'Create the link').click()
    await settle()
    expect(text()).toContain(url)
    await news(proven)
    expect(text()).toContain('The code stands in a TXT record of northwind.example.')
    expect(text()).toContain(url)
  })

  test('without one there is nothing left to share', async () => {
    const { news } = await open(waiting())
    await news(proven)
    expect(allByRole('button', 'Share with a colleague')).toEqual([])
  })
})
