import { createProofWatch } from './domains/proof-watch.ts'
import { createZoneWatch } from './domains/zone-watch.ts'
import type { Parts } from './parts.ts'
import { createSpfWatch } from './spf-check/spf-watch.ts'
import type { WatchAsking } from './watch/tick.ts'

/** What each kind of watch asks, and how it writes what it saw. */
export function createWatchAsking(parts: Parts): WatchAsking {
  const kinds = { proof: createProofWatch(parts), spf: createSpfWatch(parts), zone: createZoneWatch(parts) }
  return {
    peek: (watch, signal) => kinds[watch.kind].peek(watch, signal),
    check: (watch, commit, signal) => kinds[watch.kind].check(watch, commit, signal),
  }
}
