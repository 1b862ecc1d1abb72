import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** The whole page as a picture in the folder that CONNECT_SCREENS names; nothing where it names none. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['CONNECT_SCREENS'] ?? ''
  if (folder === '') return
  await mkdir(folder, { recursive: true })
  // What sticks to the window's edge belongs at the top of a picture of the whole page.
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
