import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressesStep } from '#core/messages/en/addresses-step.ts'
import { checkMeanings, common } from '#core/messages/en/common.ts'
import { requestEventTexts, requestPage, requestStateLabels, notifyDialog } from '#core/messages/en/requests.ts'
import { shareDialog, sharesPage, shareStateLabels } from '#core/messages/en/share.ts'
import { sharedPage, unusableLink } from '#core/messages/en/shared-page.ts'
import { spfOutcomes } from '#core/messages/en/spf.ts'
import { requestPage as staffRequestPage, requestsPage as staffRequestsPage, staffFrame } from '#core/messages/en/staff-requests.ts'
import { createLog } from '../../server/http/log.ts'
import { expectArrival, goTo, lookUpSpf, publishSpf, readField, signIn, walkWithMouse, type Walker } from '../helpers/customer-walk.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage, type ObservedPage } from '../helpers/observed-page.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { staffEmail } from '../helpers/product.ts'
import { createProvenCustomer, type ProvenCustomer } from '../helpers/proven-customer.ts'
import { useStage } from '../helpers/stage.ts'

const domain = 'kestrel.example'
const listed = '193.0.6.139'
const moved = '199.43.135.53'
const mimecast = 'include:eu._netblocks.mimecast.com'

const logged: string[] = []
const stage = useStage({ log: createLog('debug', { write: (line) => void logged.push(line) }) })
let zone: OpenZone
let customer: ProvenCustomer
let observed: Record<'maria' | 'sam' | 'colleague', ObservedPage>
let maria: Walker
let sam: Walker

beforeAll(async () => {
  zone = openZone(stage.product.world, domain, ['v=spf1 ip4:203.0.113.77 ~all'])
  const contact = { name: 'Maria Lang', email: `maria@${domain}` }
  customer = await createProvenCustomer(stage.product, zone, { platform: 'on-premises', addresses: [listed], company: 'Kestrel Ltd', contact })
  const [one, two, three] = await Promise.all([
    openObservedPage(stage.browser, stage.product.url),
    openObservedPage(stage.browser, stage.product.url),
    openObservedPage(stage.browser, stage.product.url, { expectedStatuses: [401, 404, 410] }),
  ])
  observed = { maria: one, sam: two, colleague: three }
  maria = walkWithMouse(one.page)
  sam = walkWithMouse(two.page)
})

