import type { AskedEvent } from '#core/contract/live.ts'
import type { WatchView } from '#core/contract/watch.ts'

/** A watch as its last look left it: nobody reads anew for a time of day. The event counts where it is the newer one. */
export function withAsked(known: WatchView | null, event: AskedEvent | null): WatchView | null {
  if (known === null || event === null || event.kind !== known.kind || event.askedAt <= (known.askedAt ?? '')) return known
  return { ...known, askedAt: event.askedAt, nextAt: event.nextAt }
}
