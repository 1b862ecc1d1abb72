/** Everything that a customer, their colleague and staff do on the way, made from the server's parts. */
import { createAddressRoutes } from '../addresses/addresses.route.ts'
import { createConnectorRoutes } from '../connector/connector.route.ts'
import { createDomainRoutes } from '../domains/domains.route.ts'
import { createProofCheck } from '../domains/proof.service.ts'
import type { Route } from '../http/route.ts'
import type { Parts } from '../parts.ts'
import { createRequestRoutes } from '../requests/requests.route.ts'
import { createShareRoutes } from '../shares/shares.route.ts'
import { createSpfCheckRoutes } from '../spf-check/spf-check.route.ts'
import { createSpfCheck } from '../spf-check/spf-check.service.ts'
import { createJourneyRoutes } from './journey.route.ts'

export type WayParts = Pick<Parts, 'config' | 'publicUrl' | 'db' | 'resolver' | 'live' | 'now'>

export function createWayRoutes(parts: WayParts): Route[] {
  // One of each check for the whole process: customer and colleague who press at once share it.
  const checking = { ...parts, checkProof: createProofCheck(parts), checkAccountSpf: createSpfCheck(parts) }
  return [
    ...createJourneyRoutes(parts),
    ...createDomainRoutes(checking),
    ...createAddressRoutes(parts),
    ...createSpfCheckRoutes(checking),
    ...createConnectorRoutes(parts),
    ...createRequestRoutes(parts),
    ...createShareRoutes(checking),
  ]
}
