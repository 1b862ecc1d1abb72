/** The whole product offline: a DNS world on loopback, sample accounts, and a data folder that is removed at the end. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Environment } from '../config.ts'
import { startServer, type RunningServer, type StartOptions } from '../start-server.ts'
import { createDnsWorld, type DnsWorld } from './dns-world.ts'
import { seedSampleData, type SampleData } from './sample-data.ts'
import { sampleFaults, sampleZones } from './sample-zones.ts'

export interface RunningDemo {
  server: RunningServer
  world: DnsWorld
  data: SampleData
  /** Stops everything and removes the data folder. */
  close: () => Promise<void>
}

export async function startDemo(environment: Environment, options: StartOptions = {}): Promise<RunningDemo> {
  const dataDir = await mkdtemp(join(tmpdir(), 'connect-demo-'))
  const closers: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })]
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne()
  }
  try {
    const world = await createDnsWorld({ zones: sampleZones, faults: sampleFaults, remembers: true })
    closers.push(() => world.close())
    // Its own data and its own DNS, whatever the environment says about the real ones.
    const own = { DATABASE_URL: '', DATA_DIR: dataDir, NODE_ENV: 'development', ...toDnsSettings(world) }
    const config = readConfig({ LOG_LEVEL: 'warn', ...environment, ...own })
    const server = await startServer(config, options)
    closers.push(server.close)
    return { server, world, data: await seedSampleData(server.parts, world), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The world is resolver, root and every zone's own server at once, and all of it is on loopback. */
export function toDnsSettings({ resolverAddress, authorityAddress }: DnsWorld) {
  return {
    DNS_SERVERS: resolverAddress, DNS_ROOTS: authorityAddress, DNS_AUTHORITY_PORT: authorityAddress.split(':').at(-1) ?? '',
    ALLOW_LOOPBACK_TARGETS: 'true',
  }
}
