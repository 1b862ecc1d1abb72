import { timingSafeEqual } from 'node:crypto'
import type { Access, Endpoint } from '#core/contract/endpoint.ts'
import { hashToken } from '../people/tokens.ts'
import type { Parts } from '../parts.ts'
import { isLoopback } from './client-address.ts'
import { createSessionCookie } from './cookies.ts'
import { notFound } from './errors.ts'
import type { Metrics } from './metrics.ts'
import { toOpenApi } from './openapi.ts'
import { createReadiness } from './readiness.ts'

/** For whoever runs Connect, not for the page: so not in the contract, but with a statement like every other. */
export interface OperatorRoute {
  path: string
  access: Access | 'operator'
  answer: (request: Request, connectionAddress: string) => Promise<Response>
}

interface Sources {
  metrics: Metrics
  endpoints: readonly Endpoint[]
  countStreams: () => number
}

export function createOperatorRoutes(parts: Parts, { metrics, endpoints, countStreams }: Sources): OperatorRoute[] {
  const isReady = createReadiness(parts)
  const openApi = JSON.stringify(toOpenApi(endpoints, { cookieName: createSessionCookie(parts.publicUrl).name }))

  return [
    { path: '/api/health', access: 'anyone', answer: () => Promise.resolve(toJson(JSON.stringify({ ok: true }))) },
    {
      path: '/api/ready', access: 'anyone', answer: async () => {
        const state = await isReady()
        return toJson(JSON.stringify(state), state.ready ? 200 : 503)
      },
    },
    { path: '/api/openapi.json', access: 'anyone', answer: () => Promise.resolve(toJson(openApi)) },
    {
      path: '/metrics', access: 'operator', answer: (request, connectionAddress) => {
        if (!mayReadMetrics(request, connectionAddress, parts.config.metricsToken)) throw notFound()
        const text = metrics.format({ dns: parts.resolver.stats(), streams: countStreams() })
        return Promise.resolve(new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } }))
      },
    },
  ]
}

const toJson = (text: string, status = 200): Response => new Response(text, { status, headers: { 'content-type': 'application/json' } })

/** A proxy on this machine also connects from loopback: what it passes on is somebody else's request. */
function mayReadMetrics(request: Request, connectionAddress: string, token: string | null): boolean {
  const passedOn = ['forwarded', 'x-forwarded-for', 'via'].some((name) => request.headers.has(name))
  if (isLoopback(connectionAddress) && !passedOn) return true
  const given = /^Bearer (\S+)$/u.exec(request.headers.get('authorization') ?? '')?.[1]
  return token !== null && given !== undefined && timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(token)))
}
