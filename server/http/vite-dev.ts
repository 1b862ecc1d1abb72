import type { Plugin, ViteDevServer } from 'vite'
import type * as DevAppModule from './dev-app.ts'

type DevApp = typeof DevAppModule

/** One port in development: `/api` and `/metrics` go to the server's own code, read anew after each edit. */
export function apiInsideVite(): Plugin {
  return { name: 'connect-api', apply: 'serve', configureServer: serveApi }
}

function serveApi(vite: ViteDevServer): void {
  // The tests also make a Vite server; they bring their own app.
  if (process.env['VITEST'] !== undefined) return
  let loaded: { module: DevApp; made: ReturnType<DevApp['createDevListener']> } | null = null

  async function load() {
    const module = (await vite.ssrLoadModule('/server/http/dev-app.ts')) as DevApp
    if (loaded?.module !== module) loaded = { module, made: module.createDevListener(publicUrlOf(vite)) }
    return loaded.made
  }

  vite.httpServer?.once('listening', () => {
    load().then(({ setUpUrl }) => {
      if (setUpUrl !== null) vite.config.logger.info(`  ➜  Set-up:  ${setUpUrl}`)
    }, (error: unknown) => {
      vite.config.logger.error(String(error))
    })
  })
  vite.middlewares.use((incoming, outgoing, next) => {
    if (!/^\/(?:api\/|metrics$)/u.test(incoming.url ?? '')) {
      next()
      return
    }
    load().then(({ listener }) => {
      listener(incoming, outgoing)
    }, next)
  })
}

function publicUrlOf({ config }: ViteDevServer): string {
  const { host, port } = config.server
  return process.env['PUBLIC_URL'] ?? `http://${typeof host === 'string' ? host : '127.0.0.1'}:${String(port)}`
}
