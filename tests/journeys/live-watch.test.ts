import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkMeanings, common } from '#core/messages/en/common.ts'
import { domainsStep, proofTexts } from '#core/messages/en/domains-step.ts'
import { hostPanel } from '#core/messages/en/host-panel.ts'
import { shareDialog } from '#core/messages/en/share.ts'
import { sharedDone, sharedPage, sharedProof } from '#core/messages/en/shared-page.ts'
import { whereaboutsWords } from '#core/messages/en/source.ts'
import { spfOutcomes } from '#core/messages/en/spf.ts'
import { spfCheckStep } from '#core/messages/en/spf-check-step.ts'
import { watchWords } from '#core/messages/en/watch.ts'
import { recordToPublish } from '#core/messages/en/record-to-publish.ts'
import { paceMs } from '../../server/dns/authority/pace.ts'
import { viewedRungs } from '../../server/watch/ladder.ts'
import { acceptInvitation, begin, goTo, haveRead, readField, validate, walkWithMouse, type Walker } from '../helpers/customer-walk.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage, type ObservedPage } from '../helpers/observed-page.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { useStage } from '../helpers/stage.ts'

const domain = 'harbour.example'
const mimecast = 'include:eu._netblocks.mimecast.com'
const hosters = ['dana.ns.cloudflare.com']
/**
 * From one look to the next while somebody looks: the wait of the ladder with its tenth of jitter, and a second for each
 * question to the one server. What is above that is the reading of the page on a busy machine.
 */
const oneIntervalMs = (questions: number) => (viewedRungs[0]?.delayMs ?? 0) * 1.1 + questions * paceMs + 2_500

const stage = useStage({ watches: true })
let zone: OpenZone
let maria: Walker
let observed: { maria: ObservedPage; colleague: ObservedPage }

beforeAll(async () => {
  stage.product.world.addZone({ origin: 'cloudflare.com', records: Object.fromEntries(hosters.map((name) => [name, { A: ['127.0.0.1'] }])) })
  zone = openZone(stage.product.world, domain, [], hosters)
  const { invitationUrl } = await stage.product.createAccount({ company: 'Harbour Ltd', platform: 'office-365', domains: [domain] })
  observed = { maria: await openObservedPage(stage.browser, stage.product.url), colleague: await openObservedPage(stage.browser, stage.product.url) }
  maria = walkWithMouse(observed.maria.page)
  await acceptInvitation(maria, invitationUrl)
  await begin(maria)
  await haveRead(maria)
})

