import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getJourney, type DomainView } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { checkWhatIf, type WhatIfAnswer, type WhatIfRow } from '#core/contract/what-if.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { customer, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text, type } from '../../helpers/screen.ts'
import { checked, include, movePlan, provenDomain, secondReport } from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/SpfRecordStep.vue'
import '../../../src/journey/spf/WhatIfForm.vue'

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

const planned: DomainView = provenDomain({ evidence: checked(secondReport), answer: { mailPaths: 'others-too' }, plan: movePlan })

function row(name: string, [now, afterChange, afterMove]: [WhatIfRow['now'], WhatIfRow['now'], WhatIfRow['now']], changes: Partial<WhatIfRow> = {}): WhatIfRow {
  return { kind: 'include', name, vendor: null, moves: false, standIn: null, problem: null, now, afterChange, afterMove, ...changes }
}
const mimecast = row(include, ['fail', 'pass', 'pass'], { kind: 'mimecast', vendor: 'Mimecast' })
const answerOf = (...rows: WhatIfRow[]): WhatIfAnswer => ({
  board: { domain: 'northwind.example', proposed: movePlan.record, rows: [mimecast, ...rows] }, askedAt: '2026-11-21T18:20:00.000Z', leftOut: 0,
})

async function open(domain = planned): Promise<void> {
  api.answer(getJourney, makeJourney({ domains: [domain] }))
  page = await mountPage({ api, at: '/spf-record' })
  await settle()
}
async function unfold(): Promise<void> {
  const summary = [...document.querySelectorAll('summary')].find(({ textContent }) => textContent === 'Will our other mail still work?')
  if (summary === undefined) throw new Error('There is no such section')
  summary.click()
  await vi.waitFor(() => byRole('button', 'Try the record'))
}
async function press(name: string): Promise<void> {
  byRole('button', name).click()
  await settle()
}
const finding = (mark: string) => document.querySelector(`[data-what-if] [data-finding=${mark}]`)
const cells = () => [...document.querySelectorAll('[data-what-if] tbody tr')].map((tr) => [
  text(tr.querySelector('th') ?? tr), ...[...tr.querySelectorAll('[data-result]')].map((mark) => mark.textContent),
])

it('is folded below the record to publish, and opening it asks nothing', async () => {
  await open()
  expect(allByRole('button', 'Try the record')).toEqual([])
  await unfold()
  expect(text()).toContain('other senders need only be in the record')
  expect(api.callsOf('checkWhatIf')).toEqual([])
})

it('does not exist where there is no record to try', async () => {
  await open(provenDomain({ evidence: checked(secondReport) }))
  expect(text()).not.toContain('Will our other mail still work?')
})

it('tries what was typed in, each line by itself, and never sends a record', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf())
  type('Other addresses that send for you', '193.0.6.139\n 199.43.135.53, 2001:67c:2e8::1\n')
  await press('Try the record')
  expect(api.callsOf('checkWhatIf').map(({ params, body }) => [params, body])).toEqual([
    [{ domainId: planned.id }, { addresses: ['193.0.6.139', '199.43.135.53', '2001:67c:2e8::1'] }],
  ])
  expect(announced()).toBe('The record was tried for one sender. The table is on the page.')
})

