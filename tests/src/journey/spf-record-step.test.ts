import { afterEach, beforeEach, expect, it } from 'vitest'
import { answerSpf, checkSpf, getJourney, markSpfPublished, type DomainView } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { createShare } from '#core/contract/shares.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeAccount, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text } from '../../helpers/screen.ts'
import { makeWatch } from '../../helpers/source-fixtures.ts'
import { checked, makeReport, missingReport, movePlan, provenDomain, secondRecord, secondReport, silentReport, twoRecordsReport } from '../../helpers/spf-fixtures.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/SpfRecordStep.vue'
import '../../../src/share/SharePanel.vue'
import { makeShare } from '../share/fixtures.ts'

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

const journeyWith = (domains: DomainView[], version = 1) => makeJourney({ domains, version })
async function open(domains: DomainView[], at = '/spf-record'): Promise<void> {
  api.answer(getJourney, journeyWith(domains))
  page = await mountPage({ api, at })
  await settle()
}
async function press(name: string | RegExp): Promise<void> {
  byRole('button', name).focus()
  byRole('button', name).click()
  await settle()
}

it('opening the page shows the last look only and asks nothing of DNS', async () => {
  await open([provenDomain()])
  expect(byRole('heading', 'Your SPF record')).toBeTruthy()
  expect(text()).toContain('We have not looked at this domain yet.')
  expect(api.callsOf('checkSpf')).toEqual([])
})

it('a look shows the record, announces itself, and the question follows', async () => {
  await open([provenDomain()])
  api.answer(checkSpf, journeyWith([provenDomain({ evidence: checked(secondReport) })], 2))
  await press('Look up the present record')
  expect(byRole('group', 'SPF record of northwind.example').textContent.replace(/\s+/gu, ' ')).toContain('ip4:193.0.6.139')
  expect(announced()).toBe('We have looked at the record of northwind.example.')
  expect(byRole('group', /^Does all mail from northwind\.example/u)).toBeTruthy()
  expect(text()).toContain('The address 193.0.6.139')
})

it('the question must be answered: the summary takes the focus and leads to it', async () => {
  await open([provenDomain({ evidence: checked(secondReport) })])
  await press('Show the record to publish')
  expect(document.activeElement?.getAttribute('role')).toBe('alert')
  expect(document.title).toMatch(/^Error: /u)
  allByRole('link', 'Choose one of the two answers.')[0]?.click()
  expect(document.activeElement).toBe(allByRole('radio')[0])
  expect(api.callsOf('answerSpf')).toEqual([])
})

it('the answer brings the record to publish, what moves, and the way back', async () => {
  await open([provenDomain({ evidence: checked(secondReport) })])
  const spf = { evidence: checked(secondReport), answer: { mailPaths: 'others-too' as const }, plan: movePlan }
  api.answer(answerSpf, journeyWith([provenDomain(spf)], 2))
  byRole('radio', 'No, others send for it too').click()
  await press('Show the record to publish')
  expect(api.callsOf('answerSpf').map(({ body }) => body)).toEqual([{ mailPaths: 'others-too' }])
  expect(text()).toContain('Move “include:eu._netblocks.mimecast.com” to the first place.')
  expect(byRole('group', 'To publish').querySelector('mark')?.textContent).toBe('include:eu._netblocks.mimecast.com')
  expect(byRole('button', 'Copy Value')).toBeTruthy()
  expect(byRole('button', 'Copy Present text')).toBeTruthy()
  expect(text()).toContain(secondRecord)
  expect(text()).toContain('It takes 1 of the 10 DNS look-ups that SPF allows. The present record takes 1.')
  expect(announced()).toBe('The record to publish is shown below.')
  expect(document.activeElement?.textContent).toContain('No, others send for it too')
  await press('Change the answer')
  expect(document.activeElement).toBe(byRole('radio', 'No, others send for it too'))
})

it.each([
  [{ record: null, question: { code: 'contradictory-endings' as const, choices: ['~all', '-all'] } }, 'Your records end differently.'],
  [{ record: null, refusal: { code: 'too-many-lookups' as const, params: { lookups: 12, limit: 10 } } }, 'We cannot propose a record yet.'],
  [{ ...movePlan, changes: [] }, 'The record is right as it is.'],
])('an answer that brings no record to publish says what it brings instead (%#)', async (plan, said) => {
  await open([provenDomain({ evidence: checked(twoRecordsReport) })])
  api.answer(answerSpf, journeyWith([provenDomain({ evidence: checked(twoRecordsReport), answer: { mailPaths: 'others-too' }, plan })], 2))
  byRole('radio', 'No, others send for it too').click()
  await press('Show the record to publish')
  expect(announced()).toContain(said)
})

