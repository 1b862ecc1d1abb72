import ipaddr from 'ipaddr.js'
import { getJourney, getSeenAddress, skipSpfCheck, startJourney } from '#core/contract/journey.ts'
import { customerRoute, personRoute, type Route } from '../http/route.ts'
import { startZoneWatches } from '../domains/zone-watch.ts'
import { act, type JourneyActing } from './act.ts'
import { readJourney } from './journey.service.ts'

export function createJourneyRoutes(parts: JourneyActing): Route[] {
  return [
    customerRoute(getJourney, ({ accountId }) => readJourney(parts, accountId)),
    customerRoute(startJourney, (call) =>
      act(parts, call, 'start', async ({ trx, journey }) => {
        if (journey.started !== null) return []
        await startZoneWatches(trx, { accountId: call.accountId, domainIds: journey.domains.map(({ id }) => id) }, parts.now())
        return [{ kind: 'started', data: {} }]
      })),
    customerRoute(skipSpfCheck, (call) =>
      act(parts, call, 'spf-check', () => [{ kind: 'spf-check-skipped', data: { reason: call.body.reason } }])),
    personRoute(getSeenAddress, ({ clientAddress }) => Promise.resolve({ address: toSeen(clientAddress) })),
  ]
}

/** A dual-stack socket shows IPv4 clients as `::ffff:…`; people know the address without it. */
function toSeen(clientAddress: string): string {
  return ipaddr.isValid(clientAddress) ? ipaddr.process(clientAddress).toString() : clientAddress
}
