import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sharedLiveEventsPath } from '#core/contract/live.ts'
import { getShared, type SharedView } from '#core/contract/shares.ts'
import { createFakeApi } from '../../helpers/fake-api.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { byRole, text } from '../../helpers/screen.ts'
import { makeProofView, makeReport, makeSpfView, planned, token } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => import('../../../src/share/SharedPage.vue'), 60_000)
afterEach(() => {
  page?.wrapper.unmount()
})

async function show(view: SharedView): Promise<void> {
  const api = createFakeApi()
  api.answer(getShared, view)
  // Nothing comes on the stream.
  const fetch: typeof globalThis.fetch = (input, init) => (input === sharedLiveEventsPath ? new Promise(() => undefined) : api.fetch(input, init))
  page = await mountPage({ api: { ...api, fetch }, at: `/s/${token}` })
  await vi.waitFor(() => expect(document.querySelector('[data-shared]')).not.toBeNull(), { timeout: 20_000 })
  await settle()
}

const right = makeReport({ outcome: 'valid', records: [planned], findings: [] })

describe('a shared page on which nothing is left to do', () => {
  it.each([
    ['the code was seen', makeProofView('code-at-domain'), 'northwind.example is validated'],
    ['the record is right', makeSpfView(right), 'The SPF record of northwind.example is right'],
  ])('no longer asks for it once %s', async (_, view, heading) => {
    await show(view)
    expect(byRole('heading', heading)).toBeTruthy()
    expect(document.title).toContain(heading)
    expect(text()).not.toMatch(/Please publish|asks you to|Once we see/u)
    expect(text()).toContain('We have seen it. There is nothing left to do.')
    expect(text()).not.toContain('Read what to publish')
    expect(text().match(/nothing left/gu)).toHaveLength(1)
    expect(text().match(/Leave the record in place/gu)).toHaveLength(1)
  })

  it.each([
    ['the code is not there', makeProofView('code-missing')],
    ['nobody could be asked', makeProofView('could-not-ask')],
    ['the record is wrong', makeSpfView()],
  ])('goes on asking while %s', async (_, view) => {
    await show(view)
    expect(text()).toMatch(/Please publish.*asks you to.*Once we see/u)
  })

  it('has the button above the result', async () => {
    await show(makeProofView('code-missing'))
    const place = byRole('button', 'Check now').compareDocumentPosition(document.querySelector('[data-finding]') ?? document)
    expect(place & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })
})
