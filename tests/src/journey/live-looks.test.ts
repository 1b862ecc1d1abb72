import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick, watch } from 'vue'
import { checkProof, checkSpf, getJourney, type DomainView } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { announcement } from '../../../src/components/announcer.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeDomain, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { announced, byRole, text } from '../../helpers/screen.ts'
import { doubled, makeProof, makeServer, makeSource, makeWatch, provenProof } from '../../helpers/source-fixtures.ts'
import { checked, makeReport, missingReport, movePlan, provenDomain, twoRecordsReport } from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/components/WhereaboutsNote.vue'
import '../../../src/journey/DomainsStep.vue'
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/SpfCheckStep.vue'
import '../../../src/journey/SpfRecordStep.vue'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
vi.setConfig({ testTimeout: 30_000 })

let api: FakeApi
let said: string[] = []
let stopListening = () => {}
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  said = []
  stopListening = watch(announcement, (sentence) => {
    if (sentence !== '') said.push(sentence)
  })
})
afterEach(() => {
  stopListening()
  Reflect.deleteProperty(document, 'hidden')
})

const proofDomain = (changes: Partial<DomainView['proof']>, watches: DomainView['watches'] = []) => ({ ...makeDomain('northwind.example', 0, { proof: changes }), watches })
const spfDomain = (spf: Partial<DomainView['spf']>, watches: DomainView['watches'] = []) => ({ ...provenDomain(spf), watches })

async function open(at: string, domain: DomainView) {
  api.answer(getJourney, makeJourney({ domains: [domain] }))
  const page = await mountPage({ api, at })
  await vi.waitFor(() => byRole('heading', /^(Validate your domains|Validate your SPF record|Your SPF record)/u), { timeout: 20_000 })
  await settle()
  return { ...page, news: async (next: DomainView, version = 2) => {
    api.answer(getJourney, makeJourney({ version, domains: [next] }))
    page.live.tell('journey', accountId)
    await settle()
  } }
}
const asked = (domain: DomainView, kind: 'proof' | 'spf') => ({
  topic: 'asked' as const, accountId, domainId: domain.id, kind, askedAt: new Date(Date.now() + 1_000).toISOString(), nextAt: new Date(Date.now() + 6_000).toISOString(),
})
const clock = (at: string) => at.slice(11, 19)

describe('a look that found nothing new', () => {
  test('moves the two times on the page, and neither reads anew nor says anything', async () => {
    const waiting = proofDomain({ evidence: makeProof() }, [makeWatch()])
    const { live } = await open('/domains', waiting)
    const reads = api.callsOf('getJourney').length
    const event = asked(waiting, 'proof')
    live.tellAsked(event)
    await settle()
    expect(text()).toContain(`Asked again at ${clock(event.askedAt)} UTC, next look at ${clock(event.nextAt)} UTC.`)
    expect(api.callsOf('getJourney')).toHaveLength(reads)
    expect(said).toEqual([])
  })

  test('of another kind, or of another account, moves nothing', async () => {
    const waiting = proofDomain({ evidence: makeProof() }, [makeWatch()])
    const { live } = await open('/domains', waiting)
    const before = document.querySelector('[data-watch]')?.textContent
    live.tellAsked(asked(waiting, 'spf'))
    live.tellAsked({ ...asked(waiting, 'proof'), accountId: 'somebody else' })
    await settle()
    expect(document.querySelector('[data-watch]')?.textContent).toBe(before)
  })

  test('an older time never replaces a newer one', async () => {
    const waiting = proofDomain({ evidence: makeProof() }, [makeWatch()])
    const { live } = await open('/domains', waiting)
    const newer = asked(waiting, 'proof')
    live.tellAsked({ ...newer, askedAt: '2026-01-01T00:00:00.000Z' })
    await settle()
    expect(text()).not.toContain('1 Jan 2026')
  })

  test('is also seen on the pages of the SPF record', async () => {
    const waiting = spfDomain({ evidence: checked(missingReport) }, [makeWatch({ kind: 'spf' })])
    for (const at of ['/spf-check', '/spf-record']) {
      const { live, wrapper } = await open(at, waiting)
      const event = asked(waiting, 'spf')
      live.tellAsked(event)
      await settle()
      expect(text()).toContain(`Asked again at ${clock(event.askedAt)} UTC`)
      wrapper.unmount()
    }
  })
})

