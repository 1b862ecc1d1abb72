import { createHash, randomBytes } from 'node:crypto'

/** 256 bits for whoever holds a link or a session. Only the hash is ever stored, so the database opens no door. */
export function createToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
