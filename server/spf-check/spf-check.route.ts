import { answerSpf, checkSpf, markSpfPublished } from '#core/contract/journey.ts'
import { customerRoute, type Route } from '../http/route.ts'
import { act, findDomain, requireOpen, type JourneyActing } from '../journey/act.ts'
import { stepNotReady } from '../journey/journey.errors.ts'
import { readJourney } from '../journey/journey.service.ts'
import { startWatch } from '../watch/watch.store.ts'
import type { CheckAccountSpf } from './spf-check.service.ts'

export function createSpfCheckRoutes(parts: JourneyActing & { checkAccountSpf: CheckAccountSpf }): Route[] {
  return [
    customerRoute(checkSpf, async ({ accountId, params }) => {
      const journey = await readJourney(parts, accountId)
      requireOpen(journey, 'spf-check')
      await parts.checkAccountSpf({ account: journey.account, domain: findDomain(journey, params['domainId']) })
      return readJourney(parts, accountId)
    }),
    customerRoute(answerSpf, (call) =>
      act(parts, call, 'spf-record', ({ journey }) => {
        const domain = findDomain(journey, call.params['domainId'])
        // The answer is about what was found, so somebody has to have looked.
        if (domain.spf.evidence === null) throw stepNotReady()
        return [{ kind: 'spf-answer', data: call.body, domainId: domain.id }]
      })),
    customerRoute(markSpfPublished, (call) =>
      act(parts, call, 'spf-record', async ({ trx, journey }) => {
        const domain = findDomain(journey, call.params['domainId'])
        if (domain.spf.plan?.record == null) throw stepNotReady()
        // Whoever has published wants to hear when it is there, whether or not he waits for it.
        await startWatch(trx, { accountId: call.accountId, domainId: domain.id, kind: 'spf' }, parts.now())
        return [{ kind: 'spf-published', data: { found: domain.spf.evidence?.report.records ?? [] }, domainId: domain.id }]
      })),
  ]
}
