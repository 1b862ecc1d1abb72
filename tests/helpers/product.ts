import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlatformKey } from '#core/catalogue/platforms.ts'
import { redeemLink } from '#core/contract/session.ts'
import { createAccount, type AccountDetail, type CreateAccountRequest } from '#core/contract/staff.ts'
import { readConfig } from '../../server/config.ts'
import { createDnsWorld, type DnsWorld } from '../../server/demo/dns-world.ts'
import { sampleFaults, sampleZones } from '../../server/demo/sample-zones.ts'
import { toDnsSettings } from '../../server/demo/start-demo.ts'
import type { Log } from '../../server/http/log.ts'
import { startServer, type RunningServer } from '../../server/start-server.ts'
import { createTestClient, type TestClient } from './signed-in-client.ts'

export const password = 'a long enough password'
export const staffEmail = 'sam@connect.example'

export interface Product {
  url: string
  world: DnsWorld
  server: RunningServer
  /** Where the database file is. */
  dataDir: string
  staff: TestClient
  /** Makes an account as staff would; the link is the customer's invitation. */
  createAccount(given: Partial<CreateAccountRequest> & { platform: PlatformKey; domains: string[] }): Promise<{ detail: AccountDetail; invitationUrl: string }>
  close(): Promise<void>
}

export interface ProductOptions {
  log?: Log
  /** False: nothing turns by itself while a person is on the way to a button that goes when it does. */
  watches?: boolean
}

/** The whole product on loopback: DNS world, SQLite in a temporary folder, server on a free port, one staff person. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const world = await createDnsWorld({ zones: sampleZones, faults: sampleFaults })
  const dataDir = await mkdtemp(join(tmpdir(), 'connect-product-'))
  const server = await startServer(
    readConfig({ PORT: '0', DATA_DIR: dataDir, ...toDnsSettings(world), LOG_LEVEL: 'silent', NODE_ENV: 'test' }),
    options,
  )
  const staff = createTestClient(server.url)
  const token = new URL(server.setUpUrl ?? '').hash.slice(1)
  await staff.call(redeemLink, { body: { token, name: 'Sam Staff', email: staffEmail, password } })
  let made = 0
  return {
    url: server.url,
    world,
    server,
    dataDir,
    staff,
    async createAccount(given) {
      made += 1
      const body: CreateAccountRequest = {
        company: `Sample Company ${String(made)}`,
        code: `CUK${String(made).padStart(4, '0')}A`,
        dynamicAddresses: false,
        addresses: [],
        rfiRanges: [],
        contact: { name: 'Maria Customer', email: `maria${String(made)}@customer.example` },
        ...given,
      }
      const { detail, invitation } = await staff.call(createAccount, { body })
      return { detail, invitationUrl: invitation.url }
    },
    async close() {
      await server.close()
      await world.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
