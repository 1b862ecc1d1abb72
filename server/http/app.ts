import { Hono, type Context } from 'hono'
import { randomUUID } from 'node:crypto'
import type { Access } from '#core/contract/endpoint.ts'
import { endpoints } from '#core/contract/endpoints.ts'
import type { Parts } from '../parts.ts'
import { createGate } from './access.ts'
import { toClientAddress } from './client-address.ts'
import { createSessionCookie } from './cookies.ts'
import { refuseCrossSite } from './cross-site.ts'
import { notFound } from './errors.ts'
import { createEventStreams } from './event-streams.ts'
import { createMetrics } from './metrics.ts'
import { createOperatorRoutes } from './operator-routes.ts'
import { toProblemResponse } from './problem.ts'
import type { Route } from './route.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { createRouteServer } from './serve-route.ts'
import type { StaticPage } from './static-page.ts'
import { createStreamRoutes } from './stream-routes.ts'

export interface Connection {
  /** The other end of the connection; what a trusted proxy says about it is read here. */
  clientAddress: string
}

/** The whole product as a function: from a request to its answer, without a port. */
export interface App {
  (request: Request, connection?: Connection): Promise<Response>
  /** Everything that is registered below `/api`, with who may call it: the rule tests read both. */
  readonly registered: readonly { method: string; path: string }[]
  readonly stated: readonly { method: string; path: string; access: Access | 'operator' }[]
  /** Ends what would keep connections open for ever. */
  endStreams(): void
}

interface AppOptions {
  page?: StaticPage | null
  heartbeatMs?: number
}

/** What one request is called in the log and in the metrics: the endpoint's name, never its path. */
interface Bindings {
  requestId: string
  connection: Connection
  label: string
}
type Ctx = Context<{ Bindings: Bindings }>

export function createApp(parts: Parts, routes: readonly Route[], { page = null, heartbeatMs = 15_000 }: AppOptions = {}): App {
  const gate = createGate(parts)
  const cookie = createSessionCookie(parts.publicUrl)
  const streams = createEventStreams(parts.live, { heartbeatMs })
  const streamRoutes = createStreamRoutes(parts, gate, streams)
  const metrics = createMetrics()
  const operatorRoutes = createOperatorRoutes(parts, { metrics, endpoints, countStreams: streams.count })
  const serveRoute = createRouteServer(parts, gate)
  const toAddress = ({ env, req }: Ctx) =>
    toClientAddress(env.connection.clientAddress, req.header('x-forwarded-for') ?? null, parts.config.trustedProxies)

  const hono = new Hono<{ Bindings: Bindings }>()
  for (const route of routes) {
    const { method, path, name } = route.endpoint
    hono.on(method, path, (context) => {
      context.env.label = name
      const { requestId } = context.env
      return serveRoute(route, { request: context.req.raw, params: context.req.param(), requestId, clientAddress: toAddress(context) })
    })
  }
  for (const { path, open } of streamRoutes) {
    hono.get(path, (context) => {
      context.env.label = path
      // The head of a stream has nobody who would ever read or end the rest.
      if (context.req.raw.method === 'HEAD') throw notFound()
      return open(context.req.raw, toAddress(context))
    })
  }
  for (const { path, answer } of operatorRoutes) hono.get(path, (context) => answer(context.req.raw, context.env.connection.clientAddress))
  hono.notFound((context) => servePage(context.req.raw, page))
  hono.onError((error, { env }) => toProblemResponse(error, { requestId: env.requestId, log: parts.log }))

  async function answer(request: Request, connection: Connection = { clientAddress: '127.0.0.1' }): Promise<Response> {
    const startedAt = performance.now()
    const env: Bindings = { requestId: randomUUID(), connection, label: 'other' }
    const { pathname } = new URL(request.url)
    const response = await answerSafely(request, env)
    setSecurityHeaders(response.headers, { path: pathname, publicUrl: parts.publicUrl })
    response.headers.set('x-request-id', env.requestId)
    const seconds = (performance.now() - startedAt) / 1000
    metrics.countRequest(env.label, response.status, seconds)
    parts.log.debug({ requestId: env.requestId, endpoint: env.label, status: response.status, seconds }, 'request')
    return response
  }

  async function answerSafely(request: Request, env: Bindings): Promise<Response> {
    try {
      refuseCrossSite(request, { publicUrl: parts.publicUrl, hasSession: cookie.read(request) !== null })
      return await hono.fetch(request, env)
    } catch (error) {
      return toProblemResponse(error, { requestId: env.requestId, log: parts.log })
    }
  }

  return Object.assign(answer, {
    registered: hono.routes.map(({ method, path }) => ({ method, path })),
    stated: [
      ...routes.map(({ access, endpoint: { method, path } }) => ({ method, path, access })),
      ...[...streamRoutes, ...operatorRoutes].map(({ path, access }) => ({ method: 'GET', path, access })),
    ],
    endStreams: streams.endAll,
  })
}

/** Files of the built page; the page itself for its own addresses, but never for a missing file or a missing endpoint. */
function servePage(request: Request, page: StaticPage | null): Response {
  const { pathname } = new URL(request.url)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (!isReading || pathname === '/api' || pathname.startsWith('/api/')) throw notFound()
  if (pathname === '/robots.txt') return new Response('User-agent: *\nDisallow: /s/\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  const file = page?.serve(request)
  if (file) return file
  const isFile = pathname.startsWith('/assets/') || pathname.split('/').at(-1)?.includes('.') === true
  const index = isFile ? null : page?.serveIndex(request)
  if (!index) throw notFound()
  return index
}