it.each([
  [{ lookups: 7 }, 'The present record takes 7.'],
  [{ lookups: null }, 'We could not count those of the present record.'],
  [{ lookups: null, records: ['v=spf1 mx -all', 'v=spf1 a -all'] }, 'Those of the present records do not count'],
  [{ lookups: 0, records: [] }, 'that SPF allows.'],
])('the look-ups of the plan stand beside those of what is there now (%j)', async (changes, said) => {
  const plan = { ...movePlan, lookups: 4 }
  await open([provenDomain({ evidence: checked({ ...secondReport, ...changes }), answer: { mailPaths: 'others-too' }, plan })])
  expect(text()).toContain('It takes 4 of the 10 DNS look-ups that SPF allows.')
  expect(text()).toContain(said)
  expect(text().includes('The present record takes')).toBe(said.startsWith('The present record takes'))
})

it('what was published is noted with name and time, and leads on to the validation', async () => {
  const spf = { evidence: checked(secondReport), answer: { mailPaths: 'others-too' as const }, plan: movePlan }
  await open([provenDomain(spf)])
  api.answer(markSpfPublished, journeyWith([provenDomain({ ...spf, published: { at: '2026-11-21T18:10:00.000Z', by: 'Maria Lang' } })], 2))
  await press('I have published it')
  expect(text()).toContain('Maria Lang said that it is published')
  expect(announced()).toBe('Noted as published.')
  expect(document.activeElement?.textContent).toContain('Maria Lang said that it is published')
  expect(byRole('link', 'Go on to validating it').getAttribute('href')).toBe('/spf-check?domain=northwind.example')
})

it.each([
  ['nobody has looked since', { published: { at: '2026-11-21T18:10:00.000Z', by: 'Maria Lang' } }, '2026-11-21T18:09:00.000Z', 'Look again to see what is there now.'],
  ['the watch has seen no other', { published: { at: '2026-11-21T18:10:00.000Z', by: 'Maria Lang' } }, '2026-11-21T18:10:05.000Z', 'The name servers still give the record from before.'],
  ['a press has found the same', { published: { at: '2026-11-21T18:04:00.000Z', by: 'Maria Lang', found: [secondRecord] } }, null, 'The name servers still give the record from before.'],
  ['a press has found another', { published: { at: '2026-11-21T18:04:00.000Z', by: 'Maria Lang', found: ['v=spf1 -all'] } }, null, 'This is published now.'],
] as const)('after “I have published it”, when %s, it says so', async (_, { published }, askedAt, sentence) => {
  const spf = { evidence: checked(secondReport), answer: { mailPaths: 'others-too' as const }, plan: movePlan }
  const said = 'found' in published ? { ...published, found: [...published.found] } : published
  await open([{ ...provenDomain({ ...spf, published: said }), watches: askedAt === null ? [] : [makeWatch({ kind: 'spf', askedAt })] }])
  const sentences = ['Look again to see what is there now.', 'The name servers still give the record from before.', 'This is published now.']
  expect(sentences.filter((one) => text().includes(one))).toEqual([sentence])
})

it('a link that was just made stays to be copied when the record turns out right', async () => {
  const spf = { evidence: checked(secondReport), answer: { mailPaths: 'others-too' as const }, plan: movePlan }
  await open([provenDomain(spf)])
  const url = 'https://connect.example/s/abc'
  api.answer(createShare, { share: makeShare(), url })
  await press('Share with a colleague')
  await press('Create the link')
  byRole('button', 'Copy Value').focus()
  const right = provenDomain({ ...spf, evidence: checked(makeReport(), 20), plan: { ...movePlan, changes: [] }, validAt: '2026-11-21T18:04:20.000Z' })
  api.answer(getJourney, journeyWith([right], 2))
  page?.live.tell('journey', accountId)
  await settle()
  expect(text()).toContain('There is nothing to publish.')
  expect(text()).toContain(url)
  expect(text()).not.toContain('Does somebody else run your DNS?')
  expect(document.activeElement).toBe(byRole('heading', 'Your SPF record'))
})

it('a domain without a record is told to add one, and replaces nothing', async () => {
  const plan = { ...movePlan, record: 'v=spf1 include:eu._netblocks.mimecast.com ~all', changes: [{ kind: 'insert' as const, term: 'include:eu._netblocks.mimecast.com' }] }
  await open([provenDomain({ evidence: checked(missingReport), answer: { mailPaths: 'only-mimecast' }, plan })])
  expect(text()).toContain('This domain has no SPF record.')
  expect(text()).toContain('Add this TXT record.')
  expect(text()).toContain('There was no record before.')
})

