import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** The whole page as a picture in the folder that CONNECT_SCREENS names; nothing where it names none. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['CONNECT_SCREENS'] ?? ''
  if (folder === '') return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
