import { checkWhatIf } from '#core/contract/what-if.ts'
import { customerRoute, type Route } from '../http/route.ts'
import { findDomain, requireOpen } from '../journey/act.ts'
import { readJourney, type JourneyReading } from '../journey/journey.service.ts'
import { createWhatIfCheck, parseTypedSenders, type WhatIfParts } from './what-if.service.ts'

export function createWhatIfRoutes(parts: JourneyReading & WhatIfParts): Route[] {
  const check = createWhatIfCheck(parts)
  return [
    customerRoute(checkWhatIf, async ({ accountId, params, body }) => {
      const journey = await readJourney(parts, accountId)
      requireOpen(journey, 'spf-record')
      const domain = findDomain(journey, params['domainId'])
      return check({ journey, domain, typed: parseTypedSenders(body.addresses) })
    }),
  ]
}
