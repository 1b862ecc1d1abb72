import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkSpf, getJourney, skipSpfCheck, type DomainView } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import type { SpfReport } from '#core/contract/spf.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text, type } from '../../helpers/screen.ts'
import {
  checked, makeReport, missingReport, provenDomain, secondReport, silentReport, twoRecordsReport,
} from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/SpfCheckStep.vue'

let api: FakeApi
let page: MountedPage | null = null
beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
})
afterEach(() => {
  page?.wrapper.unmount()
  page = null
})

async function open(domains: DomainView[] = [provenDomain()]): Promise<void> {
  api.answer(getJourney, makeJourney({ domains }))
  page = await mountPage({ api, at: '/spf-check' })
  await settle()
}
async function press(name: string | RegExp): Promise<void> {
  byRole('button', name).click()
  await settle()
}
async function validate(report: SpfReport, second = 12, version = 2): Promise<void> {
  const validAt = report.outcome === 'valid' ? '2026-11-21T18:04:12.000Z' : null
  api.answer(checkSpf, makeJourney({ version, domains: [provenDomain({ evidence: checked(report, second), validAt })] }))
  await press('Validate')
}
const finding = () => document.querySelector('[data-finding]')?.getAttribute('data-finding')

it('opening asks nothing, and says that nothing has been validated', async () => {
  await open()
  expect(text()).toContain('This domain has not been validated yet.')
  expect(api.callsOf('checkSpf')).toEqual([])
  expect(byRole('combobox', 'Record to validate')).toBeTruthy()
})

it('while it asks, the page says so and a second press does nothing', async () => {
  await open()
  const release = api.answerLater(checkSpf)
  await press('Validate')
  expect(text()).toContain('We are asking the DNS about northwind.example.')
  expect(announced()).toContain('We are asking the DNS')
  await press('Validate')
  expect(api.callsOf('checkSpf')).toHaveLength(1)
  release(makeJourney({ version: 2, domains: [provenDomain({ evidence: checked(makeReport()) })] }))
  await settle()
  expect(announced()).toBe('northwind.example: the SPF record is valid.')
})

it('a valid record is right by shape and word, with the time of the check', async () => {
  await open()
  await validate(makeReport())
  expect(finding()).toBe('right')
  expect(text()).toContain('21 Nov 2026, 18:04:12 UTC')
  expect(allByRole('link', 'See the record to publish')).toEqual([])
})

it('Mimecast second is wrong: the term is marked in the record, with what to do and where', async () => {
  await open()
  await validate(secondReport)
  expect(finding()).toBe('wrong')
  const [record] = allByRole('group', 'SPF record of northwind.example')
  expect(record?.querySelector('mark')?.textContent).toBe('include:eu._netblocks.mimecast.com')
  expect(record?.textContent).toContain('must come first')
  expect(text()).toContain('number 2 of its mechanisms')
  expect(byRole('link', 'Say whether others send for it too').getAttribute('href')).toBe('/spf-record?domain=northwind.example')
})

it('two records are both shown, outside of what is folded', async () => {
  await open()
  await validate(twoRecordsReport)
  const shown = allByRole('group', 'SPF record of northwind.example').filter((group) => group.closest('[style*="display: none"]') === null)
  expect(shown.map((group) => group.textContent.replace(/\s+/gu, ' ').trim())).toEqual(twoRecordsReport.records)
})

it('what going on without it may cost is said until the record is right, not beneath a right one', async () => {
  const second = provenDomain({}, 'second.example', 1)
  await open([provenDomain(), second])
  expect(text()).toContain('You can go on without it')
  api.answer(checkSpf, makeJourney({ version: 2, domains: [provenDomain({ evidence: checked(makeReport()), validAt: '2026-11-21T18:04:12.000Z' }), second] }))
  await press('Validate')
  expect(finding()).toBe('right')
  expect(text()).not.toContain('You can go on without it')
  expect(text()).toContain('Go on without validating')
})

