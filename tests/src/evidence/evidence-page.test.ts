import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { getAccountEvidence, getEvidence, listAccountEvidence, listEvidence, type EvidenceSummary, type ExplainedEvidence } from '#core/contract/explain.ts'
import { getJourney } from '#core/contract/journey.ts'
import { getSession } from '#core/contract/session.ts'
import { getAccount } from '#core/contract/staff.ts'
import { toEvidenceFile, toEvidenceFileName } from '#core/evidence/evidence-file.ts'
import { compareWords, explainPage as words, questionEnd, questionWords } from '#core/messages/en/evidence.ts'
import { sourceWords } from '#core/messages/en/source.ts'
import { pageProblems } from '#core/messages/en/page-problems.ts'
import { spfFindingText, spfOutcomes } from '#core/messages/en/spf.ts'
import { makeProofExplained, makeQuestion, makeSilent, makeSpfExplained, txt, wrongRecord } from '../../helpers/explained.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeDomain, makeJourney, staffPerson } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { announced, byRole } from '../../helpers/screen.ts'

const fixed = 'v=spf1 include:eu._netblocks.mimecast.com ip4:193.0.6.139 ~all'
const first = makeSpfExplained(1)
const second = makeSpfExplained(2, {
  report: { outcome: 'valid', findings: [], records: [fixed] }, questions: [makeQuestion({}, [txt(fixed)]), makeSilent()],
})
const proof = makeProofExplained(3, 'code-missing')
const toSummary = ({ id, verdict, askedAt, outcome }: ExplainedEvidence): EvidenceSummary => ({ id, kind: verdict.kind, askedAt, outcome })

let api: FakeApi
let page: MountedPage

beforeEach(() => {
  api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
  const all = [first, second, proof]
  const one = ({ params }: { params: Record<string, string> }) => all.find(({ id }) => id === params['evidenceId']) ?? first
  const list = { total: 3, checks: [second, first, proof].map(toSummary) }
  api.answer(getEvidence, one)
  api.answer(listEvidence, list)
  api.answer(getAccountEvidence, one)
  api.answer(listAccountEvidence, list)
})
afterEach(() => {
  page.wrapper.unmount()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
})

const open = async (at: string) => {
  page = await mountPage({ api, at })
  await settle()
}
const text = () => page.wrapper.text().replace(/\s+/gu, ' ')
const select = () => byRole('combobox', words.choose) as HTMLSelectElement
async function press(name: string): Promise<void> {
  byRole('button', name).click()
  await settle()
}
async function choose(id: string): Promise<void> {
  select().value = id
  select().dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}