it('shows each sender under its name, with a word and a shape for each of the three times', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf(
    row('sendgrid.net', ['pass', 'softfail', 'softfail'], { vendor: 'Twilio SendGrid', standIn: { ip: '199.43.135.53', from: { domain: 'sendgrid.net', term: 'ip4:199.43.135.0/24' } } }),
    row('spf.unknown.example', [null, null, null], { problem: 'unavailable' }),
    row('macro.example', [null, null, null], { problem: 'no-address' }),
    row('193.0.6.139', ['neutral', 'permerror', 'pass'], { kind: 'address', moves: true }),
    row('203.119.101.61', ['none', 'temperror', 'fail'], { kind: 'address' }),
  ))
  await press('Try the record')
  expect(cells()).toEqual([
    [`Mimecast${include}`, 'Fail', 'Pass', 'Pass'],
    ['Twilio SendGridsendgrid.nettried with 199.43.135.53', 'Pass', 'Soft fail', 'Soft fail'],
    ['A service we do not knowspf.unknown.example', 'Could not ask', 'Could not ask', 'Could not ask'],
    ['A service we do not knowmacro.example', 'Not tried', 'Not tried', 'Not tried'],
    ['Your mail server193.0.6.139', 'Neutral', 'Record error', 'Pass'],
    ['The address you entered203.119.101.61', 'No record', 'Could not ask', 'Fail'],
  ])
  const table = document.querySelector('[data-what-if] table')
  expect(table?.querySelector('caption')?.textContent).toBe('What receivers say to mail from northwind.example')
  expect([...(table?.querySelectorAll('th[scope=col]') ?? [])].map(({ textContent }) => textContent)).toEqual(['Who sends', 'Now', 'After the change', 'After the connector moves'])
  expect(table?.querySelectorAll('th[scope=row]')).toHaveLength(6)
  expect(text(table?.querySelectorAll('tbody tr')[4])).toContain('through Mimecast')
  const shapes = new Map([...document.querySelectorAll('[data-what-if] [data-result]')].map((mark) => [mark.getAttribute('data-result'), mark.querySelector('svg')?.innerHTML]))
  expect(new Set(shapes.values()).size).toBe(8)
  expect(document.querySelector('[data-result=temperror]')?.className).not.toContain('text-wrong')
  expect(text()).toContain('About 2 senders we could not find out everything.')
})

it('says first who is lost, and who is lost only until the connector works', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf(row('sendgrid.net', ['pass', 'fail', 'fail']), row('193.0.6.139', ['pass', 'fail', 'pass'], { kind: 'address', moves: true })))
  await press('Try the record')
  expect(text(finding('wrong') ?? undefined)).toContain('One sender passes today and will not any more.')
  expect(text(finding('wrong')?.querySelector('ul') ?? undefined)).toBe('A service we do not know (sendgrid.net)')
  expect(text(finding('waiting') ?? undefined)).toContain('One sender does not pass until the connector moves its mail.')
  expect(text(finding('waiting')?.querySelector('ul') ?? undefined)).toBe('Your mail server (193.0.6.139)')
  expect(finding('right')).toBeNull()
})

it('says that nobody is lost where nobody is, and that only those who were tried are meant', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf(row('sendgrid.net', ['pass', 'pass', 'pass'])))
  await press('Try the record')
  expect(text(finding('right') ?? undefined)).toContain('Every sender we tried that passes today still passes.')
  expect(finding('wrong')).toBeNull()
})

const board = answerOf(
  row('sendgrid.net', ['pass', 'softfail', 'softfail'], { vendor: 'Twilio SendGrid', standIn: { ip: '199.43.135.53', from: { domain: 'sendgrid.net', term: 'ip4:199.43.135.0/24' } } }),
  row('relay.example', ['pass', 'pass', 'pass']),
  row('193.0.6.139', ['pass', 'softfail', 'pass'], { kind: 'address', moves: true }),
)
const names = () => cells().map(([name]) => name)
function show(result: string): void {
  const select = byRole('combobox', 'Show senders with') as HTMLSelectElement
  select.value = [...select.options].find(({ text: label }) => label === result)?.value ?? 'no such choice'
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

it('is narrowed to one result, offered only where the table has it, and the number is said', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, board)
  await press('Try the record')
  const select = byRole('combobox', 'Show senders with') as HTMLSelectElement
  expect([...select.options].map((option) => option.text)).toEqual(['Any result', 'A result that changes', 'Pass', 'Soft fail', 'Fail'])
  expect(text(document.querySelector('[data-shown]') ?? undefined)).toBe('All 4 senders are shown.')
  show('Soft fail')
  await settle()
  expect(names()).toEqual([expect.stringContaining('sendgrid.net'), expect.stringContaining('193.0.6.139')])
  expect(announced()).toBe('2 of 4 senders are shown.')
  show('A result that changes')
  await settle()
  expect(names()).toHaveLength(3)
  expect(names().join(' ')).not.toContain('relay.example')
})

