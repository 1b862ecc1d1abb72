import { expect, test } from 'vitest'
import type { PlatformKey } from '#core/catalogue/platforms.ts'
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import { addressesNotNeeded } from '#core/messages/en/addresses-step.ts'
import { connectorStep, exchangeVersionQuestion, hybridPathQuestion, tenantDomainQuestion } from '#core/messages/en/connector-step.ts'
import { common } from '#core/messages/en/common.ts'
import { signInWords } from '#core/messages/en/session.ts'
import { journeyHome } from '#core/messages/en/journey-home.ts'
import { spfOutcomes } from '#core/messages/en/spf.ts'
import { summaryStep } from '#core/messages/en/summary-step.ts'
import { stateLabels, stepTitles } from '#core/messages/en/tasks.ts'
import {
  acceptInvitation, begin, confirmAddresses, confirmConnector, expectArrival, goOn, goTo, haveRead, lookUpSpf, proveDomain, publishSpf,
  signIn, signOut, validate, walkWithMouse, type ProofWay, type Walker,
} from '../helpers/customer-walk.ts'
import { useKeyboard } from '../helpers/hands.ts'
import { lookAt } from '../helpers/look-at.ts'
import { openObservedPage } from '../helpers/observed-page.ts'
import { openZone, type OpenZone } from '../helpers/open-zone.ts'
import { useStage } from '../helpers/stage.ts'

const stage = useStage()


interface Story {
  platform: PlatformKey
  domain: string
  /** What is published before. */
  spf: string[]
  account?: Partial<CreateAccountRequest>
  proof: ProofWay
  answer: 'othersToo' | 'onlyMimecast'
  /** What the page must propose. */
  record: string
  isByKeyboard?: boolean
  answerConnector?: (walker: Walker) => Promise<void>
  /** Host names that the instructions must hold. */
  hosts: readonly string[]
}

const mimecast = 'include:eu._netblocks.mimecast.com'
const general = ['eu-smtp-outbound-1.mimecast.com', 'eu-smtp-outbound-2.mimecast.com']
const office365 = ['eu-smtp-o365-outbound-1.mimecast.com', 'eu-smtp-o365-outbound-2.mimecast.com']
const addresses = ['193.0.6.139', '199.43.135.53']

const radio = ({ page }: Walker, name: string) => page.getByRole('radio', { name, exact: true })
const showInstructions = ({ page, hands }: Walker) => hands.press(page.getByRole('button', { name: connectorStep.save, exact: true }))

const stories: readonly Story[] = [
  {
    platform: 'on-premises',
    domain: 'harbour.example',
    spf: ['v=spf1 include:spf.protection.outlook.com -all'],
    account: { addresses },
    proof: 'txt',
    answer: 'othersToo',
    record: `v=spf1 ${mimecast} include:spf.protection.outlook.com -all`,
    isByKeyboard: true,
    answerConnector: async (walker) => {
      await walker.hands.choose(radio(walker, exchangeVersionQuestion.options['2019']))
      await showInstructions(walker)
    },
    hosts: general,
  },
  {
    platform: 'hybrid',
    domain: 'orchard.example',
    spf: [],
    account: { addresses },
    proof: 'cname',
    answer: 'othersToo',
    record: `v=spf1 ${mimecast} ~all`,
    answerConnector: async (walker) => {
      await walker.hands.choose(radio(walker, hybridPathQuestion.options.both))
      await walker.hands.choose(radio(walker, exchangeVersionQuestion.options['2016']))
      await walker.hands.write(walker.page.getByLabel(tenantDomainQuestion.label), 'orchard.onmicrosoft.com')
      await showInstructions(walker)
    },
    hosts: [...general, ...office365],
  },
  {
    platform: 'office-365',
    domain: 'lantern.example',
    spf: ['v=spf1 include:spf.protection.outlook.com include:sendgrid.net -all'],
    proof: 'challenge',
    answer: 'onlyMimecast',
    record: `v=spf1 ${mimecast} -all`,
    answerConnector: async (walker) => {
      await walker.hands.write(walker.page.getByLabel(tenantDomainQuestion.label), 'lantern.onmicrosoft.com')
      await walker.hands.press(walker.page.getByRole('button', { name: connectorStep.saveOnly, exact: true }))
    },
    hosts: office365,
  },
  {
    platform: 'hosted-exchange',
    domain: 'meadow.example',
    spf: [`v=spf1 ip4:203.0.113.77 ${mimecast} ~all`],
    proof: 'txt',
    answer: 'othersToo',
    record: `v=spf1 ${mimecast} ip4:203.0.113.77 ~all`,
    hosts: general,
  },
  {
    platform: 'google-workspace',
    domain: 'quarry.example',
    spf: ['v=spf1 include:_spf.google.com ~all', `v=spf1 ${mimecast} ~all`],
    proof: 'txt',
    answer: 'othersToo',
    record: `v=spf1 ${mimecast} include:_spf.google.com ~all`,
    hosts: general,
  },
]

