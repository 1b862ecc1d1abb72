import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkMeanings, common } from '#core/messages/en/common.ts'
import { markWords, recordView } from '#core/messages/en/record-view.ts'
import { spfFindingText, spfOutcomes } from '#core/messages/en/spf.ts'
import { goTo, signIn, validate, walkWithMouse, type Walker } from '../helpers/customer-walk.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage, type ObservedPage } from '../helpers/observed-page.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { createProvenCustomer } from '../helpers/proven-customer.ts'
import { useStage } from '../helpers/stage.ts'

const domain = 'tideway.example'
const mimecast = 'include:eu._netblocks.mimecast.com'

const stage = useStage()
let zone: OpenZone
let observed: ObservedPage
let walker: Walker

/** A customer whose domain is proven, in front of "Validate your SPF record". */
beforeAll(async () => {
  zone = openZone(stage.product.world, domain)
  const { email } = await createProvenCustomer(stage.product, zone)

  observed = await openObservedPage(stage.browser, stage.product.url)
  walker = walkWithMouse(observed.page)
  await signIn(walker, email)
  await goTo(walker, 'spf-check')
})

afterAll(async () => {
  await observed?.close()
})

const finding = () => observed.page.locator('[data-finding]')

/** The mark in shape and word, and that there is only one. */
async function expectMeaning(mark: keyof typeof checkMeanings): Promise<void> {
  const found = await finding().evaluateAll((all) => all.map((one) => one.getAttribute('data-finding')))
  expect(found).toEqual([mark])
  expect(await finding().innerText()).toContain(checkMeanings[mark])
}

/** The word under the record stands below the very term it speaks of, not merely somewhere in it. */
async function expectMarkedTerm(term: string, word: string): Promise<void> {
  const record = finding().getByRole('group', { name: recordView.label(domain) }).first()
  const termBox = await record.locator('mark, ins, del, span').getByText(term, { exact: true }).first().boundingBox()
  const wordBox = await record.getByText(word).first().boundingBox()
  if (termBox === null || wordBox === null) throw new Error('The term or its word is not on the page')
  expect(wordBox.y).toBeGreaterThanOrEqual(termBox.y + termBox.height - 1)
  expect(wordBox.y - termBox.y).toBeLessThan(60)
  expect(Math.abs(wordBox.x - termBox.x)).toBeLessThan(8)
  expect(await record.getByText(word).count()).toBe(1)
}

test('on one running server the page says what the zone says: missing, second, another region, right', async () => {
  const { page } = observed
  const main = page.locator('main')

  await validate(walker)
  await expectMeaning('wrong')
  const missing = spfFindingText({ code: 'no-record', params: { domain } })
  await main.getByText(missing.plain, { exact: true }).waitFor()
  await main.getByText(missing.fix, { exact: true }).waitFor()
  await lookAt(page, 'changing-missing')

  zone.publishSpf(`v=spf1 ip4:203.0.113.77 ${mimecast} ~all`)
  await validate(walker)
  await expectMeaning('wrong')
  const second = spfFindingText({ code: 'mimecast-not-first', params: { position: 2 } })
  await main.getByText(second.plain, { exact: true }).waitFor()
  await expectMarkedTerm(mimecast, markWords['mimecast-not-first'])
  await lookAt(page, 'changing-second')

  zone.publishSpf('v=spf1 include:us._netblocks.mimecast.com ~all')
  await validate(walker)
  await expectMeaning('wrong')
  await expectMarkedTerm('include:us._netblocks.mimecast.com', markWords['mimecast-wrong-region'])
  expect(await main.innerText()).toContain('Replace “us._netblocks.mimecast.com” by “eu._netblocks.mimecast.com”')
  await lookAt(page, 'changing-region')

  zone.publishSpf(`v=spf1 ${mimecast} ~all`)
  await validate(walker)
  await expectMeaning('right')
  await main.getByText(spfOutcomes.valid({ domain }), { exact: true }).waitFor()
  await main.getByRole('button', { name: common.more }).click()
  await lookAt(page, 'changing-right')
  expect(observed.faults).toEqual([])
})

test('a silent name server is “could not ask”: neither green nor red, and the domain stays as it was', async () => {
  const { page } = observed
  stage.product.world.fault(domain, 'silent')
  await validate(walker)
  await expectMeaning('unknown')
  const shown = await page.locator('main').innerText()
  expect(shown).toContain(spfOutcomes.unavailable({ domain }))
  for (const other of [checkMeanings.right, checkMeanings.wrong]) expect(await finding().innerText()).not.toContain(other)
  await lookAt(page, 'changing-silent')

  stage.product.world.fault(domain, null)
  await validate(walker)
  await expectMeaning('right')
  expect(await page.locator('[data-task=spf-check]').innerText()).toContain('Completed')
  expect(observed.faults).toEqual([])
})