it('is narrowed by a part of a name, a vendor or the address tried, and together with a result; what is left may be nobody', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, board)
  await press('Try the record')
  for (const [part, count] of [['twilio', 1], ['199.43', 1], ['RELAY', 1], ['your mail', 1], ['.', 4]] as const) {
    type('Whose name contains', part)
    await settle()
    expect(names(), part).toHaveLength(count)
  }
  type('Whose name contains', 'twilio')
  show('Fail')
  await settle()
  expect(names()).toEqual([])
  expect(text()).toContain('No sender of the table is like that.')
  await vi.waitFor(() => expect(announced()).toBe('0 of 4 senders are shown.'), { timeout: 5_000 })
})

it('tried again, it shows everybody, and says that it was tried and not how many are shown', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, board)
  await press('Try the record')
  show('Soft fail')
  await settle()
  api.answer(checkWhatIf, { ...board, askedAt: '2026-11-21T18:25:00.000Z' })
  await press('Try it again')
  expect(names()).toHaveLength(4)
  expect(announced()).toContain('The record was tried for 4 senders.')
})

it('two senders need no filter', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf(row('relay.example', ['pass', 'pass', 'pass'])))
  await press('Try the record')
  expect(allByRole('combobox', 'Show senders with')).toEqual([])
})

it('a refused address takes the focus to its field, stays in it, and leaves the last table', async () => {
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf(row('sendgrid.net', ['pass', 'pass', 'pass'])))
  await press('Try the record')
  api.refuse(checkWhatIf, { code: 'request.invalid', status: 422, fields: [{ field: 'addresses.0', code: 'address.private', understood: '10.0.0.1' }] })
  type('Other addresses that send for you', '10.0.0.1')
  await press('Try it again')
  expect(document.activeElement?.getAttribute('role')).toBe('alert')
  expect(document.title).toMatch(/^Error: /u)
  allByRole('link', /^10\.0\.0\.1 is a private address\./u)[0]?.click()
  const field = byRole('textbox', 'Other addresses that send for you')
  expect(document.activeElement).toBe(field)
  expect((field as HTMLTextAreaElement).value).toBe('10.0.0.1')
  expect(cells()).toHaveLength(2)
})

it('a call that comes to nothing says so and offers the same button again', async () => {
  await open()
  await unfold()
  api.refuse(checkWhatIf, { code: 'request.too-many', status: 429, retryAfterSeconds: 20 })
  await press('Try the record')
  expect(document.querySelector('[data-problem="request.too-many"]')).not.toBeNull()
  expect(byRole('button', 'Try the record')).toBeTruthy()
})

it('can be copied as text, with nothing invisible in it', async () => {
  const copied: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: (value: string) => Promise.resolve(copied.push(value)) } })
  await open()
  await unfold()
  api.answer(checkWhatIf, answerOf(row('bad\u202E.example', ['pass', 'pass', 'pass'])))
  await press('Try the record')
  await press('Copy all as text')
  vi.unstubAllGlobals()
  const [head, first, second] = copied.join('').split('\n\n')
  expect(head).toMatch(/^What receivers say to mail from northwind\.example\nAsked: 21 Nov 2026/u)
  expect(head).toContain(`Record tried: ${movePlan.record}`)
  expect(first).toBe(`Mimecast (${include})\n  Now: Fail\n  After the change: Pass\n  After the connector moves: Pass`)
  expect(second).not.toContain('\u202E')
  expect(announced()).toBe('Copied: the table as text')
})
