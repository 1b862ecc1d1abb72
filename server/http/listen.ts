import { getRequestListener } from '@hono/node-server'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { startTexts } from '#core/messages/en/config.ts'
import { ConfigError } from '../config.ts'
import type { App } from './app.ts'

const graceMs = 3_000
type Listener = ReturnType<typeof toListener>

export interface Listening {
  port: number
  /** Lets running requests finish, ends streams, and closes what is left after the grace time. */
  close(): Promise<void>
}

/**
 * The port is taken first, since the app needs to know under which address it is reached; `serve` then says who
 * answers. A request that comes in between waits for it.
 */
export async function listen({ host, port }: { host: string; port: number }): Promise<{ port: number; serve: (app: App) => Listening; abandon: () => Promise<void> }> {
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 })
  let begin = (_listener: Listener) => {}
  const listener = new Promise<Listener>((resolve) => {
    begin = resolve
  })
  server.on('request', (incoming, outgoing) => void listener.then((serve) => serve(incoming, outgoing)))
  await bind(server, { host, port })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    port: address.port,
    serve: (app) => {
      begin(toListener(app))
      return { port: address.port, close: () => close(server, app) }
    },
    abandon: () => {
      server.closeAllConnections()
      return closeServer(server)
    },
  }
}

export function toListener(app: App) {
  return getRequestListener((request, { incoming }) => app(request, { clientAddress: addressOf(incoming as IncomingMessage) }), {
    overrideGlobalObjects: false,
  })
}

const addressOf = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? ''

async function bind(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') throw new ConfigError(startTexts.portTaken(host, port), { cause: error })
    if (code === 'EACCES') throw new ConfigError(startTexts.portRefused(host, port), { cause: error })
    if (code === 'EADDRNOTAVAIL') throw new ConfigError(startTexts.addressUnknown(host), { cause: error })
    throw error
  }
}

async function close(server: Server, app: App): Promise<void> {
  app.endStreams()
  const closed = closeServer(server)
  server.closeIdleConnections()
  const grace = setTimeout(() => {
    server.closeAllConnections()
  }, graceMs)
  await closed
  clearTimeout(grace)
}

const closeServer = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => { resolve() }))
