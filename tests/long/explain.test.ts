import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getEvidence, listEvidence } from '#core/contract/explain.ts'
import { getJourney } from '#core/contract/journey.ts'
import { toEvidenceFile } from '#core/evidence/evidence-file.ts'
import { compareWords, explainFile, explainPage, questionWords } from '#core/messages/en/evidence.ts'
import { sourceWords } from '#core/messages/en/source.ts'
import { expectArrival, goTo, signIn, validate, walkWithMouse, type Walker } from '../helpers/customer-walk.ts'
import { useKeyboard } from '../helpers/hands.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage, type ObservedPage } from '../helpers/observed-page.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { createProvenCustomer, type ProvenCustomer } from '../helpers/proven-customer.ts'
import { useStage } from '../helpers/stage.ts'

const domain = 'explained.example'
const mimecast = 'include:eu._netblocks.mimecast.com'
const wrong = `v=spf1 ip4:193.0.6.139 ${mimecast} ~all`
const right = `v=spf1 ${mimecast} ip4:193.0.6.139 ~all`

const stage = useStage()
let zone: OpenZone
let customer: ProvenCustomer
let observed: ObservedPage
let walker: Walker

beforeAll(async () => {
  zone = openZone(stage.product.world, domain)
  customer = await createProvenCustomer(stage.product, zone)
  observed = await openObservedPage(stage.browser, stage.product.url)
  walker = walkWithMouse(observed.page)
  await signIn(walker, customer.email)
  await goTo(walker, 'spf-check')
})

afterAll(async () => {
  await observed?.close()
})

const title = explainPage.title('spf', domain)

async function explain(page: Page): Promise<void> {
  await page.getByRole('link', { name: sourceWords.explain, exact: true }).first().click()
  await expectArrival(page, title)
}

test('a result that was red is laid open, its file is downloaded by keyboard', async () => {
  const { page } = observed
  zone.publishSpf(wrong)
  await validate(walker)
  await explain(page)
  const main = page.locator('main')
  await main.getByText(explainPage.askedTitle, { exact: true }).waitFor()
  await main.locator('[data-question]').getByText(`"${wrong}"`).first().waitFor()
  await main.getByText(questionWords.authoritative).first().waitFor()
  await lookAt(page, 'evidence-one')

  const byKeyboard = useKeyboard(page)
  const [download] = await Promise.all([page.waitForEvent('download'), byKeyboard.press(page.getByRole('button', { name: explainPage.download }))])
  expect(download.suggestedFilename()).toMatch(/^dns-explained\.example-spf-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.txt$/u)
  const file = await readFile(await download.path(), 'utf8')
  const evidenceId = page.url().split('/').at(-1) ?? ''
  expect(file).toBe(toEvidenceFile(await customer.client.call(getEvidence, { params: { evidenceId } })))
  expect(file).toContain(`IN TXT "${wrong}"`)
  const raw = file.slice(file.indexOf(explainFile.rawLegend)).split(/\n\[[\d.]+\] \d+ octets\n/u).slice(1)
  expect(raw.some((base64) => Buffer.from(base64, 'base64').includes(wrong))).toBe(true)
  expect(observed.faults).toEqual([])
})

test('printed it is as wide as the paper, with every raw reply and without buttons', async () => {
  const { page } = observed
  await page.emulateMedia({ media: 'print' })
  const paper = await page.evaluate(() => document.documentElement.clientWidth)
  const heading = await page.getByRole('heading', { name: title }).boundingBox()
  expect(heading?.width).toBeGreaterThan(paper / 2)
  await page.getByText(questionWords.base64).first().waitFor()
  expect(await page.getByRole('button', { name: explainPage.download }).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
})

test('beside the check after the repair it shows what changed, and the comparison has an address of its own', async () => {
  const { page } = observed
  zone.publishSpf(right)
  await page.goBack()
  await validate(walker)
  await explain(page)
  const [own] = (await customer.client.call(getJourney)).domains
  const { checks } = await customer.client.call(listEvidence, { params: { domainId: own?.id ?? '' } })
  const [, earlier] = checks.filter(({ kind }) => kind === 'spf')
  await page.getByLabel(explainPage.choose).selectOption(earlier?.id ?? '')
  await page.getByRole('heading', { name: compareWords.title }).waitFor()
  const marks = page.locator('[data-question] mark')
  const texts = await marks.allInnerTexts()
  expect(texts.some((text) => text.includes(wrong) && text.includes(compareWords.onlyHere))).toBe(true)
  expect(texts.some((text) => text.includes(right) && text.includes(compareWords.onlyHere))).toBe(true)
  const sides = page.locator('main section[aria-label]').locator('[data-finding]')
  expect(await sides.evaluateAll((all) => all.map((side) => side.getAttribute('data-finding')))).toEqual(['wrong', 'right'])
  await lookAt(page, 'evidence-two')

  await page.reload()
  await page.getByRole('heading', { name: compareWords.title }).waitFor()
  expect(await page.locator('[data-compared=differs]').count()).toBeGreaterThan(0)
  expect(observed.faults).toEqual([])
})
