import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classifyAddress, type AddressRefusalCode } from '#core/address/address.ts'
import { parseDomainShape, type DomainRefusalCode } from '#core/address/domain.ts'
import { regions } from '#core/catalogue/regions.ts'
import { sharedPlatforms } from '#core/catalogue/shared-platforms.ts'
import { getJourney } from '#core/contract/journey.ts'
import { createShare } from '#core/contract/shares.ts'
import { addressRefusalText } from '#core/messages/en/address.ts'
import { addressesStep } from '#core/messages/en/addresses-step.ts'
import { common } from '#core/messages/en/common.ts'
import { domainRefusalText } from '#core/messages/en/domain.ts'
import { domainsStep } from '#core/messages/en/domains-step.ts'
import { platformLabels } from '#core/messages/en/labels.ts'
import { notifyDialog } from '#core/messages/en/requests.ts'
import { spfRecordStep } from '#core/messages/en/spf-record-step.ts'
import { checkAnswers, newAccount, oneTimeLink } from '#core/messages/en/staff-new-account.ts'
import { staffFrame } from '#core/messages/en/staff-requests.ts'
import { expectArrival, goTo, signIn, validate, walkWithMouse, type Walker } from '../helpers/customer-walk.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage, type ObservedPage } from '../helpers/observed-page.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { staffEmail } from '../helpers/product.ts'
import { createProvenCustomer } from '../helpers/proven-customer.ts'
import type { TestClient } from '../helpers/signed-in-client.ts'
import { useStage } from '../helpers/stage.ts'

const domain = 'willow.example'
const listed = '193.0.6.139'

const stage = useStage()
let zone: OpenZone
let maria: Walker
let sam: Walker
let accountId: string
let client: TestClient
const observed: ObservedPage[] = []

beforeAll(async () => {
  zone = openZone(stage.product.world, domain)
  // A name that would be markup where somebody forgot that it is text.
  const contact = { name: '<img src=x onerror="executed=1">Maria', email: `maria@${domain}` }
  ;({ accountId, client } = await createProvenCustomer(stage.product, zone, { platform: 'on-premises', addresses: [listed], contact }))
  const open = async () => {
    // What the server refuses, the browser writes to its console.
    const one = await openObservedPage(stage.browser, stage.product.url, { expectedStatuses: [400, 404, 409, 422] })
    observed.push(one)
    return one.page
  }
  maria = walkWithMouse(await open())
  sam = walkWithMouse(await open())
  await signIn(maria, contact.email)
  await signIn(sam, staffEmail)
})

