import { createHash } from 'node:crypto'

/** What anybody may publish is long and holds octets that not every database takes as text: only whether it changed matters. */
export const toDigest = (said: string): string => createHash('sha256').update(said).digest('base64url')
