import type { Share } from '#core/contract/shares.ts'
import type { ShareState } from '#core/messages/en/share.ts'

/** By the clock of this page: the server refuses an expired link by its own. */
export function toShareState({ revokedAt, expiresAt }: Share, now: number): ShareState {
  if (revokedAt !== null) return 'revoked'
  return Date.parse(expiresAt) <= now ? 'expired' : 'live'
}
