import { addDomain, checkProof } from '#core/contract/journey.ts'
import type { Journey } from '#core/contract/journey.ts'
import { isProvenElsewhere } from '../evidence/evidence.store.ts'
import { AppError, invalid } from '../http/errors.ts'
import { customerRoute, type Route } from '../http/route.ts'
import { act, findDomain, requireOpen, type ActingPlace, type JourneyActing } from '../journey/act.ts'
import type { NewDecision } from '../journey/decision.ts'
import { stepNotReady } from '../journey/journey.errors.ts'
import { readJourney } from '../journey/journey.service.ts'
import { parseDomainName } from './domain-name.ts'
import { insertDomain } from './domains.store.ts'
import { startZoneWatches } from './zone-watch.ts'
import type { CheckProof } from './proof.service.ts'

/** More than any customer met; a list without an end would be one that somebody fills. */
const mostDomains = 500

export function createDomainRoutes(parts: JourneyActing & { checkProof: CheckProof }): Route[] {
  return [
    customerRoute(addDomain, (call) => act(parts, call, 'domains', (place) => addTyped(place, { accountId: call.accountId, now: parts.now() }, call.body.name))),
    customerRoute(checkProof, async ({ accountId, params }) => {
      const journey = await readJourney(parts, accountId)
      requireOpen(journey, 'domains')
      const domain = findDomain(journey, params['domainId'])
      // Proven by the domain above it: there is no code to look for.
      if (domain.proof.code === null) throw stepNotReady()
      await parts.checkProof({ accountId, domain })
      return readJourney(parts, accountId)
    }),
  ]
}

async function addTyped({ trx, at, journey }: ActingPlace, { accountId, now }: { accountId: string; now: Date }, typed: string): Promise<NewDecision[]> {
  const name = readTyped(journey, typed)
  // Neutral: it does not say who holds it (S-5).
  if (await isProvenElsewhere(trx, name, accountId)) throw new AppError('domain.taken')
  const domainId = await insertDomain(trx, { accountId, name, isPrimary: journey.domains.length === 0, at })
  await startZoneWatches(trx, { accountId, domainIds: [domainId] }, now)
  return [{ kind: 'domain-added', data: { name }, domainId }]
}

function readTyped({ domains }: Journey, typed: string): string {
  const parsed = parseDomainName(typed)
  if (!parsed.ok) throw invalid([{ field: 'name', code: parsed.code, understood: parsed.understood }])
  if (domains.some(({ name }) => name === parsed.name)) {
    throw invalid([{ field: 'name', code: 'domain.already-listed', understood: parsed.display }])
  }
  if (domains.length >= mostDomains) throw invalid([{ field: 'name', code: 'field.not-allowed' }])
  return parsed.name
}
