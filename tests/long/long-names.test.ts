import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkProof, checkSpf, getJourney } from '#core/contract/journey.ts'
import { explainPage } from '#core/messages/en/evidence.ts'
import { spfDetails } from '#core/messages/en/spf-check-step.ts'
import { sourceWords } from '#core/messages/en/source.ts'
import { common } from '#core/messages/en/common.ts'
import { expectArrival, goTo, signIn, walkWithMouse } from '../helpers/customer-walk.ts'
import { openObservedPage, type ObservedPage } from '../helpers/observed-page.ts'
import { openZone } from '../helpers/open-zone.ts'
import { createProvenCustomer } from '../helpers/proven-customer.ts'
import { useStage } from '../helpers/stage.ts'

const domain = 'the-long-name-of-a-company.with-hyphens.example'
const hoster = 'a-provider-of-name-servers.example'
/** Longer than a column of a table is wide. */
const nameServer = `first-name-server.${hoster}`
/** As long as a column may be, beside the longest word of a record that stays whole in one. */
const other = { domain: 'harbour-quay.example', nameServer: 'the-name-server.with-34.of.example' }
const longTerm = `exp=${'a-long-label.'.repeat(14)}example`
const record = `v=spf1 include:_spf.customer-42.the-long-name-of-a-company.with-hyphens.example ip4:199.43.135.53 ${longTerm} ~all`

const stage = useStage()
let observed: ObservedPage

beforeAll(async () => {
  stage.product.world.addZone({ origin: hoster, records: { [nameServer]: { A: ['127.0.0.1'] } } })
  stage.product.world.addZone({ origin: 'of.example', records: { [other.nameServer]: { A: ['127.0.0.1'] } } })
  openZone(stage.product.world, other.domain, ['v=spf1 include:eu._netblocks.mimecast.com ip4:199.43.135.53 ~all'], [other.nameServer])
  const zone = openZone(stage.product.world, domain, [record], [nameServer])
  const customer = await createProvenCustomer(stage.product, zone, { domains: [domain, other.domain] })
  for (const { id } of (await customer.client.call(getJourney)).domains) {
    for (const check of [checkProof, checkSpf]) await customer.client.call(check, { params: { domainId: id }, body: {} })
  }
  observed = await openObservedPage(stage.browser, stage.product.url)
  await signIn(walkWithMouse(observed.page), customer.email)
  await goTo(walkWithMouse(observed.page), 'spf-check')
})

afterAll(async () => {
  await observed?.close()
})

/** Hosts and records that a line ends in at a hyphen, and how far the page can be scrolled sideways. */
async function look(page: Page): Promise<{ broken: string[]; sideways: string[] }> {
  return page.evaluate(() => {
    const broken: string[] = []
    for (const code of document.querySelectorAll('code, [role=group][translate=no]')) {
      const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT)
      let before: { letter: string; top: number } | null = null
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent ?? ''
        for (let at = 0; at < text.length; at++) {
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const [box] = range.getClientRects()
          if (box === undefined || box.width === 0) continue
          if (before?.letter === '-' && text[at] !== ' ' && box.top > before.top + 4) broken.push(`${text.slice(Math.max(0, at - 12), at + 12)} in ${(code.textContent ?? '').slice(0, 80)}`)
          before = { letter: text[at] ?? '', top: box.top }
        }
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement
    const reach = (element: Element) => Math.max(element.getBoundingClientRect().right, element.getBoundingClientRect().left + element.scrollWidth)
    const wide = [...document.querySelectorAll('body *')].filter((element) => scrollWidth > clientWidth && reach(element) > clientWidth + 1)
    return { broken, sideways: wide.slice(-3).map((element) => element.outerHTML.slice(0, 200)) }
  })
}

const windows = [[1280, '100%'], [1280, '200%'], [390, '100%'], [390, '200%'], [320, '100%']] as const

async function lookEverywhere(page: Page): Promise<void> {
  for (const [width, size] of windows) {
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate((fontSize) => document.documentElement.style.setProperty('font-size', fontSize), size)
    expect(await look(page), `${String(width)} px, text at ${size}`).toEqual({ broken: [], sideways: [] })
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('a check with long names has no line that ends at a hyphen, and nothing to scroll sideways', async () => {
  const { page } = observed
  await page.getByText(sourceWords.summary).first().click()
  await page.getByRole('button', { name: common.more, exact: true }).click()
  await page.getByText(spfDetails.countsTitle).waitFor()
  await lookEverywhere(page)
})

test('among those who were asked a host stands on one line, however long', async () => {
  const heights = await observed.page.locator('[data-source] tbody th code').evaluateAll((codes) =>
    codes.map((code) => [code.textContent, Math.round(code.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(code).lineHeight))]))
  expect(heights.length).toBeGreaterThan(0)
  expect(heights.filter(([, lines]) => lines !== 1)).toEqual([])
})

test('a table of them is never wider than its place', async () => {
  const { page } = observed
  await page.goto(`/spf-check?domain=${other.domain}`)
  await page.getByText(sourceWords.summary).first().click()
  await page.getByText(other.nameServer).first().waitFor()
  for (const width of [1280, 1200, 1150]) {
    await page.setViewportSize({ width, height: 900 })
    const [row, over] = await page.locator('[data-source]').evaluate((table) => [
      getComputedStyle(table.querySelector('tr') ?? table).display, table.scrollWidth - (table.parentElement?.clientWidth ?? 0),
    ])
    expect({ width, row, over }).toEqual({ width, row: 'table-row', over: 0 })
  }
  await page.setViewportSize({ width: 1280, height: 900 })
})

test('nor is the name of a domain broken where its state can stand below it', async () => {
  const { page } = observed
  await page.setViewportSize({ width: 390, height: 900 })
  await page.goto('/domains')
  const name = page.locator(`[data-domain="${other.domain}"] h3 code > span`)
  expect(await name.evaluate((word) => Math.round(word.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(word).lineHeight)))).toBe(1)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/spf-check?domain=${domain}`)
  await page.getByText(sourceWords.summary).first().click()
})

test('what is selected and copied is the text itself', async () => {
  const { page } = observed
  const copied = await page.getByRole('group', { name: domain }).first().evaluate((group) => {
    getSelection()?.selectAllChildren(group)
    return getSelection()?.toString() ?? ''
  })
  expect(copied.replace(/\s+/gu, ' ')).toContain(longTerm)
  expect(copied).not.toMatch(/[\u200b\u2060\u00ad]/u)
  const host = await page.locator('[data-source] caption code').first().evaluate((code) => {
    getSelection()?.selectAllChildren(code)
    return getSelection()?.toString() ?? ''
  })
  expect(host).toBe(`TXT ${domain}`)
})

test('in forced colours one step alone is marked as the present one', async () => {
  const { page } = observed
  await page.emulateMedia({ forcedColors: 'active' })
  const bars = await page.locator('[data-tasks] li > *').evaluateAll((rows) => rows.filter((row) => getComputedStyle(row).borderInlineStartWidth !== '0px').length)
  expect(bars).toBe(1)
  await page.emulateMedia({ forcedColors: 'none' })
})

test('nor has the page that explains it', async () => {
  const { page } = observed
  await page.getByRole('link', { name: sourceWords.explain, exact: true }).first().click()
  await expectArrival(page, explainPage.title('spf', domain))
  await page.locator('[data-question]').first().waitFor()
  await lookEverywhere(page)
  expect(observed.faults).toEqual([])
})