afterAll(async () => {
  await Promise.all(observed.map((one) => one.close()))
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const summaryOf = (page: Page) => page.locator('[data-error-summary]')
/** As a person would look for the sentence: once on top, once beside the field, in the same words (U-14). */
async function expectRefused(page: Page, sentence: string): Promise<void> {
  await summaryOf(page).getByText(sentence, { exact: true }).waitFor()
  expect(await page.getByText(sentence, { exact: true }).count()).toBeGreaterThanOrEqual(2)
  expect(await page.title()).toMatch(new RegExp(`^${common.errorInTitle}: `, 'u'))
}

const tooLong = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(63)}.example`

interface BadDomain {
  typed: string
  code: DomainRefusalCode
  /** Repeated in the sentence, where it is not what was typed. */
  understood?: string
}

const badDomains: readonly BadDomain[] = [
  { typed: 'a..b', code: 'domain.empty-label' },
  { typed: 'co.uk', code: 'domain.public-suffix' },
  { typed: tooLong, code: 'domain.too-long' },
  { typed: 'two words.example', code: 'domain.bad-character' },
  { typed: '<script>alert(1)</script>', code: 'domain.bad-character' },
]

const understoodOf = (typed: string): string => {
  const read = parseDomainShape(typed)
  return read.ok ? read.name : read.understood
}

test('each bad domain gets its sentence in the customer’s form, and what was typed stays', async () => {
  expect(tooLong.length).toBe(254)
  const { page } = maria
  await goTo(maria, 'domains')
  const field = page.getByLabel(domainsStep.addLabel, { exact: true })
  for (const { typed, code } of badDomains) {
    await field.fill(typed)
    await button(page, domainsStep.addButton).click()
    await expectRefused(page, domainRefusalText(code, understoodOf(typed)))
    expect(await field.inputValue()).toBe(typed)
  }
  await lookAt(page, 'bad-domain')

  await field.fill('   ')
  await button(page, domainsStep.addButton).click()
  await expectRefused(page, domainsStep.addRequired)

  for (const [typed, understood] of [['http://Example.COM./', 'example.com'], ['bücher.example', 'bücher.example']] as const) {
    await field.fill(typed)
    await button(page, domainsStep.addButton).click()
    await page.getByText(domainsStep.added(understood), { exact: true }).first().waitFor()
    expect(await field.inputValue()).toBe('')
  }
})

test('staff’s form says what it read and what it could not take; nothing typed is lost until it is right', async () => {
  const { page } = sam
  await page.getByRole('navigation', { name: staffFrame.navigation }).getByRole('link', { name: staffFrame.accounts }).click()
  await page.goto('/staff/accounts/new')
  await page.getByRole('heading', { level: 1, name: newAccount.title }).waitFor()
  await page.getByLabel(newAccount.company, { exact: true }).fill('Meadow & Sons <b>Ltd</b>')
  await page.getByLabel(newAccount.code, { exact: true }).fill('CUK77A901')
  await page.getByRole('radio', { name: platformLabels['office-365'], exact: true }).check()
  await page.getByLabel(newAccount.contactName).fill('Nora North')
  await page.getByLabel(newAccount.contactEmail).fill('nora@meadow-sons.example')

  const pasted = ['HTTPS://Meadow-Sons.example./mail', 'a..b', tooLong, '<script>', 'wörter.example'].join('\n')
  const domains = page.getByLabel(newAccount.domains, { exact: true })
  await domains.fill(pasted)
  for (const typed of ['a..b', tooLong, '<script>']) {
    const read = parseDomainShape(typed)
    if (read.ok) throw new Error(`${typed} was taken`)
    await page.getByText(domainRefusalText(read.code, read.understood)).waitFor()
  }
  await button(page, newAccount.toCheck).click()
  await summaryOf(page).waitFor()
  expect(await domains.inputValue()).toBe(pasted)
  await lookAt(page, 'bad-new-account')

  await domains.fill('HTTPS://Meadow-Sons.example./mail\nwörter.example\nco.uk')
  await button(page, newAccount.toCheck).click()
  await expectArrival(page, checkAnswers.title)
  await lookAt(page, 'new-account-check')
  await button(page, checkAnswers.create).click()
  await expectRefused(page, domainRefusalText('domain.public-suffix', 'co.uk'))
  expect(await domains.inputValue()).toContain('co.uk')
  expect(await page.getByLabel(newAccount.company, { exact: true }).inputValue()).toBe('Meadow & Sons <b>Ltd</b>')

  await domains.fill('HTTPS://Meadow-Sons.example./mail\nwörter.example')
  await button(page, newAccount.toCheck).click()
  await button(page, checkAnswers.create).click()
  await expectArrival(page, oneTimeLink.createdTitle('Meadow & Sons <b>Ltd</b>'))
  await lookAt(page, 'new-account-link')
  await page.getByRole('link', { name: oneTimeLink.toAccount }).click()
  await page.getByText('meadow-sons.example', { exact: true }).first().waitFor()
  await lookAt(page, 'staff-account')
})

/** The first address of the first IPv4 network that the catalogue lists. */
const addressIn = (networks: readonly string[]): string => networks.find((cidr) => !cidr.includes(':'))?.split('/')[0]?.replace(/\.0$/u, '.1') ?? ''

const badAddresses: readonly { typed: string; code: AddressRefusalCode }[] = [
  { typed: '193.0.6.0/24', code: 'address.network' },
  { typed: '10.0.0.1', code: 'address.private' },
  { typed: '100.64.0.1', code: 'address.cgnat' },
  { typed: '192.0.2.1', code: 'address.documentation' },
  { typed: '0177.0.0.1', code: 'address.octal-or-hex' },
  { typed: '::ffff:10.0.0.1', code: 'address.ipv6-mapped' },
  { typed: '2a00:1450:4001::1', code: 'address.ipv6' },
  { typed: addressIn(regions.eu.networks.map(({ cidr }) => cidr)), code: 'address.mimecast-own' },
  { typed: addressIn(sharedPlatforms['microsoft-365'].networks), code: 'address.shared-microsoft-365' },
  { typed: addressIn(sharedPlatforms.google.networks), code: 'address.shared-google' },
]

test('each bad address gets its sentence in “Contact Support”, and what was typed outlives closing the dialog', async () => {
  const { page } = maria
  await goTo(maria, 'addresses')
  await button(page, addressesStep.notify).click()
  const add = page.getByLabel(notifyDialog.add)
  await page.getByLabel(notifyDialog.message).fill('A sentence that must not be lost.')
  for (const { typed, code } of badAddresses) {
    const read = classifyAddress(typed)
    if (read.kind === 'public-ipv4') throw new Error(`${typed} was taken`)
    expect(`${typed} ${read.kind}`).toBe(`${typed} ${code}`)
    await add.fill(typed)
    await button(page, notifyDialog.send).click()
    const sentence = addressRefusalText(code, read.understood)
    await summaryOf(page).getByText(sentence, { exact: true }).waitFor()
    expect(await page.getByText(sentence, { exact: true }).count()).toBe(2)
    expect(await add.inputValue()).toBe(typed)
  }
  await lookAt(page, 'bad-address')

  await button(page, common.cancel).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('banner').getByRole('button', { name: common.header.notifyUs }).click()
  expect(await page.getByLabel(notifyDialog.message).inputValue()).toBe('A sentence that must not be lost.')
  expect(await add.inputValue()).toBe(badAddresses.at(-1)?.typed)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

/** Without a blank, so that it stays whole where a record is shown term by term. */
const markup = '<img/src=x/onerror=executed=1>'
const rightToLeft = '\u202Emoc.elpmaxe'
const nul = 'before\u0000after'
/** DNS holds octets: the three of the turning character are shown as the one that they are. */
const hostileShown = [markup, `note=${markup}`, '[U+202E]moc.elpmaxe', 'before[U+0000]after']

/** Nothing of the text became an element, nothing ran, and what cannot be seen is written out. */
async function expectPlainText(page: Page): Promise<void> {
  expect(await page.locator('main img, main script, main b').count()).toBe(0)
  expect(await page.evaluate(() => 'executed' in window)).toBe(false)
  const text = await page.locator('body').innerText()
  expect(text).not.toMatch(/[\u0000\u202E]/u)
}

test('a hostile TXT record is shown as text everywhere, and nothing of it runs', async () => {
  const { page } = maria
  zone.publishSpf(`v=spf1 include:eu._netblocks.mimecast.com ${markup} note=${markup} ${rightToLeft} ${nul} ~all`)
  zone.addTxt(`${markup}<script>executed=1</script>`)

  await goTo(maria, 'spf-record')
  await button(page, spfRecordStep.lookUp).click()
  await page.getByText(markup, { exact: true }).first().waitFor()
  for (const written of hostileShown) expect(await page.locator('main').innerText()).toContain(written)
  await expectPlainText(page)
  await lookAt(page, 'hostile-record')

  await goTo(maria, 'spf-check')
  await validate(maria)
  await button(page, common.more).click()
  for (const written of hostileShown) expect(await page.locator('[data-finding]').innerText()).toContain(written)
  await expectPlainText(page)
  await lookAt(page, 'hostile-check')

  const domainId = (await client.call(getJourney)).domains.find(({ name }) => name === domain)?.id ?? ''
  const { url } = await client.call(createShare, { body: { purpose: 'spf', domainId } })
  await page.goto(url)
  await page.locator('[data-shared]').waitFor()
  await expectPlainText(page)
  await lookAt(page, 'hostile-shared')

  await sam.page.goto(`/staff/accounts/${accountId}/journey/spf-check`)
  await sam.page.getByText('before[U+0000]after', { exact: false }).first().waitFor()
  await expectPlainText(sam.page)
  await sam.page.goto(`/staff/accounts/${accountId}`)
  await sam.page.getByRole('heading', { level: 1 }).waitFor()
  await expectPlainText(sam.page)
  expect(observed.flatMap(({ faults }) => faults)).toEqual([])
})
