import { answerConnector, confirmConnector, tickGuideStep } from '#core/contract/journey.ts'
import { customerRoute, type Route } from '../http/route.ts'
import { act, type JourneyActing } from '../journey/act.ts'
import { stepNotReady } from '../journey/journey.errors.ts'

export function createConnectorRoutes(parts: JourneyActing): Route[] {
  return [
    customerRoute(answerConnector, (call) => act(parts, call, 'connector', () => [{ kind: 'connector-answer', data: call.body }])),
    customerRoute(tickGuideStep, (call) => act(parts, call, 'connector', () => [{ kind: 'guide-tick', data: call.body }])),
    customerRoute(confirmConnector, (call) =>
      act(parts, call, 'connector', ({ journey: { account, tasks } }) => {
        // Without known hosts there was nothing to connect to.
        if (tasks.some(({ reason }) => reason === 'connector.no-hosts')) throw stepNotReady()
        const { note } = call.body
        return [{ kind: 'connector-confirmed', data: { platform: account.platform, ...(note ? { note } : {}) } }]
      })),
  ]
}