it('two records are both shown, and an ending that only the customer can choose is asked for', async () => {
  const question = { record: null, question: { code: 'contradictory-endings' as const, choices: ['~all', '-all'] } }
  const spf = { evidence: checked(twoRecordsReport), answer: { mailPaths: 'others-too' as const }, plan: question }
  await open([provenDomain(spf)])
  expect(allByRole('group', /SPF record [12] of 2/u)).toHaveLength(2)
  api.answer(answerSpf, journeyWith([provenDomain({ ...spf, answer: { mailPaths: 'others-too', ending: '-all' }, plan: movePlan })], 2))
  await press('Use this ending')
  expect(text()).toContain('Choose how the record shall end.')
  byRole('radio', 'Strict: -all').click()
  await press('Use this ending')
  expect(api.callsOf('answerSpf').map(({ body }) => body)).toEqual([{ mailPaths: 'others-too', ending: '-all' }])
  expect(byRole('button', 'I have published it')).toBeTruthy()
})

it('a record of more than 255 octets is also shown in the strings that DNS keeps it in, none of them cut inside a term', async () => {
  const senders = Array.from({ length: 8 }, (_, index) => `include:spf.service-number-${index}.second.example`)
  const record = ['v=spf1', 'include:eu._netblocks.mimecast.com', ...senders, '~all'].join(' ')
  await open([provenDomain({ evidence: checked(secondReport), answer: { mailPaths: 'others-too' }, plan: { ...movePlan, record } })])
  const copies = allByRole('button', /^Copy Value \d$/u)
  expect(copies).toHaveLength(2)
  const strings = copies.map((button) => button.parentElement?.querySelector('code')?.textContent ?? '')
  expect(strings.join('')).toBe(record)
  expect(Math.max(...strings.map(({ length }) => length))).toBeLessThanOrEqual(255)
})

it('a refusal says why and offers to notify the implementation team', async () => {
  const plan = { record: null, refusal: { code: 'too-many-lookups' as const, params: { lookups: 12, limit: 10 } } }
  await open([provenDomain({ evidence: checked(secondReport), answer: { mailPaths: 'others-too' }, plan })])
  expect(text()).toContain('We cannot propose a record yet.')
  expect(text()).toContain('12 look-ups')
  expect(byRole('button', 'Notify us')).toBeTruthy()
  expect(allByRole('button', 'I have published it')).toEqual([])
})

it('what could not be asked is neither right nor wrong, and nothing is proposed', async () => {
  await open([provenDomain({ evidence: checked(silentReport) })])
  expect(document.querySelector('[data-finding]')?.getAttribute('data-finding')).toBe('unknown')
  expect(text()).toContain('This says nothing about your record.')
  expect(allByRole('button', 'Show the record to publish')).toEqual([])
})

it('without an include for the region the page sends people to the implementation team and proposes nothing', async () => {
  api.answer(getJourney, makeJourney({ account: makeAccount({ include: null, region: 'je' }), domains: [provenDomain()] }))
  page = await mountPage({ api, at: '/spf-record' })
  await settle()
  expect(text()).toContain('We do not know your region’s entry yet')
  expect(allByRole('button', /Look/u)).toEqual([])
})

it('several domains show their states, and the chosen one stands in the address', async () => {
  const [validAt, published] = ['2026-11-21T18:00:00.000Z', { at: '2026-11-21T18:00:00.000Z', by: 'Maria Lang' }]
  await open([
    provenDomain({ validAt }), provenDomain({}, 'second.example', 1), provenDomain({ published }, 'third.example', 2),
    provenDomain({ validAt, evidence: checked(secondReport) }, 'fourth.example', 3),
  ], '/spf-record?domain=second.example')
  const select = byRole('combobox', 'Domain')
  expect([...select.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    'northwind.example (validated)', 'second.example (not looked at yet)', 'third.example (said to be published)',
    'fourth.example (validated, last check differs)',
  ])
  expect(select).toHaveProperty('value', 'second.example')
})

it('a lost connection says that nothing was changed, and the button works again', async () => {
  await open([provenDomain()])
  api.goOffline()
  await press('Look up the present record')
  expect(byRole('alert').textContent).toContain('We could not reach the server.')
  api.goOnline()
  api.answer(checkSpf, journeyWith([provenDomain({ evidence: checked(secondReport) })], 2))
  await press('Look up the present record')
  expect(allByRole('alert')).toEqual([])
})

it.each([
  ['goes', [{ kind: 'drop', term: 'ip4:193.0.6.139' }], true],
  ['is only named twice', [{ kind: 'drop', term: 'include:eu._netblocks.mimecast.com' }], false],
  ['stays', movePlan.changes, false],
] as const)('where a sender %s, the page says so about mail that leaves before the connector works: %s', async (_, changes, warns) => {
  const plan = { ...movePlan, record: 'v=spf1 include:eu._netblocks.mimecast.com ~all', changes: [...changes] }
  await open([provenDomain({ evidence: checked(secondReport), answer: { mailPaths: 'only-mimecast' }, plan })])
  expect(text().includes('mail that still leaves the old way may be rejected')).toBe(warns)
})