it('what could not be asked is neither right nor wrong', async () => {
  await open()
  await validate(silentReport)
  expect(finding()).toBe('unknown')
  expect(text()).toContain('No server answered in time.')
  expect(text()).not.toContain('not right yet')
  expect(announced()).toBe('northwind.example: we could not ask.')
})

it('no record and two records each have their own cause', async () => {
  await open()
  await validate(missingReport)
  expect(text()).toMatch(/no SPF record/u)
  await validate(twoRecordsReport, 13, 3)
  expect(finding()).toBe('wrong')
  expect(text()).toMatch(/2 SPF records/u)
})

it('one cause stands first, all others are folded behind it', async () => {
  await open()
  await validate({
    ...secondReport,
    findings: [{ code: 'ptr-used', severity: 'warning', record: 0, span: [7, 22], params: { term: 'ptr' } }, ...secondReport.findings],
  })
  const [folded] = document.querySelectorAll('details')
  expect(folded?.querySelector('summary')?.textContent).toBe('One more remark')
  expect(folded?.textContent).toContain('Warning:')
  expect(document.querySelector('[data-finding] mark')?.textContent).toBe('include:eu._netblocks.mimecast.com')
})

const answers = () => [...document.querySelectorAll('[data-finding] [data-axis]')].map((line) => [line.getAttribute('data-axis'), line.getAttribute('data-answer')])