const hasAddresses = ({ platform }: Story) => platform === 'on-premises' || platform === 'hybrid'

async function reachSpfRecord(walker: Walker, story: Story, zone: OpenZone): Promise<void> {
  const { page } = walker
  const look = (name: string) => lookAt(page, `${story.platform}-${name}`)
  await begin(walker)
  await look('start')
  await haveRead(walker)
  await look('domains-open')
  await proveDomain(walker, zone, story.proof)
  await look('domains-proven')
  if (hasAddresses(story)) {
    await goOn(walker, 'addresses')
    await look('addresses')
    await confirmAddresses(walker)
    await look('addresses-confirmed')
  } else {
    await goTo(walker, 'addresses')
    await page.getByText(addressesNotNeeded[story.platform]).waitFor()
    await look('addresses-not-needed')
  }
  await goOn(walker, 'spf-record')
}

async function reachSummary(walker: Walker, story: Story, zone: OpenZone): Promise<void> {
  const { page } = walker
  const look = (name: string) => lookAt(page, `${story.platform}-${name}`)
  await lookUpSpf(walker)
  await look('spf-record-question')
  expect(await publishSpf(walker, zone, story.answer)).toBe(story.record)
  // Only what was looked up before is wrong: nobody is told of a problem who has just published.
  expect(await page.locator('[data-task=spf-check]').innerText()).toContain(stateLabels['in-progress'])
  await look('spf-record-published')
  await goOn(walker, 'spf-check')
  await validate(walker)
  await page.getByText(spfOutcomes.valid({ domain: story.domain })).waitFor()
  await expectMark(walker, 'right')
  await look('spf-check-valid')
  await goOn(walker, 'connector')
  if (story.answerConnector) {
    await look('connector-questions')
    await story.answerConnector(walker)
  }
  await page.getByText(connectorStep.whyTwo).waitFor()
  for (const host of story.hosts) expect(await page.locator('main').innerText()).toContain(host)
  await confirmConnector(walker, story.platform === 'hosted-exchange')
  await look('connector-confirmed')
  await goOn(walker, 'summary')
  await page.getByText(summaryStep.leadDone).waitFor()
  await look('summary')
}

async function expectMark({ page }: Walker, mark: 'right' | 'wrong' | 'unknown'): Promise<void> {
  expect(await page.locator('[data-finding]').evaluateAll((all) => all.map((one) => one.getAttribute('data-finding')))).toEqual([mark])
}

test.each(stories)('a customer with $platform walks from the invitation to the summary', async (story) => {
  const zone = openZone(stage.product.world, story.domain, story.spf)
  const { invitationUrl } = await stage.product.createAccount({ platform: story.platform, domains: [story.domain], ...story.account })
  const observed = await openObservedPage(stage.browser, stage.product.url)
  const { page } = observed
  const walker = story.isByKeyboard ? { page, hands: useKeyboard(page) } : walkWithMouse(page)
  try {
    await acceptInvitation(walker, invitationUrl)
    await lookAt(page, `${story.platform}-home-first`)
    await reachSpfRecord(walker, story, zone)
    await reachSummary(walker, story, zone)

    await walker.hands.press(page.getByRole('link', { name: /^Connect$/u }))
    await expectArrival(page, journeyHome.title)
    await page.getByText(journeyHome.allDone).waitFor()
    await lookAt(page, `${story.platform}-home-done`)
    expect(observed.faults).toEqual([])
  } finally {
    await observed.close()
  }
})

test('who signs out and in again goes on where the work was, in the theme of that browser', async () => {
  const zone = openZone(stage.product.world, 'pasture.example')
  const { invitationUrl } = await stage.product.createAccount({
    platform: 'google-workspace', domains: [zone.origin], contact: { name: 'Paula Past', email: `paula@${zone.origin}` },
  })
  const observed = await openObservedPage(stage.browser, stage.product.url)
  const { page } = observed
  const walker = walkWithMouse(page)
  try {
    await acceptInvitation(walker, invitationUrl)
    await begin(walker)
    await haveRead(walker)
    await page.getByRole('button', { name: common.header.theme.system }).click()
    await page.getByRole('button', { name: common.header.theme.light }).click()
    await page.getByRole('button', { name: common.header.theme.dark }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    await lookAt(page, 'theme-chosen')

    await signOut(walker, 'Paula Past')
    await lookAt(page, 'sign-in')
    await page.goto('/domains')
    await page.getByText(signInWords.goOn).waitFor()
    await signIn(walker, `paula@${zone.origin}`)
    await expectArrival(page, stepTitles.domains)
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    expect(observed.faults).toEqual([])
  } finally {
    await observed.close()
  }
})