describe('the page turns by itself', () => {
  test('when the code appears, the live region says it once and the focus stays where it was', async () => {
    const { news } = await open('/domains', proofDomain({ evidence: makeProof() }, [makeWatch()]))
    byRole('button', 'Check again').focus()
    const proven = proofDomain({ evidence: provenProof(), provenAt: '2026-11-21T18:04:12.000Z' })
    await news(proven)
    expect(text()).toContain('The code stands in a TXT record of northwind.example.')
    expect(text()).not.toContain('We go on looking')
    expect(document.activeElement).toBe(byRole('button', 'Check again'))
    await news(proven, 3)
    expect(said).toEqual(['northwind.example: The code stands in a TXT record of northwind.example. Asked 21 Nov 2026, 18:04:12 UTC.'])
  })

  test('when the SPF record becomes right, and once more when it has spread', async () => {
    const { news } = await open('/spf-check', spfDomain({ evidence: checked(missingReport) }, [makeWatch({ kind: 'spf' })]))
    const right = (second: number, state: 'at-source' | 'everywhere') =>
      spfDomain({ evidence: { ...checked(makeReport(), second), source: makeSource({ state }) }, validAt: '2026-11-21T18:04:12.000Z' })
    await news(right(20, 'at-source'))
    await news(right(25, 'at-source'), 3)
    await news(right(30, 'everywhere'), 4)
    expect(said).toEqual([
      'northwind.example: the SPF record is valid. The name servers of northwind.example give this answer.',
      'northwind.example: the SPF record is valid.',
    ])
    expect(document.querySelector('[data-finding]')?.getAttribute('data-finding')).toBe('right')
  })

  test('what one’s own check finds is said by the check alone, though the news of it arrives as well', async () => {
    const { news, live } = await open('/domains', proofDomain({ evidence: makeProof() }))
    const proven = proofDomain({ evidence: provenProof(), provenAt: '2026-11-21T18:04:12.000Z' })
    const release = api.answerLater(checkProof)
    byRole('button', 'Check again').click()
    api.answer(getJourney, makeJourney({ version: 2, domains: [proven] }))
    live.tell('journey', accountId)
    await settle()
    release(makeJourney({ version: 2, domains: [proven] }))
    await settle()
    await news(proven)
    expect(said).toHaveLength(1)
    expect(announced()).toContain('The code stands in a TXT record')
  })
})

