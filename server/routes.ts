import { createAccountRoutes } from './accounts/accounts.route.ts'
import { createAddressRoutes } from './addresses/addresses.route.ts'
import { createConnectorRoutes } from './connector/connector.route.ts'
import { createDomainRoutes } from './domains/domains.route.ts'
import { createProofCheck } from './domains/proof.service.ts'
import { createEvidenceRoutes } from './evidence/evidence.route.ts'
import type { Route } from './http/route.ts'
import { createJourneyRoutes } from './journey/journey.route.ts'
import type { Parts } from './parts.ts'
import { createPeopleRoutes } from './people/people.route.ts'
import { createRequestRoutes } from './requests/requests.route.ts'
import { createShareRoutes } from './shares/shares.route.ts'
import { createSpfCheckRoutes } from './spf-check/spf-check.route.ts'
import { createSpfCheck } from './spf-check/spf-check.service.ts'
import { createWhatIfRoutes } from './spf-check/what-if.route.ts'

/** Every endpoint of the contract with what serves it. One that is missing here fails a test. */
export function createRoutes(parts: Parts): Route[] {
  // One of each check for the whole process: a customer and a colleague who press at the same moment share it (S-45).
  const checking = { ...parts, checkProof: createProofCheck(parts), checkAccountSpf: createSpfCheck(parts) }
  return [
    ...createPeopleRoutes(parts),
    ...createAccountRoutes(parts),
    ...createJourneyRoutes(parts),
    ...createDomainRoutes(checking),
    ...createAddressRoutes(parts),
    ...createSpfCheckRoutes(checking),
    ...createWhatIfRoutes(parts),
    ...createEvidenceRoutes(parts),
    ...createConnectorRoutes(parts),
    ...createRequestRoutes(parts),
    ...createShareRoutes(checking),
  ]
}
