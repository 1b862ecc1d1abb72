import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addressesStep } from '#core/messages/en/addresses-step.ts'
import { common } from '#core/messages/en/common.ts'
import { connectorStep } from '#core/messages/en/connector-step.ts'
import { domainsStep, proofTexts } from '#core/messages/en/domains-step.ts'
import { journeyHome } from '#core/messages/en/journey-home.ts'
import { recordToPublish } from '#core/messages/en/record-to-publish.ts'
import { oneTimeLinkWords, signInWords } from '#core/messages/en/session.ts'
import { spfCheckStep } from '#core/messages/en/spf-check-step.ts'
import { spfPlan, spfQuestion, spfRecordStep } from '#core/messages/en/spf-record-step.ts'
import { startStep } from '#core/messages/en/start-step.ts'
import { stepNames, stepTitles } from '#core/messages/en/tasks.ts'
import type { StepKey } from '#core/contract/task.ts'
import { useMouse, type Hands } from './hands.ts'
import type { OpenZone } from './open-zone.ts'
import { password } from './product.ts'

/** A customer at work in a browser. Each function is one thing that a person does, and ends when the page shows it done. */
export interface Walker {
  page: Page
  hands: Hands
}

export const walkWithMouse = (page: Page): Walker => ({ page, hands: useMouse() })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

/** After each change of page: one heading of the first rank, which has the focus and names the window (U-4, U-31). */
export async function expectArrival(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  expect(await page.locator('h1').count(), 'headings of the first rank').toBe(1)
  expect(await page.title()).toContain(`${title} – ${common.product}`)
}

export async function acceptInvitation({ page, hands }: Walker, invitationUrl: string): Promise<void> {
  await page.goto(invitationUrl)
  await hands.write(page.getByLabel(oneTimeLinkWords.password, { exact: true }), password)
  await hands.press(button(page, oneTimeLinkWords.invitation.button))
  await expectArrival(page, journeyHome.title)
}

export async function signIn({ page, hands }: Walker, email: string): Promise<void> {
  // Whoever was led here is led back afterwards: the address says where to.
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in')
  await hands.write(page.getByLabel(signInWords.email, { exact: true }), email)
  await hands.write(page.getByLabel(signInWords.password, { exact: true }), password)
  await hands.press(button(page, signInWords.button))
}

export async function signOut({ page, hands }: Walker, name: string): Promise<void> {
  await hands.press(button(page, name))
  await hands.press(button(page, common.header.signOut))
  await expectArrival(page, signInWords.title)
}

export async function begin({ page, hands }: Walker): Promise<void> {
  await hands.press(page.getByRole('link', { name: journeyHome.goOn(stepNames.start) }))
  await expectArrival(page, stepTitles.start)
}

/** From "Start" onwards: read, and begin. */
export async function haveRead({ page, hands }: Walker): Promise<void> {
  await hands.press(button(page, startStep.begin))
  await expectArrival(page, stepTitles.domains)
}

export async function goOn({ page, hands }: Walker, next: StepKey): Promise<void> {
  await hands.press(page.getByRole('link', { name: common.continue, exact: true }))
  await expectArrival(page, stepTitles[next])
}

/** By the list beside the page, which also leads to what the platform does not need. */
export async function goTo({ page, hands }: Walker, step: StepKey): Promise<void> {
  await hands.press(page.locator(`[data-task=${step}] a`))
  await expectArrival(page, stepTitles[step])
}

/** What the page shows beside its copy button, as it would be copied. */
export async function readField(page: Page, label: string): Promise<string> {
  const field = button(page, common.copyOf(label))
  await field.waitFor()
  return (await field.locator('xpath=preceding-sibling::code').innerText()).trim()
}

export type ProofWay = 'txt' | 'cname' | 'challenge'

/** Publishes what the page shows, at the moment it shows it, and has it checked. */
export async function proveDomain({ page, hands }: Walker, zone: OpenZone, way: ProofWay): Promise<void> {
  await hands.press(button(page, domainsStep.check))
  await page.getByText(proofTexts['code-missing'].title(), { exact: true }).waitFor()
  if (way === 'cname') {
    await hands.choose(page.getByRole('tab', { name: domainsStep.tabs.cname }))
    zone.addCname(await readField(page, recordToPublish.host), await readField(page, recordToPublish.target))
  } else {
    const code = await readField(page, recordToPublish.value)
    if (way === 'txt') zone.addTxt(code)
    else zone.addTxtAt('_connect-challenge', code)
  }
  await hands.press(button(page, domainsStep.checkAgain))
  await page.locator('[data-finding=right]').waitFor()
}

export async function confirmAddresses({ page, hands }: Walker): Promise<void> {
  await hands.press(button(page, addressesStep.confirm))
  await page.getByText(/confirmed this list/u).waitFor()
}

/** Looks, answers the one question, publishes the record that the page shows. Returns that record. */
export async function publishSpf({ page, hands }: Walker, zone: OpenZone, answer: 'othersToo' | 'onlyMimecast'): Promise<string> {
  await hands.choose(radio(page, spfQuestion[answer]))
  await hands.press(button(page, spfQuestion.submit))
  await page.getByRole('heading', { name: spfPlan.title }).waitFor()
  const record = await readField(page, recordToPublish.value)
  zone.publishSpf(record)
  await hands.press(button(page, spfPlan.published))
  await page.getByText(spfPlan.publishedNext).waitFor()
  return record
}

export async function lookUpSpf({ page, hands }: Walker): Promise<void> {
  await hands.press(button(page, spfRecordStep.lookUp))
  await radio(page, spfQuestion.othersToo).waitFor()
}

/** Presses Validate and waits for the answer of that press. */
export async function validate({ page, hands }: Walker): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/spf-check'))
  await hands.press(button(page, spfCheckStep.validate))
  await answered
  await page.locator('button[aria-busy]').waitFor({ state: 'detached' })
}

export async function confirmConnector({ page, hands }: Walker, byProvider = false): Promise<void> {
  await hands.tick(page.getByRole('checkbox').first())
  await page.getByText(/^1 of \d+ steps are ticked\.$/u).waitFor()
  await hands.press(button(page, byProvider ? connectorStep.confirmProvider : connectorStep.confirm))
  await page.getByText(connectorStep.confirmedNext).waitFor()
}