describe('which domain is shown', () => {
  test('is told as long as it is watched, its step is open and its tab can be seen', async () => {
    const { live, router, news } = await open('/domains', proofDomain({ evidence: makeProof() }))
    expect(live.viewed()).toBeNull()
    const watched = proofDomain({ evidence: makeProof() }, [makeWatch()])
    await news(watched)
    expect(live.viewed()).toBe(watched.id)
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    await nextTick()
    expect(live.viewed()).toBeNull()
    Object.defineProperty(document, 'hidden', { value: false, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    await nextTick()
    expect(live.viewed()).toBe(watched.id)
    await router.push('/')
    await settle()
    expect(live.viewed()).toBeNull()
  })
})

describe('name servers that disagree', () => {
  test('about the code are neither “could not ask” nor a fault', async () => {
    const evidence = makeProof({ outcome: 'unavailable', finding: 'servers-disagree', sources: [makeSource({ state: 'servers-disagree', servers: [makeServer(), makeServer({ host: 'ns2.hoster.example', outcome: 'nodata', found: [] })] })] })
    await open('/domains', proofDomain({ evidence }))
    expect(document.querySelector('[data-domain]')?.textContent).toContain('Name servers disagree')
    expect(document.querySelector('[data-finding]')?.textContent).toContain('Different answers')
    expect(text()).not.toContain('We could not ask')
    expect(text().match(/disagree about|do not all give/gu)).toHaveLength(1)
    expect(byRole('link', 'Explain this result').getAttribute('href')).toBe(`/evidence/${evidence.id}`)
  })

  test('about the SPF record leave it without a result', async () => {
    const report = makeReport({ outcome: 'unavailable', unavailable: { reason: 'servers-disagree', tryAgain: true }, records: [], tree: [] })
    const { wrapper } = await open('/spf-check', spfDomain({}))
    api.answer(checkSpf, makeJourney({ version: 2, domains: [spfDomain({ evidence: { ...checked(report), source: makeSource({ state: 'servers-disagree' }) } })] }))
    byRole('button', 'Validate').click()
    await settle()
    expect(text()).toContain('The name servers of northwind.example do not agree, so there is no result yet.')
    expect(text()).not.toContain('We could not ask')
    expect(announced()).toBe('northwind.example: the name servers do not agree.')
    wrapper.unmount()
    await open('/spf-record', spfDomain({ evidence: checked(report) }))
    expect(text()).toContain('The name servers give different answers')
  })
})

describe('a record that went astray', () => {
  test('is named before what to publish, with its repair to copy, and “not there yet” is not said', async () => {
    await open('/domains', proofDomain({ evidence: makeProof({ whereabouts: doubled }) }))
    await vi.waitFor(() => expect(document.querySelector('[data-whereabouts]')).not.toBeNull(), { timeout: 20_000 })
    const shown = text()
    expect(document.querySelector('[data-finding]')?.getAttribute('data-finding')).toBe('wrong')
    expect(shown).toContain('The record stands at northwind.example.northwind.example.')
    expect(shown.indexOf('The record stands at')).toBeLessThan(shown.indexOf('Both records, of which one is enough'))
    expect(shown).not.toContain('The code is not in DNS yet.')
    expect(document.querySelector('[data-whereabouts] [data-record]')?.textContent).toContain('mq4z7c2n5k8w3x6b9d1f0g2h4j6l8p00')
    expect(document.querySelector('[data-domain]')?.textContent).toContain('Published, but not right')
  })

  test('where an @ became a part of the name, no @ is offered to copy again', async () => {
    await open('/domains', proofDomain({ evidence: makeProof({ whereabouts: { ...doubled, cause: 'at-sign-label', name: '@.northwind.example' } }) }))
    await vi.waitFor(() => expect(document.querySelector('[data-whereabouts] [data-record]')).not.toBeNull(), { timeout: 20_000 })
    const record = document.querySelector('[data-whereabouts] [data-record]')
    expect(record?.textContent).toContain('Leave this field empty.')
    expect([...(record?.querySelectorAll('code') ?? [])].map((code) => code.textContent)).not.toContain('@')
  })

  test('never brings a second record to copy: where one is to be published further down, it says so', async () => {
    const whereabouts = { ...doubled, repair: { host: '@', type: 'TXT' as const, value: 'v=spf1 -all' } }
    const evidence = { ...checked(missingReport), whereabouts }
    await open('/spf-record', spfDomain({ evidence, answer: { mailPaths: 'others-too' }, plan: movePlan }))
    await vi.waitFor(() => expect(document.querySelector('[data-whereabouts]')).not.toBeNull(), { timeout: 20_000 })
    expect(document.querySelectorAll('[data-record]')).toHaveLength(1)
    expect(document.querySelector('[data-whereabouts]')?.textContent).toContain('The record to publish is shown further down.')
  })

  test('on the page of the check the record to copy is the planned one, whatever the look wanted', async () => {
    const whereabouts = { ...doubled, repair: { host: '@', type: 'TXT' as const, value: 'v=spf1 -all' } }
    await open('/spf-check', spfDomain({ evidence: { ...checked(missingReport), whereabouts }, answer: { mailPaths: 'others-too' }, plan: movePlan }))
    await vi.waitFor(() => expect(document.querySelector('[data-whereabouts] [data-record]')).not.toBeNull(), { timeout: 20_000 })
    expect(document.querySelector('[data-whereabouts] [data-record]')?.textContent).toContain(movePlan.record)
    expect(document.querySelector('[data-whereabouts] [data-record]')?.textContent).not.toContain('v=spf1 -all')
  })

  test('two records are the finding that they are, to be joined and not to be halved', async () => {
    const whereabouts = { ...doubled, cause: 'two-records' as const, params: { ...doubled.params, count: '2' }, repair: null }
    await open('/spf-check', spfDomain({ evidence: { ...checked(twoRecordsReport), whereabouts } }))
    expect(document.querySelector('[data-whereabouts]')).toBeNull()
    expect(text()).toContain('Publish the one record that Connect proposes')
  })

  test('stands first in the verdict on the SPF record; what is missing is folded behind it', async () => {
    const whereabouts = { ...doubled, repair: { host: '@', type: 'TXT' as const, value: 'v=spf1 include:eu._netblocks.mimecast.com ~all' } }
    await open('/spf-check', spfDomain({ evidence: { ...checked(missingReport), whereabouts } }))
    await vi.waitFor(() => expect(document.querySelector('[data-whereabouts]')).not.toBeNull(), { timeout: 20_000 })
    expect(document.querySelectorAll('[data-finding]')).toHaveLength(1)
    const folded = [...document.querySelectorAll('details')].find((details) => details.textContent.includes('One more remark'))
    expect(folded?.textContent).toMatch(/no SPF record/u)
  })
})
