import type { Lookup } from '#core/dns/outcome.ts'
import type { Parts } from '../../server/parts.ts'

/** For tests of what asks no DNS: a question is a failure of the test. */
const refuse: Lookup = (name, type) => {
  throw new Error(`Nobody was to ask for ${type} of ${name}`)
}

export const noDns: Parts['resolver'] = {
  lookup: refuse,
  lookupWith: () => refuse,
  stats: () => ({ inFlight: 0, openSockets: 0, waitingForSocket: 0, cached: 0, servers: [] }),
}