afterAll(async () => {
  await Promise.all(Object.values(observed ?? {}).map((one) => one.close()))
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** Set at the start of a part: had the page been loaded anew, it would be gone. */
const markAsOpen = (page: Page) => page.evaluate(() => Reflect.set(window, 'stillOpen', true))
const expectStillOpen = async (page: Page) => expect(await page.evaluate(() => 'stillOpen' in window)).toBe(true)
const addressesOn = (page: Page) => page.locator('[data-addresses] li')

test('the customer notifies, staff sees it arrive and answers, the customer sees the new address and confirms', async () => {
  await signIn(sam, staffEmail)
  await sam.page.getByRole('navigation', { name: staffFrame.navigation }).getByRole('link', { name: staffFrame.requests }).click()
  await expectArrival(sam.page, staffRequestsPage.title)
  await sam.page.getByText(staffRequestsPage.emptyHelp.open).waitFor()
  await lookAt(sam.page, 'staff-requests-empty')
  await markAsOpen(sam.page)

  await signIn(maria, customer.email)
  await goTo(maria, 'addresses')
  await button(maria.page, addressesStep.notify).click()
  const dialog = maria.page.getByRole('dialog', { name: notifyDialog.title })
  await dialog.getByLabel(notifyDialog.add).fill(moved)
  await dialog.getByLabel(listed).check()
  await dialog.getByLabel(notifyDialog.message).fill('We have moved to a new data centre.')
  await lookAt(maria.page, 'notify-dialog')
  await button(maria.page, notifyDialog.send).click()
  const sent = maria.page.getByRole('dialog', { name: notifyDialog.sentTitle })
  const reference = /C-[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(await sent.innerText())?.[0] ?? ''
  await sent.getByText(notifyDialog.sent(reference)).waitFor()
  await lookAt(maria.page, 'notify-sent')
  await button(maria.page, common.close).last().click()
  await maria.page.getByText(addressesStep.askedTitle).waitFor()
  expect(await button(maria.page, addressesStep.confirm).count()).toBe(0)
  await lookAt(maria.page, 'addresses-asked')

  const row = sam.page.locator(`[data-request="${reference}"]`)
  await row.getByText(staffRequestsPage.asksAdd(1), { exact: false }).waitFor()
  await expectStillOpen(sam.page)
  await lookAt(sam.page, 'staff-requests')
  await row.getByRole('link').click()
  await expectArrival(sam.page, staffRequestPage.title(reference, 'Kestrel Ltd'))
  await sam.page.getByText(staffRequestPage.event.seen).waitFor()
  await lookAt(sam.page, 'staff-request')

  await markAsOpen(maria.page)
  await button(sam.page, staffRequestPage.change).click()
  await sam.page.getByText(staffRequestPage.changed).first().waitFor()
  await maria.page.getByText(moved, { exact: true }).waitFor()
  expect(await addressesOn(maria.page).count()).toBe(1)
  expect(await addressesOn(maria.page).innerText()).toContain(moved)

  await sam.page.getByLabel(staffRequestPage.answerLabel).fill('The new address is listed. The old one is gone.')
  await button(sam.page, staffRequestPage.answer).click()
  await sam.page.getByText(staffRequestPage.answered).first().waitFor()
  await lookAt(sam.page, 'staff-request-answered')

  await maria.page.getByRole('button', { name: 'Maria Lang' }).click()
  await maria.page.getByRole('link', { name: common.header.requests }).click()
  await maria.page.getByText(requestStateLabels.answered).or(maria.page.getByText(requestStateLabels['addresses-changed'])).first().waitFor()
  await lookAt(maria.page, 'requests')
  await maria.page.getByRole('link', { name: reference }).click()
  await expectArrival(maria.page, requestPage.title(reference))
  await maria.page.getByText('The new address is listed. The old one is gone.').waitFor()
  for (const kind of ['sent', 'seen', 'addresses-changed', 'message'] as const) await maria.page.getByText(requestEventTexts[kind], { exact: true }).first().waitFor()
  await lookAt(maria.page, 'request')

  await sam.page.getByLabel(staffRequestPage.answerLabel).fill('Closed from our side.')
  await button(sam.page, staffRequestPage.answerAndClose).click()
  await maria.page.getByText('Closed from our side.').waitFor()
  await expectStillOpen(maria.page)

  await goTo(maria, 'addresses')
  await button(maria.page, addressesStep.confirm).click()
  await maria.page.getByText(addressesStep.confirmedBy('Maria Lang')).waitFor()
  await expectStillOpen(maria.page)
  await lookAt(maria.page, 'addresses-confirmed-again')
  expect([...observed.maria.faults, ...observed.sam.faults]).toEqual([])
})

let url: string
const seenByServer: { url: string; referer: string }[] = []

async function keep(request: Request): Promise<void> {
  seenByServer.push({ url: request.url(), referer: (await request.allHeaders())['referer'] ?? '' })
}

test('the customer shares the record, the colleague checks it without a login, and both pages say what changed', async () => {
  await goTo(maria, 'spf-record')
  await lookUpSpf(maria)
  const record = await publishSpf(maria, { ...zone, publishSpf: () => undefined }, 'othersToo')
  await button(maria.page, shareDialog.open).click()
  await maria.page.getByText(shareDialog.seenTitle).waitFor()
  await lookAt(maria.page, 'share-panel')
  await button(maria.page, shareDialog.create).click()
  url = await readField(maria.page, shareDialog.linkLabel)
  await lookAt(maria.page, 'share-link')
  await goTo(maria, 'spf-check')
  await markAsOpen(maria.page)

  const { page, context } = observed.colleague
  context.on('request', (request) => void keep(request))
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: sharedPage.title('spf', { name: 'Maria Lang', company: 'Kestrel Ltd', domain }) }).waitFor()
  expect(await context.cookies()).toEqual([])
  const asks = sharedPage.asks('spf', { name: 'Maria Lang', company: 'Kestrel Ltd', domain })
  await page.getByText(asks, { exact: false }).waitFor()
  expect(await readField(page, 'Value')).toBe(record)
  expect(await page.locator('[data-shared]').innerText()).not.toContain(listed)
  await lookAt(page, 'shared')

  zone.publishSpf(record)
  await button(page, sharedPage.check).click()
  await page.getByText(spfOutcomes.valid({ domain })).waitFor()
  await lookAt(page, 'shared-right')
  await maria.page.getByText(spfOutcomes.valid({ domain })).waitFor()
  expect(await maria.page.locator('[data-finding]').innerText()).toContain(checkMeanings.right)
  await expectStillOpen(maria.page)
  expect(record).toBe(`v=spf1 ${mimecast} ip4:203.0.113.77 ~all`)
  expect([...observed.maria.faults, ...observed.colleague.faults]).toEqual([])
})

test('a revoked link is refused on the open page and on a fresh one, as a link that never was', async () => {
  await maria.page.getByRole('button', { name: 'Maria Lang' }).click()
  await maria.page.getByRole('link', { name: common.header.shares }).click()
  await expectArrival(maria.page, sharesPage.title)
  await lookAt(maria.page, 'shares')
  await maria.page.getByRole('button', { name: sharesPage.revoke }).click()
  const asking = maria.page.getByRole('dialog', { name: sharesPage.confirmTitle })
  await asking.waitFor()
  await lookAt(maria.page, 'share-revoke')
  await asking.getByRole('button', { name: sharesPage.confirmYes }).click()
  await maria.page.getByText(shareStateLabels.revoked, { exact: true }).waitFor()
  await lookAt(maria.page, 'shares-revoked')

  const { page, context } = observed.colleague
  await page.getByRole('heading', { name: unusableLink.title }).waitFor()
  const afresh = await openRefused(url)
  const never = await openRefused(`${stage.product.url}/s/${'A'.repeat(43)}`)
  expect(afresh).toEqual(never)
  expect(afresh.text).not.toContain('Kestrel')
  await lookAt(page, 'shared-refused')
  expect(await context.cookies()).toEqual([])
  expect([...observed.maria.faults, ...observed.colleague.faults]).toEqual([])
})

/** What somebody sees who opens the link, and what the server answered to the page and to the question behind it. */
async function openRefused(link: string): Promise<{ text: string; title: string; statuses: number[]; referrerPolicy: string | undefined }> {
  const { page } = observed.colleague
  const behind = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/shared')
  const opened = await page.goto(link)
  await page.getByRole('heading', { name: unusableLink.title }).waitFor()
  const text = await page.locator('main').innerText()
  return { text, title: await page.title(), statuses: [opened?.status() ?? 0, (await behind).status()], referrerPolicy: opened?.headers()['referrer-policy'] }
}

test('the token of the link is in no log, no referrer and no file of the server', async () => {
  const token = new URL(url).pathname.replace('/s/', '')
  expect(token.length).toBeGreaterThanOrEqual(43)
  expect(logged.length).toBeGreaterThan(20)
  expect(logged.filter((line) => line.includes(token))).toEqual([])

  expect(seenByServer.length).toBeGreaterThan(5)
  expect(seenByServer.filter(({ referer }) => referer.includes(token) || referer.includes('/s/'))).toEqual([])
  expect(seenByServer.filter(({ url: asked }) => asked.includes(token) && asked !== url)).toEqual([])

  const files = await readdir(stage.product.dataDir, { recursive: true, withFileTypes: true })
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
  expect(paths.length).toBeGreaterThan(0)
  const contents = await Promise.all(paths.map((path) => readFile(path)))
  // What is surely in the database is found, so that finding nothing means something.
  expect(contents.some((content) => content.includes(customer.email))).toBe(true)
  expect(contents.some((content) => content.includes(token))).toBe(false)
})
