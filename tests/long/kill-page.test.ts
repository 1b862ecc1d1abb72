import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startJourney } from '#core/contract/journey.ts'
import { redeemLink } from '#core/contract/session.ts'
import { createAccount } from '#core/contract/staff.ts'
import { domainsStep } from '#core/messages/en/domains-step.ts'
import { buildPage, buildServer } from '../../bin/build.mjs'
import { createDnsWorld } from '../../server/demo/dns-world.ts'
import { sampleZones } from '../../server/demo/sample-zones.ts'
import { openBrowser } from '../helpers/browser.ts'
import { password } from '../helpers/product.ts'
import { findFreePort, startServerProcess } from '../helpers/server-process.ts'
import { createTestClient } from '../helpers/signed-in-client.ts'

it('a page that was open while the server was killed goes on where it was, with what was typed', async () => {
  await buildServer()
  await buildPage()
  const world = await createDnsWorld({ zones: sampleZones })
  const dataDir = await mkdtemp(join(tmpdir(), 'connect-kill-page-'))
  const environment = { PORT: String(await findFreePort()), DATA_DIR: dataDir, DNS_SERVERS: world.resolverAddress }
  let server = await startServerProcess(environment)
  const browser = await openBrowser()
  try {
    const tokenOf = (url: string | null) => new URL(url ?? '').hash.slice(1)
    const staff = createTestClient(server.url)
    await staff.call(redeemLink, { body: { token: tokenOf(server.setUpUrl), name: 'Sam', email: 'sam@connect.example', password } })
    const contact = { name: 'Maria', email: 'maria@kept.example' }
    const { detail, invitation } = await staff.call(createAccount, {
      body: { company: 'Kept Ltd', code: 'CUK9', platform: 'office-365', domains: ['good.example'], dynamicAddresses: false, addresses: [], rfiRanges: [], contact },
    })
    const customer = createTestClient(server.url)
    await customer.call(redeemLink, { body: { token: tokenOf(invitation.url), ...contact, password } })
    await customer.call(startJourney, { body: {} })

    const [name = '', value = ''] = customer.cookie().split('=')
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    await context.addCookies([{ name, value, url: server.url }])
    const page = await context.newPage()
    await page.goto(`${server.url}/domains`)
    const typed = page.getByRole('textbox')
    await typed.fill('half-typed.exam')

    await server.kill()
    const check = page.getByRole('button', { name: domainsStep.check })
    await check.click()
    await page.getByRole('alert').first().waitFor()

    server = await startServerProcess(environment)
    world.setTxt('good.example', [detail.journey.domains[0]?.proof.code ?? ''])
    await check.click()
    const steps = page.getByRole('navigation')
    await steps.getByText('Completed').nth(1).waitFor()
    expect(new URL(page.url()).pathname).toBe('/domains')
    expect(await typed.inputValue()).toBe('half-typed.exam')

    await server.kill()
    server = await startServerProcess(environment)
    await page.reload()
    await steps.getByText('Completed').nth(1).waitFor()
  } finally {
    await browser.close()
    await server.stop()
    await world.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
