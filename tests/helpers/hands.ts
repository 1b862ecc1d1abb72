import type { Locator, Page } from 'playwright-core'

/** How somebody acts on a page. The walks are written once and walked with either. */
export interface Hands {
  /** Buttons, links, summaries. */
  press(target: Locator): Promise<void>
  /** One of several: radio buttons, tabs. */
  choose(target: Locator): Promise<void>
  tick(target: Locator): Promise<void>
  write(target: Locator, text: string): Promise<void>
}

export function useMouse(): Hands {
  return {
    press: (target) => target.click(),
    choose: (target) => target.click(),
    tick: (target) => target.click(),
    write: (target, text) => target.fill(text),
  }
}

const mostStops = 120

/** Tab, arrows, Space and Enter only. Each stop on the way must show that the focus is there, and be in sight. */
export function useKeyboard(page: Page): Hands {
  async function reach(target: Locator, isThere: () => Promise<boolean> = () => hasFocus(target)): Promise<void> {
    await target.waitFor()
    for (let stops = 0; stops < mostStops; stops += 1) {
      if (await isThere()) return
      await page.keyboard.press('Tab')
      await expectVisibleFocus(page)
    }
    throw new Error(`Not reached by ${String(mostStops)} tabs: ${target.toString()}`)
  }

  return {
    press: async (target) => {
      await reach(target)
      await page.keyboard.press('Enter')
    },
    choose: async (target) => {
      await reach(target, () => hasGroupFocus(target))
      for (let moves = 0; moves < mostStops && !(await isChosen(target)); moves += 1) {
        await page.keyboard.press(moves === 0 && (await hasFocus(target)) ? 'Space' : await arrowFor(target))
      }
      if (!(await isChosen(target))) throw new Error(`Not chosen by arrows: ${target.toString()}`)
    },
    tick: async (target) => {
      await reach(target)
      await page.keyboard.press('Space')
    },
    write: async (target, text) => {
      await reach(target)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type(text)
    },
  }
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

/** Tab stops once in a group of radio buttons or tabs; arrows go on from there. */
const hasGroupFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const group = (of: Element | null) => of?.closest('fieldset, [role=tablist]') ?? null
    return group(element) !== null && group(document.activeElement) === group(element)
  })

const isChosen = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => (element instanceof HTMLInputElement ? element.checked : element.getAttribute('aria-selected') === 'true'))

const arrowFor = (target: Locator): Promise<string> =>
  target.evaluate((element) => (element instanceof HTMLInputElement ? 'ArrowDown' : 'ArrowRight'))

/** WCAG 2.4.7 and 2.4.11: a ring of at least 2 px, and not a part of the element outside the window. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const fault = await page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { top, left, width, height } = element.getBoundingClientRect()
    const isRinged = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    const isInSight = width > 0 && height > 0 && top >= 0 && left >= 0 && (top + height <= innerHeight || height > innerHeight)
    const at = document.elementFromPoint(left + width / 2, top + Math.min(height, innerHeight - top) / 2)
    const isOnTop = at !== null && (element.contains(at) || at.contains(element))
    return isRinged && isInSight && isOnTop ? null : `${element.outerHTML.slice(0, 160)} (ring ${String(isRinged)}, in sight ${String(isInSight)}, on top ${String(isOnTop)})`
  })
  if (fault !== null) throw new Error(`The focus cannot be seen: ${fault}`)
}
