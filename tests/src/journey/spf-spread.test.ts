import { afterEach, expect, it } from 'vitest'
import { getJourney, type DomainView } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { watchWords } from '#core/messages/en/watch.ts'
import { createFakeApi } from '../../helpers/fake-api.ts'
import { customer, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { text } from '../../helpers/screen.ts'
import { doubled, makeSource, makeWatch } from '../../helpers/source-fixtures.ts'
import { checked, makeReport, missingReport, provenDomain, secondReport, silentReport } from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/SpfCheckStep.vue'

/** What is said of who has the record, beneath the verdict on it. */
let page: MountedPage | null = null
afterEach(() => {
  page?.wrapper.unmount()
  page = null
})

async function open(domains: DomainView[]): Promise<void> {
  const api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney({ domains }))
  page = await mountPage({ api, at: '/spf-check' })
  await settle()
}

it('of a record at another name it is never said that there is none', async () => {
  const evidence = { ...checked(missingReport), source: makeSource({ state: 'not-published' }), whereabouts: doubled }
  await open([provenDomain({ evidence })])
  expect(text()).not.toContain('no such record')
  page?.wrapper.unmount()
  await open([provenDomain({ evidence: { ...evidence, whereabouts: null } })])
  expect(text()).toContain('no such record')
})

it('that there is nothing to do is said beside a right record only', async () => {
  const source = makeSource({ state: 'at-source', cachesUntil: new Date(Date.now() + 3_600_000).toISOString() })
  await open([provenDomain({ evidence: { ...checked(secondReport), source } })])
  expect(text()).toContain('They then ask again by themselves.')
  expect(text()).not.toContain('There is nothing to do.')
  page?.wrapper.unmount()
  await open([provenDomain({ evidence: { ...checked(makeReport()), source } })])
  expect(text()).toContain('There is nothing to do.')
})

it.each([
  ['may pass', { reason: 'timeout', tryAgain: true }, 'No server answered in time. Try again in a few minutes.'],
  ['stays', { reason: 'lame', tryAgain: false }, 'Asking again will hardly help.'],
])('that nobody could be asked is said once, and what to do where it %s', async (_, unavailable, advice) => {
  const evidence = { ...checked({ ...silentReport, unavailable }), source: makeSource({ state: 'could-not-ask' }) }
  await open([provenDomain({ evidence })])
  const said = document.querySelector('[data-finding]')?.textContent ?? ''
  expect(said).toContain(advice)
  expect(said.match(/could not ask/gu)).toHaveLength(1)
  expect(said.match(/again/gu)).toHaveLength(1)
})

it('when the looks by themselves are over, that is said, unless the record is right', async () => {
  const watched = { ...provenDomain({ evidence: checked(secondReport) }), watches: [makeWatch({ kind: 'spf' })] }
  const cases: [DomainView, boolean][] = [[watched, false], [{ ...watched, watches: [] }, true], [provenDomain({ evidence: checked(makeReport()) }), false]]
  for (const [domain, isOver] of cases) {
    await open([domain])
    expect(text().includes(watchWords.ended)).toBe(isOver)
    page?.wrapper.unmount()
  }
})