describe('one check explained', () => {
  test('says the verdict of its day, who was asked, and what each said', async () => {
    await open(`/evidence/${first.id}`)
    expect(page.wrapper.get('h1').text()).toBe(words.title('spf', 'northwind.example'))
    expect(page.wrapper.get('time').attributes('datetime')).toBe(first.askedAt)
    expect(text()).toContain(spfOutcomes.invalid({ domain: 'northwind.example' }))
    const [finding] = first.verdict.kind === 'spf' ? first.verdict.evidence.report.findings : []
    if (finding) expect(text()).toContain(spfFindingText(finding).plain)
    expect(page.wrapper.findAll('[data-axis]').map((line) => [line.attributes('data-axis'), line.attributes('data-answer')])).toEqual([
      ['legal', 'yes'], ['mimecast', 'no'], ['survives', 'yes'],
    ])
    expect(text()).toContain(first.rulesVersion)
    const [said, silent] = page.wrapper.findAll('[data-question]').map((question) => question.text().replace(/\s+/gu, ' '))
    expect(said).toContain('Name server ns1.dnshost.example 193.0.6.139:53')
    expect(said).toContain(`northwind.example. 300 IN TXT "${wrongRecord}"`)
    expect(said).toContain(questionWords.authoritative)
    expect(silent).toContain(questionEnd(makeSilent()))
    expect(silent).toContain('199.43.135.53:53 over UDP, from 0 ms to 800 ms: no answer')
    expect(page.wrapper.findAll('[data-question]')[1]?.get('[data-mark]').attributes('data-mark')).toBe('unknown')
  })

  test('keeps the raw replies folded, with header and octets in them', async () => {
    await open(`/evidence/${first.id}`)
    const raw = page.wrapper.get('[data-question] details')
    expect(raw.attributes('open')).toBeUndefined()
    expect(raw.get('summary').text()).toBe(questionWords.raw(120))
    expect(raw.text()).toContain('NOERROR; flags: qr aa')
    expect(raw.text()).toContain(first.questions[0]?.kept?.base64)
  })

  test('says of a reply that was not kept how long it was, on the page and in the file', async () => {
    const full = makeSpfExplained(1, { questions: [makeQuestion({ kept: null, leftOut: 60_000 })] })
    api.answer(getEvidence, full)
    await open(`/evidence/${full.id}`)
    expect(text()).toContain(questionWords.leftOut(60_000))
    expect(toEvidenceFile(full)).toContain(questionWords.leftOut(60_000))
  })

  test('is saved as the very file that can be copied too, without asking anybody again', async () => {
    const made: { blob: Blob; name: string }[] = []
    const blobs: Blob[] = []
    URL.createObjectURL = (blob) => `blob:${String(blobs.push(blob as Blob))}`
    URL.revokeObjectURL = () => undefined
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      const blob = blobs.at(-1)
      if (blob) made.push({ blob, name: this.download })
    })
    await open(`/evidence/${first.id}`)
    const calls = api.calls.length
    await press(words.download)
    const name = toEvidenceFileName(first)
    expect(made.map((file) => file.name)).toEqual([name])
    expect(await made[0]?.blob.text()).toBe(toEvidenceFile(first))
    expect(announced()).toBe(words.downloaded(name))
    expect(api.calls.length).toBe(calls)
    expect(document.querySelectorAll('a[download]')).toHaveLength(0)
  })

  test('can be laid beside another one: the earlier first, what differs named, and the choice stands in the address', async () => {
    await open(`/evidence/${second.id}`)
    expect([...select().options].map(({ value }) => value)).toEqual(['none', first.id, proof.id])
    await choose(first.id)
    expect(page.router.currentRoute.value.query).toEqual({ with: first.id })
    const summary = compareWords.summary({ same: 1, differs: 1, went: 0, came: 0 })
    expect(page.wrapper.get('[data-summary]').text()).toBe(summary)
    expect(announced()).toBe(summary)
    expect(document.title).toContain(words.titleCompared('spf', second.domain))
    const sides = page.wrapper.findAll('section[aria-label]').filter((section) => /check$/u.test(section.attributes('aria-label') ?? ''))
    expect(sides.map((side) => [side.attributes('aria-label'), side.get('[data-finding]').attributes('data-finding')])).toEqual([
      [compareWords.earlier, 'wrong'], [compareWords.later, 'right'],
    ])
    expect(page.wrapper.findAll('[data-compared]').map((mark) => [mark.attributes('data-compared'), mark.text()])).toEqual([
      ['differs', compareWords.states.differs], ['same', compareWords.states.same],
    ])
    const marks = page.wrapper.findAll('[data-question] mark').map((mark) => mark.text().replace(/\s+/gu, ' '))
    expect(marks).toEqual([wrongRecord, fixed].map((record) => `northwind.example. 300 IN TXT "${record}" ▲ ${compareWords.onlyHere}`))
    expect(sides.map((side) => side.get('h3').text().includes(compareWords.thisOne))).toEqual([false, true])
    expect(byRole('link', compareWords.openOther).getAttribute('href')).toBe(`/evidence/${first.id}`)
    await choose('none')
    expect(page.router.currentRoute.value.query).toEqual({})
    expect(page.wrapper.find('[data-summary]').exists()).toBe(false)
  })

  test('leads on to the other one alone', async () => {
    await open(`/evidence/${second.id}?with=${first.id}`)
    byRole('link', compareWords.openOther).click()
    await settle()
    expect(page.router.currentRoute.value.fullPath).toBe(`/evidence/${first.id}`)
    expect(page.wrapper.get('[data-finding]').attributes('data-finding')).toBe('wrong')
    expect(page.wrapper.findAll('[data-question]')).toHaveLength(2)
    expect(api.callsOf('getEvidence').map(({ params }) => params['evidenceId'])).toEqual([second.id, first.id])
    expect(api.callsOf('listEvidence')).toHaveLength(2)
  })

  test('beside one of another kind says why nothing fits', async () => {
    await open(`/evidence/${first.id}?with=${proof.id}`)
    expect(text()).toContain(compareWords.otherKind)
    expect(page.wrapper.findAll('h3').some((heading) => heading.text() === compareWords.earlier)).toBe(true)
  })

  test('judged by other rules says so', async () => {
    api.answer(getEvidence, ({ params }) => (params['evidenceId'] === first.id ? first : { ...second, rulesVersion: '2 us._netblocks.mimecast.com' }))
    await open(`/evidence/${first.id}?with=${second.id}`)
    expect(text()).toContain(compareWords.rulesDiffer)
  })

  test('of a proof leads back to its domain; alone in its list there is nothing to choose', async () => {
    api.answer(listEvidence, { total: 1, checks: [toSummary(proof)] })
    await open(`/evidence/${proof.id}`)
    expect(text()).toContain(words.onlyOne)
    expect(page.wrapper.get(`a[href="/domains?domain=northwind.example"]`).text()).toContain(words.back.proof)
  })

  test('that is not there, or not the reader’s, says so and offers to try again', async () => {
    api.refuse(getEvidence, { code: 'not-found', status: 404 })
    await open(`/evidence/${first.id}`)
    expect(text()).toContain(pageProblems['not-found'])
    api.answer(getEvidence, first)
    await press('Try again')
    expect(page.wrapper.find('[role=alert]').exists()).toBe(false)
    expect(page.wrapper.get('h1').text()).toBe(words.title('spf', 'northwind.example'))
  })

  test('stays readable when the list of the others cannot be had', async () => {
    api.refuse(listEvidence, { code: 'internal', status: 500 })
    await open(`/evidence/${first.id}`)
    expect(text()).toContain(words.listFailed)
    expect(page.wrapper.findAll('[data-question]')).toHaveLength(2)
  })

  test('shows nothing of a stranger’s text that cannot be seen', async () => {
    api.answer(getEvidence, makeSpfExplained(1, { questions: [makeQuestion({ host: 'ns\u202e1.example', name: 'a\u200b.example' })] }))
    await open(`/evidence/${first.id}`)
    expect(text()).toContain('ns[U+202E]1.example')
    expect(text()).toContain('a[U+200B].example')
    expect(page.wrapper.text()).not.toMatch(/[\u200b\u202e]/u)
  })
})

