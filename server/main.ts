import { startTexts } from '#core/messages/en/config.ts'
import { ConfigError, readConfig } from './config.ts'
import { startServer, type RunningServer } from './start-server.ts'

const stopWithinMs = 5_000

async function main(): Promise<void> {
  const server = await startServer(readConfig(process.env))
  // Before anything is said: whoever reads that we listen may end us at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server))
  process.stdout.write(`${startTexts.listening(server.url)}\n`)
  if (server.setUpUrl !== null) process.stdout.write(`${startTexts.setUp(server.setUpUrl)}\n`)
}

/** Ends in time whatever happens: who supervises us would end us less gently. */
async function stop(server: RunningServer): Promise<void> {
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  await server.close()
  process.exit(0)
}

main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
