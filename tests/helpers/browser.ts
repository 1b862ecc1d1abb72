import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const knownPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** A browser of this machine: the one that `CHROMIUM_PATH` names, else the first on the path, else none. */
function installedBrowser(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named) return named
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...knownPlaces, chromium.executablePath()].find(isExecutable)
}

export interface OpenBrowser {
  browser: Browser
  close(): Promise<void>
}

/**
 * Chromium for a test: this machine's own, else the one in the npm package, which brings its shared libraries along when
 * it believes itself on Lambda. It unpacks into the temporary folder with mode 0700, so each user gets a folder of one's own.
 */
export async function openBrowser(): Promise<OpenBrowser> {
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  const own = installedBrowser()
  if (own) {
    const browser = await chromium.launch({ executablePath: own, args })
    return { browser, close: () => browser.close() }
  }
  const folder = mkdtempSync(join(tmpdir(), 'connect-chromium-'))
  const environment = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] }
  process.env['TMPDIR'] = folder
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  const executablePath = await packaged.executablePath()
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, TMPDIR: folder } as Record<string, string> })
  Object.assign(process.env, environment.TMPDIR === undefined ? {} : { TMPDIR: environment.TMPDIR })
  if (environment.TMPDIR === undefined) delete process.env['TMPDIR']
  return {
    browser,
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