describe('for staff', () => {
  test('is read by the account, and leads back to it', async () => {
    api.answer(getSession, { person: staffPerson, setUpNeeded: false })
    await open(`/staff/accounts/${accountId}/evidence/${first.id}`)
    expect(page.wrapper.get('h1').text()).toBe(words.title('spf', 'northwind.example'))
    expect(api.callsOf('getAccountEvidence').map(({ params }) => params)).toEqual([{ accountId, evidenceId: first.id }])
    expect(api.callsOf('getEvidence')).toEqual([])
    expect(page.wrapper.get(`a[href="/staff/accounts/${accountId}"]`).text()).toContain(words.backToAccount)
  })

  test('the link in the mirror of a step leads to the account’s evidence, the customer’s own to theirs', async () => {
    if (first.verdict.kind !== 'spf') throw new Error('another kind')
    const journey = makeJourney({ domains: [makeDomain('northwind.example', 0, { spf: { evidence: first.verdict.evidence }, proof: { provenAt: first.askedAt } })] })
    api.answer(getJourney, journey)
    await open('/spf-check')
    const link = () => page.wrapper.findAll('a').find((one) => one.text() === sourceWords.explain)?.attributes('href')
    expect(link()).toBe(`/evidence/${first.id}`)
    page.wrapper.unmount()
    document.body.innerHTML = ''
    api.answer(getSession, { person: staffPerson, setUpNeeded: false })
    api.answer(getAccount, { account: journey.account, people: [], invitations: [], journey })
    await open(`/staff/accounts/${accountId}/journey/spf-check`)
    expect(link()).toBe(`/staff/accounts/${accountId}/evidence/${first.id}`)
  })
})
