import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { shoot } from './screens.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
interface AxeViolation {
  id: string
  help: string
  nodes: { target: string[]; html: string }[]
}

const wide = { width: 1280, height: 900 }
const narrow = { width: 390, height: 844 }
/** 1280 px at 400 %: where WCAG 1.4.10 forbids scrolling in two directions. */
const zoomed = { width: 320, height: 640 }

/**
 * The page as it stands, in light and wide, then in dark and narrow without reloading it: nothing that axe objects to,
 * nothing to scroll sideways. Leaves it as it was.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  await expectNoViolations(page, `${name}, light and wide`)
  await shoot(page, `${name}-light-1280`)
  await switchTo(page, 'dark', narrow)
  await expectNoViolations(page, `${name}, dark and narrow`)
  await expectNoSidewaysScroll(page, name)
  await shoot(page, `${name}-dark-390`)
  await page.setViewportSize(zoomed)
  await expectNoSidewaysScroll(page, name)
  await switchTo(page, 'light', wide)
}

async function switchTo(page: Page, colorScheme: 'light' | 'dark', size: typeof wide): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize(size)
}

/** The engine that belongs to `@axe-core/playwright`; put into each document once, where its builder would put it there at every look. */
const axePath = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')
const axeSource = readFile(axePath, 'utf8')
const options = JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })

async function expectNoViolations(page: Page, name: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource)
  const violations = await page.evaluate<AxeViolation[]>(`axe.run(document, ${options}).then(({ violations }) => violations)`)
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id} (${help}): ${target.join(' ')} ${html.slice(0, 160)}`))
  expect(found, name).toEqual([])
}

async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  const { is, may, what } = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return { is: scrollWidth, may: clientWidth, what: '' }
    const reach = (element: Element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return Math.max(element.getBoundingClientRect().right, range.getBoundingClientRect().right)
    }
    const wide = [...document.querySelectorAll('body *')].filter((element) => reach(element) > clientWidth + 1)
    return { is: scrollWidth, may: clientWidth, what: wide.slice(-2).map((element) => element.outerHTML.slice(0, 200)).join(' | ') }
  })
  expect(is, `${name} at ${may} px scrolls sideways: ${what}`).toBeLessThanOrEqual(may)
}
