import { AppError } from './errors.ts'

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * A page of another site must not act in the name of whoever is signed in (S-30). Browsers say where a request comes
 * from in `Sec-Fetch-Site`; older ones, and all over plain http, at least send `Origin`. A request that says neither
 * comes from no browser: it passes only without our cookie.
 */
export function refuseCrossSite(request: Request, { publicUrl, hasSession }: { publicUrl: string; hasSession: boolean }): void {
  if (!changing.has(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const origin = request.headers.get('origin')
  if (site === null && origin === null && !hasSession) return
  const own = [new URL(publicUrl).origin, new URL(request.url).origin]
  if (site === null && origin !== null && own.includes(origin)) return
  throw new AppError('request.cross-site')
}
