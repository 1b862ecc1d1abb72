import { expect, test } from 'vitest'
import { spfPlan, spfQuestion } from '#core/messages/en/spf-record-step.ts'
import { whatIf as words, whatIfFilter, whatIfSummary } from '#core/messages/en/what-if.ts'
import { acceptInvitation, begin, goOn, haveRead, lookUpSpf, proveDomain, type Walker } from '../helpers/customer-walk.ts'
import { useKeyboard } from '../helpers/hands.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage } from '../helpers/observed-page.ts'
import { openZone } from '../helpers/open-zone.ts'
import { useStage } from '../helpers/stage.ts'

const stage = useStage()

test('by keyboard alone somebody finds out, before publishing, whose mail a record of Mimecast alone would lose', async () => {
  const zone = openZone(stage.product.world, 'heath.example', ['v=spf1 include:spf.protection.outlook.com include:sendgrid.net include:_spf.a-service-with-a-long-name.of-some-vendor.example -all'])
  const { invitationUrl } = await stage.product.createAccount({ platform: 'office-365', domains: [zone.origin] })
  const observed = await openObservedPage(stage.browser, stage.product.url)
  const { page } = observed
  const walker: Walker = { page, hands: useKeyboard(page) }
  const { hands } = walker
  try {
    await acceptInvitation(walker, invitationUrl)
    await begin(walker)
    await haveRead(walker)
    await proveDomain(walker, zone, 'txt')
    await goOn(walker, 'spf-record')
    await lookUpSpf(walker)
    await hands.choose(page.getByRole('radio', { name: spfQuestion.onlyMimecast, exact: true }))
    await hands.press(page.getByRole('button', { name: spfQuestion.submit, exact: true }))
    await page.getByRole('heading', { name: spfPlan.title }).waitFor()

    await hands.press(page.getByText(words.title, { exact: true }))
    const field = page.getByLabel(words.addresses, { exact: true })
    await hands.write(field, '10.0.0.1')
    await hands.press(page.getByRole('button', { name: words.run, exact: true }))
    await page.getByRole('alert').waitFor()
    await lookAt(page, 'what-if-refused')
    await hands.press(page.getByRole('alert').getByRole('link'))
    await hands.write(field, '193.0.6.139')
    await hands.press(page.getByRole('button', { name: words.run, exact: true }))

    const table = page.getByRole('table', { name: words.caption(zone.origin) })
    await table.waitFor()
    await page.getByText(whatIfSummary.lost(1), { exact: true }).waitFor()
    await page.getByText(whatIfSummary.gap(1), { exact: true }).waitFor()
    const results = async (name: RegExp) => table.getByRole('row', { name }).locator('[data-result]').evaluateAll((all) => all.map((one) => one.getAttribute('data-result')))
    // The include that leads nowhere breaks the present record for whoever stands behind it.
    expect(await results(/^Mimecast/u)).toEqual(['permerror', 'pass', 'pass'])
    expect(await results(/sendgrid\.net/u)).toEqual(['pass', 'fail', 'fail'])
    expect(await results(/outlook\.com/u)).toEqual(['pass', 'fail', 'pass'])

    // Whose newsletter was it: the table narrows while one types, and widens again.
    const filter = page.getByLabel(whatIfFilter.text, { exact: true })
    await hands.write(filter, 'SendGrid')
    await page.getByText(whatIfFilter.shown(1, 5), { exact: true }).first().waitFor()
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual([expect.stringContaining('sendgrid.net')])
    await lookAt(page, 'what-if-narrowed')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.press('Delete')
    await page.getByText(whatIfFilter.shown(5, 5), { exact: true }).first().waitFor()
    await hands.press(page.getByText(words.wordsTitle, { exact: true }))
    await lookAt(page, 'what-if')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await table.getByRole('rowheader').count()).toBe(5)
    // The browser itself speaks of the refusal that was wanted.
    expect(observed.faults.filter((fault) => !fault.includes('422'))).toEqual([])
  } finally {
    await observed.close()
  }
})