afterAll(async () => {
  await observed?.maria.close()
  await observed?.colleague.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const finding = (page: Page) => page.locator('[data-finding]')

/** From now on keeps what the live region says, and whether anything took the focus. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = []
    const region = document.querySelector('[data-live-region]')
    new MutationObserver(() => {
      const text = region?.textContent ?? ''
      if (text !== '') said.push(text)
    }).observe(region ?? document.body, { childList: true, characterData: true, subtree: true })
    Reflect.set(window, 'said', said)
    Reflect.set(window, 'focused', document.activeElement)
  })
}
const heard = (page: Page) => page.evaluate(() => Reflect.get(window, 'said') as string[])
const isFocusKept = (page: Page) => page.evaluate(() => Reflect.get(window, 'focused') === document.activeElement)

const copyValue = common.copyOf(recordToPublish.value)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

const readAskedAt = (page: Page) => page.locator('[data-watch] time').nth(1).getAttribute('datetime')

/** Until all show it, without a touch; no later than one interval after the change. */
async function expectTurn(pages: readonly Page[], timeout: number): Promise<void> {
  await Promise.all(pages.map((page) => page.locator('[data-finding=right]').first().waitFor({ timeout })))
}

test('a code at the wrong name is found, named first, with its repair in the form of whoever runs the DNS', async () => {
  const { page } = maria
  const code = await readField(page, recordToPublish.value)
  await page.getByText(hostPanel.match(domain, 'Cloudflare')).waitFor()
  stage.product.world.setTxt(`${domain}.${domain}`, [code])
  await button(page, domainsStep.check).click()
  await page.locator('[data-whereabouts] [data-record]').waitFor()
  expect(await finding(page).innerText()).toContain(whereaboutsWords.title)
  expect(await finding(page).innerText()).toContain(`${domain}.${domain}`)
  await page.getByText(watchWords.turns).waitFor()
  await lookAt(page, 'watch-astray')

  stage.product.world.remove(`${domain}.${domain}`)
  await button(page, domainsStep.checkAgain).click()
  await page.getByText(proofTexts['code-missing'].title(), { exact: true }).waitFor()
  expect(observed.maria.faults).toEqual([])
})

test('both open pages turn when the code is published, without a touch, each says so once, and neither loses the focus', async () => {
  const { page } = maria
  const colleague = observed.colleague.page
  await button(page, shareDialog.open).click()
  await button(page, shareDialog.create).click()
  await colleague.goto(await readField(page, shareDialog.linkLabel))
  await colleague.getByRole('heading', { level: 1 }).waitFor()
  await colleague.getByText(watchWords.turns).waitFor()
  await button(page, domainsStep.checkAgain).focus()
  await button(colleague, copyValue).focus()
  await Promise.all([listen(page), listen(colleague)])

  // Meanwhile a look finds nothing new: it moves the times and says nothing.
  const before = await readAskedAt(colleague)
  await lookAt(page, 'watch-waiting')
  await lookAt(colleague, 'watch-shared-waiting')
  await expect.poll(() => readAskedAt(colleague), { timeout: oneIntervalMs(3) }).not.toBe(before)
  expect([...(await heard(page)), ...(await heard(colleague))]).toEqual([])

  const code = await readField(page, recordToPublish.value)
  zone.addTxt(code)
  await expectTurn([page, colleague], oneIntervalMs(3))
  const sentence = proofTexts['code-at-domain'].title({ name: domain })
  expect(await finding(page).innerText()).toContain(sentence)
  await colleague.getByText(sharedProof.alreadyProven).waitFor()
  expect(await heard(page)).toEqual([expect.stringMatching(new RegExp(`^${domain}: ${sentence.replaceAll('.', '\\.')} Asked `, 'u'))])
  expect(await heard(colleague)).toEqual([`${sharedPage.changedMeanwhile} ${sentence}`])
  expect(await isFocusKept(page)).toBe(true)
  // What had the focus there is gone, and the page no longer asks for what is done.
  expect(await focused(colleague)).toBe(sharedDone['domain-proof'].title({ name: '', company: '', domain }))
  // The link can be seen this once only.
  expect(await readField(page, shareDialog.linkLabel)).toContain('/s/')
  await lookAt(page, 'watch-proven')
  await lookAt(colleague, 'watch-shared-proven')
  expect([...observed.maria.faults, ...observed.colleague.faults]).toEqual([])
})

test('focus on what goes when the page turns moves to the row of the domain', async () => {
  const { page } = maria
  const second = 'quay.example'
  const quay = openZone(stage.product.world, second, [], hosters)
  await page.getByRole('textbox', { name: domainsStep.addLabel }).fill(second)
  await button(page, domainsStep.addButton).click()
  const code = await readField(page, recordToPublish.value)
  await button(page, domainsStep.check).click()
  await page.getByText(watchWords.turns).waitFor()
  await button(page, copyValue).focus()
  quay.addTxt(code)
  await page.locator(`[data-domain="${second}"] [data-finding=right]`).waitFor({ timeout: oneIntervalMs(3) })
  expect(await focused(page)).toContain(second)
  expect(observed.maria.faults).toEqual([])
})

test('the SPF record is watched likewise, and what resolvers still hold is no fault of it', async () => {
  const { page } = maria
  await goTo(maria, 'spf-check')
  await validate(maria)
  await page.locator('[data-finding=wrong]').waitFor()
  await page.getByText(watchWords.turns).waitFor()
  await button(page, spfCheckStep.validate).focus()
  await listen(page)
  zone.publishSpf(`v=spf1 ${mimecast} ~all`)
  await expectTurn([page], oneIntervalMs(1))
  expect(await finding(page).innerText()).toContain(spfOutcomes.valid({ domain }))
  expect(await finding(page).innerText()).toContain(checkMeanings.right)
  expect(await heard(page)).toHaveLength(1)
  expect(await isFocusKept(page)).toBe(true)
  await page.locator('[data-propagation] summary').click()
  await lookAt(page, 'watch-spf-right')
  expect(observed.maria.faults).toEqual([])
})
