import { absoluteMs } from '../people/sessions.ts'

/** `__Host-` binds the cookie to this host and to https; over plain http no browser would take it (S-29). */
export function createSessionCookie(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:')
  const name = isSecure ? '__Host-connect' : 'connect'
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    name,
    read: (request: Request): string | null => {
      const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
      const own = pairs.find((pair) => pair.startsWith(`${name}=`))
      return own === undefined ? null : own.slice(name.length + 1)
    },
    /** The token of a new session, or null to forget it. */
    format: (token: string | null): string =>
      token === null ? `${name}=; Max-Age=0; ${attributes}` : `${name}=${token}; Max-Age=${String(absoluteMs / 1000)}; ${attributes}`,
  }
}