it('three answers stand above what was found, each by a shape, a word and a sentence', async () => {
  await open()
  await validate({ ...secondReport, findings: [...secondReport.findings, { code: 'all-pass', severity: 'warning', record: 0, span: [58, 62], params: { term: '+all' } }] })
  expect(answers()).toEqual([['legal', 'yes'], ['mimecast', 'no'], ['survives', 'with-warnings']])
  const [list] = document.querySelectorAll('[aria-label="Three answers about this record"]')
  expect([...(list?.querySelectorAll('li') ?? [])].map((line) => text(line))).toEqual([
    'Legal SPF: yes. Receivers can read it.',
    'Mimecast first: no. The entry of your region must stand first, and allow Mimecast to send.',
    'Holds up in practice: yes, with a remark. Receivers can use it, but something in it may cause trouble.',
  ])
  expect(new Set([...(list?.querySelectorAll('svg') ?? [])].map((icon) => icon.innerHTML)).size).toBe(3)
  expect(list?.compareDocumentPosition(document.querySelector('[data-finding] mark') ?? document.body)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
})

it('each finding is marked by the question of which it speaks: the first in its line, the others under a heading', async () => {
  await open()
  await validate({
    ...secondReport,
    findings: [
      { code: 'all-pass', severity: 'warning', record: 0, span: [58, 62], params: { term: '+all' } },
      { code: 'look-alike', severity: 'warning', params: { text: 'v=spf1;' } },
      ...secondReport.findings,
    ],
  })
  const main = [...document.querySelectorAll('[data-finding] p')].find((paragraph) => text(paragraph).startsWith('Mimecast is in your record'))
  expect(text(main?.previousElementSibling ?? undefined)).toBe('Mimecast first')
  const lists = [...document.querySelectorAll('[data-finding] details ul')]
  expect(lists.map((list) => document.getElementById(list.getAttribute('aria-labelledby') ?? '')?.textContent)).toEqual(['Legal SPF', 'Holds up in practice'])
  expect(lists.map((list) => list.querySelectorAll('li').length)).toEqual([1, 1])
})

it('without a record, and without an answer, the page does not pretend to know', async () => {
  await open()
  await validate(missingReport)
  expect(answers()).toEqual([['legal', 'no'], ['mimecast', 'no'], ['survives', 'not-judged']])
  await validate(silentReport, 13, 3)
  expect(answers()).toEqual([])
  await validate({ ...silentReport, unavailable: { reason: 'servers-disagree', tryAgain: true } }, 14, 4)
  expect(answers()).toEqual([['legal', 'unknown'], ['mimecast', 'unknown'], ['survives', 'unknown']])
  expect(document.querySelector('[data-answer=unknown] .text-wrong')).toBeNull()
})

it('More shows the include tree with its costs, the counts, the time to live and who was asked; Less hides it', async () => {
  await open()
  await validate(makeReport())
  const more = byRole('button', 'More')
  expect(more.getAttribute('aria-expanded')).toBe('false')
  await press('More')
  const details = document.getElementById(more.getAttribute('aria-controls') ?? '')
  expect(details && text(details)).toContain('1 of 10')
  expect(details && text(details)).toContain('60 minutes')
  expect([...(details?.querySelectorAll('tbody th') ?? [])].map(text)).toEqual([
    'northwind.example', 'include eu._netblocks.mimecast.com',
  ])
  expect(details && text(details)).toContain('127.0.0.1:53')
  expect(byRole('button', 'Less').getAttribute('aria-expanded')).toBe('true')
})

it('every press brings a new time stamp even when nothing else changes', async () => {
  await open()
  await validate(secondReport, 12, 2)
  await validate(secondReport, 40, 3)
  expect(text()).toContain('18:04:40')
  expect(text()).not.toContain('18:04:12 UTC')
})

it('a record that holds hostile text is shown as text', async () => {
  const record = 'v=spf1 <img/src=x/onerror=alert(1)> a\u202Eb\u0000 ~all'
  await open()
  await validate(makeReport({
    outcome: 'invalid', records: [record],
    findings: [{ code: 'syntax-error', severity: 'error', record: 0, span: [7, 35], params: { problem: 'unknown-mechanism', text: '<img/src=x/onerror=alert(1)>' } }],
  }))
  expect(document.querySelector('img')).toBeNull()
  expect(document.querySelector('[data-finding] mark')?.textContent).toBe('<img/src=x/onerror=alert(1)>')
  expect(text()).toContain('a[U+202E]b[U+0000]')
  expect(text()).not.toContain('\u202E')
})

it('a check that comes too soon says how long to wait, and is no verdict', async () => {
  await open()
  api.refuse(checkSpf, { code: 'request.too-many', status: 429, retryAfterSeconds: 7 })
  await press('Validate')
  expect(byRole('alert').textContent).toContain('Try again in 7 seconds.')
  expect(text()).toContain('You can check again in 7 s.')
  expect(finding()).toBeUndefined()
  await press('Validate')
  expect(api.callsOf('checkSpf')).toHaveLength(1)
  expect(announced()).toMatch(/^You can check again in \d s\.$/u)
})

it('going on without it asks for a reason, which is kept and shown', async () => {
  await open()
  await press('Skip for now')
  expect(text()).toContain('Say in a few words why.')
  expect(api.callsOf('skipSpfCheck')).toEqual([])
  type('Why do you go on without it?', 'The DNS is changed on Thursday.')
  api.answer(skipSpfCheck, makeJourney({
    version: 2, domains: [provenDomain()],
    spfCheckSkipped: { at: '2026-11-21T18:10:00.000Z', by: 'Maria Lang', reason: 'The DNS is changed on Thursday.' },
  }))
  await press('Skip for now')
  expect(api.callsOf('skipSpfCheck').map(({ body }) => body)).toEqual([{ reason: 'The DNS is changed on Thursday.' }])
  expect(text()).toContain('Reason given: The DNS is changed on Thursday.')
  expect(announced()).toBe('The step is skipped. The reason is kept.')
})

it('a reason that could not be kept stays in its field', async () => {
  await open()
  type('Why do you go on without it?', 'Later')
  api.refuse(skipSpfCheck, { code: 'internal', status: 500 })
  await press('Skip for now')
  expect(byRole('alert').textContent).toContain('Something went wrong on our side.')
  expect(byRole('textbox', 'Why do you go on without it?')).toHaveProperty('value', 'Later')
})
