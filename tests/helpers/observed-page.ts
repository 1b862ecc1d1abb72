import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core'

/** What no page may do. `faults` lists what it did: each entry is a sentence to find the place by. */
export interface ObservedPage {
  page: Page
  context: BrowserContext
  faults: string[]
  close(): Promise<void>
}

export interface ObserveOptions {
  /** Statuses that the test provokes: the browser itself writes them to its console. */
  expectedStatuses?: readonly number[]
}

const reportName = 'connectTestReport'

/** A person's own browser (a context of its own), whose console, requests, dialogs and refusals of the policy are kept. */
export async function openObservedPage(browser: Browser, url: string, { expectedStatuses = [] }: ObserveOptions = {}): Promise<ObservedPage> {
  const faults: string[] = []
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' })
  // A busy machine is no failure.
  context.setDefaultTimeout(30_000)
  await context.exposeFunction(reportName, (text: string) => void faults.push(text))
  await context.addInitScript((name) => {
    const report = Reflect.get(window, name) as (text: string) => void
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => report(`the policy refused ${violatedDirective} ${blockedURI}`))
  }, reportName)

  const page = await context.newPage()
  page.on('console', (message) => {
    if (isBad(message) && !expectedStatuses.some((status) => message.text().includes(`status of ${String(status)}`))) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`))
  page.on('dialog', (dialog) => {
    faults.push(`a dialog opened: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== new URL(url).origin) faults.push(`a request left: ${request.url()}`)
  })
  return { page, context, faults, close: () => context.close() }
}

const isBad = (message: ConsoleMessage): boolean => message.type() === 'error' || message.type() === 'warning'
