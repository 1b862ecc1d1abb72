const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
].join('; ')

/** On every answer (S-25, S-32, S-33). `/s/…` holds the token of a shared link in its path. */
export function setSecurityHeaders(headers: Headers, { path, publicUrl }: { path: string; publicUrl: string }): void {
  headers.set('content-security-policy', policy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('referrer-policy', path.startsWith('/s/') ? 'no-referrer' : 'same-origin')
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  // Only where the outside is https: over plain http on a LAN it would lock people out.
  if (publicUrl.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
  if (path === '/api' || path.startsWith('/api/') || path.startsWith('/s/')) headers.set('cache-control', 'no-store')
  if (path.startsWith('/s/')) headers.set('x-robots-tag', 'noindex, nofollow')
}
